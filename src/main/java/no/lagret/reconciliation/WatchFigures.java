package no.lagret.reconciliation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far the watch over confirmed reports is.
 *
 * @param reports that the portal still keeps
 * @param lookedUp how many of them were looked up in the case system at least once
 * @param oldest when the one that was looked up longest ago was; null where none was
 */
public record WatchFigures(long reports, long lookedUp, @Nullable Instant oldest) {}

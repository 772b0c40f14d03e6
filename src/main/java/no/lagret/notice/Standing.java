package no.lagret.notice;

import java.time.Instant;
import no.lagret.alert.Severity;
import org.jspecify.annotations.Nullable;

/**
 * How many alarms of a topic stand.
 *
 * @param count all of them
 * @param unseen those that nobody has acknowledged
 * @param worst of them
 * @param oldest when the first began; {@code null} where none stands
 */
record Standing(long count, long unseen, Severity worst, @Nullable Instant oldest) {}

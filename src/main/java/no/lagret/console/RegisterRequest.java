package no.lagret.console;

import org.jspecify.annotations.Nullable;

/**
 * That a report was registered by hand.
 *
 * @param journalReference the case system's
 * @param reason free text; it is sealed
 */
record RegisterRequest(@Nullable String journalReference, @Nullable String reason) {}

package no.lagret.console;

import org.jspecify.annotations.Nullable;

/**
 * Why something is to be done.
 *
 * @param reason free text; it is sealed
 */
record ReasonRequest(@Nullable String reason) {}

package no.lagret.console;

import org.jspecify.annotations.Nullable;

/**
 * Which figures somebody asks for, as it was written.
 *
 * @param from the first day
 * @param to the last day
 * @param recipient whose alone; all that the user sees where it is missing
 */
record AskedFigures(@Nullable String from, @Nullable String to, @Nullable String recipient) {}

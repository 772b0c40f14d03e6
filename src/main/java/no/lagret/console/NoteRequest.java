package no.lagret.console;

import org.jspecify.annotations.Nullable;

/**
 * A note to a dead letter.
 *
 * @param text free text; it is sealed
 */
record NoteRequest(@Nullable String text) {}

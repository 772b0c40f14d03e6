package no.lagret.console;

import org.jspecify.annotations.Nullable;

/**
 * Why a report is to be laid before a person.
 *
 * @param reason free text; it is sealed
 */
record SetAsideRequest(@Nullable String reason) {}

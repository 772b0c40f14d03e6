package no.lagret.figures;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Figures of a period. What nobody can tell is {@code null}, and never 0.
 *
 * @param from the first day, in Norway
 * @param to the last day
 * @param at when they were taken
 * @param total over all recipients; null where there is none
 * @param recipients each of them
 * @param days what happened on each day, or in each month of a long period
 */
public record Figures(
    LocalDate from,
    LocalDate to,
    Instant at,
    @Nullable RecipientFigures total,
    List<RecipientFigures> recipients,
    List<Day> days) {}

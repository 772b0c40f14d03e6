package no.lagret.delivery;

/**
 * Whether the gateway only looks on, while another receiver takes and confirms the reports: it
 * takes nothing in, and so has nothing new to confirm. What it took before goes its way to the end.
 *
 * @param on as the setting {@code lagret.intake.observe} says
 */
public record Observing(boolean on) {}

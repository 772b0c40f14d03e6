package no.lagret.ledger;

/**
 * How often something was told of a recipient.
 *
 * @param recipient whose
 * @param type what
 * @param count how often
 */
public record EventCount(String recipient, EventType type, long count) {}

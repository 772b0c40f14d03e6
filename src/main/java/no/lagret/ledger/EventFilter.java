package no.lagret.ledger;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which events; {@code null} asks for nothing, an empty set finds nothing.
 *
 * @param recipients configured names
 * @param reportId of this report
 * @param dispatchId of this dispatch
 * @param types of these types
 * @param letterId that speak of this dead letter
 * @param from told at or after
 * @param to told before
 * @param actor asked for by this person
 */
public record EventFilter(
    @Nullable Set<String> recipients,
    @Nullable String reportId,
    @Nullable String dispatchId,
    @Nullable Set<EventType> types,
    @Nullable String letterId,
    @Nullable Instant from,
    @Nullable Instant to,
    @Nullable String actor) {

  /** Whoever asked for them. */
  public EventFilter(
      @Nullable Set<String> recipients,
      @Nullable String reportId,
      @Nullable String dispatchId,
      @Nullable Set<EventType> types,
      @Nullable String letterId,
      @Nullable Instant from,
      @Nullable Instant to) {
    this(recipients, reportId, dispatchId, types, letterId, from, to, null);
  }

  /** All of them. */
  public static EventFilter all() {
    return new EventFilter(null, null, null, null, null, null, null);
  }

  /** All of a report. */
  public static EventFilter ofReport(String reportId) {
    return new EventFilter(null, reportId, null, null, null, null, null);
  }
}

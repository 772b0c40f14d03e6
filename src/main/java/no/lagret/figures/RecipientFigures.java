package no.lagret.figures;

import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;
import no.lagret.ledger.EventType;
import no.lagret.ledger.HourFigures.What;
import no.lagret.report.ReportState;
import org.jspecify.annotations.Nullable;

/**
 * The figures of one recipient, or of several together.
 *
 * @param recipient configured name; null for several together
 * @param called what people call it
 * @param happened reports by what happened to them in the period, each counted when it happened
 *     first; all are there
 * @param standing reports by where they stand now; all states are there
 * @param oldestWaiting when the first was received of those that nothing final has happened to
 * @param deadLetters how many wait for a person now
 * @param compared what the comparisons say
 * @param answers the answers for the authorities
 * @param measures what was done in the period, by the events that tell it
 */
public record RecipientFigures(
    @Nullable String recipient,
    @Nullable String called,
    Map<What, Long> happened,
    Map<ReportState, Long> standing,
    @Nullable Instant oldestWaiting,
    long deadLetters,
    Compared compared,
    Answers answers,
    Map<EventType, Long> measures) {

  /** How many reports wait for something now. */
  public long outstanding() {
    return standing.entrySet().stream()
        .filter(state -> !state.getKey().isFinal())
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  RecipientFigures plus(RecipientFigures other) {
    return new RecipientFigures(
        null,
        null,
        sum(What.class, happened, other.happened),
        sum(ReportState.class, standing, other.standing),
        java.util.stream.Stream.of(oldestWaiting, other.oldestWaiting)
            .filter(java.util.Objects::nonNull)
            .min(Comparator.naturalOrder())
            .orElse(null),
        deadLetters + other.deadLetters,
        compared.plus(other.compared),
        answers.plus(other.answers),
        sum(EventType.class, measures, other.measures));
  }

  private static <K extends Enum<K>> Map<K, Long> sum(
      Class<K> type, Map<K, Long> a, Map<K, Long> b) {
    Map<K, Long> sum = new EnumMap<>(type);
    sum.putAll(a);
    b.forEach((key, count) -> sum.merge(key, count, Long::sum));
    return sum;
  }
}

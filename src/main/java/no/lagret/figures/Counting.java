package no.lagret.figures;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import no.lagret.ledger.DeadLetterFilter;
import no.lagret.ledger.EventCount;
import no.lagret.ledger.EventType;
import no.lagret.ledger.HourFigures;
import no.lagret.ledger.HourFigures.What;
import no.lagret.ledger.Ledger;
import no.lagret.ledger.PageRequest;
import no.lagret.ledger.StateFigures;
import no.lagret.recipient.PerRecipient;
import no.lagret.recipient.RecipientSettings;
import no.lagret.recipient.Recipients;
import no.lagret.reconciliation.Reconciliations;

/**
 * Counts what happened in a period and what stands now, out of the ledger, and asks the comparisons
 * what is missing. It holds no personal data, and gives none.
 */
public final class Counting {

  /** What people do about reports that are late or missing. */
  private static final Set<EventType> MEASURES =
      Set.of(
          EventType.RECONCILED,
          EventType.DIFFERENCE_FOLLOWED,
          EventType.REDELIVERED,
          EventType.SET_ASIDE_ASKED,
          EventType.DELIVERY_PAUSED,
          EventType.CONFIRMATIONS_HELD,
          EventType.GUARD_RELEASED);

  private final Ledger ledger;
  private final Reconciliations reconciliations;
  private final Recipients recipients;
  private final PerRecipient<RecipientSettings> settings;
  private final Duration grace;
  private final InstantSource clock;

  Counting(
      Ledger ledger,
      Reconciliations reconciliations,
      Recipients recipients,
      Duration grace,
      InstantSource clock) {
    this.ledger = ledger;
    this.reconciliations = reconciliations;
    this.recipients = recipients;
    this.settings = recipients.settings("recipient", RecipientSettings.class);
    this.grace = grace;
    this.clock = clock;
  }

  /** Every recipient of the settings, then those that had reports before they were taken out. */
  public List<String> recipients() {
    Set<String> before = new TreeSet<>(ledger.recipients());
    recipients.names().forEach(before::remove);
    return Stream.concat(recipients.counted().stream(), before.stream()).toList();
  }

  /**
   * The figures.
   *
   * @param days which period
   * @param seen which recipients' reports, by configured name; of all others nothing is told
   */
  public Figures count(Days days, Predicate<String> seen) {
    List<String> names = recipients().stream().filter(seen).toList();
    Set<String> asked = Set.copyOf(names);
    List<HourFigures> hours = ledger.hours(asked, days.begin(), days.end());
    List<EventCount> measures = ledger.counts(asked, MEASURES, days.begin(), days.end());
    Comparisons comparisons = new Comparisons(reconciliations, grace);
    List<RecipientFigures> each =
        names.stream().map(name -> of(name, days, hours, measures, comparisons)).toList();
    return new Figures(
        days.from(),
        days.to(),
        clock.instant(),
        each.stream().reduce(RecipientFigures::plus).orElse(null),
        each,
        Day.each(days, hours));
  }

  private RecipientFigures of(
      String name,
      Days days,
      List<HourFigures> hours,
      List<EventCount> measures,
      Comparisons comparisons) {
    Map<What, Long> happened = new EnumMap<>(What.class);
    Stream.of(What.values()).forEach(what -> happened.put(what, 0L));
    hours.stream()
        .filter(hour -> hour.recipient().equals(name))
        .forEach(hour -> happened.merge(hour.what(), hour.count(), Long::sum));
    Map<EventType, Long> done = new EnumMap<>(EventType.class);
    MEASURES.forEach(type -> done.put(type, 0L));
    measures.stream()
        .filter(measure -> measure.recipient().equals(name))
        .forEach(measure -> done.put(measure.type(), measure.count()));
    StateFigures now = ledger.figures(name);
    boolean whole = comparisons.cover(name, days.begin(), over(days));
    return new RecipientFigures(
        name,
        settings.find(name).map(RecipientSettings::name).orElse(name),
        happened,
        now.counts(),
        now.oldest().values().stream().min(Instant::compareTo).orElse(null),
        ledger
            .deadLetters(
                new DeadLetterFilter(Set.of(name), null, null, null, null, false),
                new PageRequest(0, 1))
            .total(),
        Compared.of(whole, comparisons.until(name), reconciliations.standing(Set.of(name))),
        Missing.of(reconciliations, name, days).answers(whole),
        done);
  }

  /** Of a day that is not over nobody asks for a comparison yet. */
  private Instant over(Days days) {
    Instant today =
        LocalDate.ofInstant(clock.instant(), Days.NORWAY).atStartOfDay(Days.NORWAY).toInstant();
    return today.isBefore(days.end()) ? today : days.end();
  }
}

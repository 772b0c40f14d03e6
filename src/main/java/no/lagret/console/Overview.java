package no.lagret.console;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import no.lagret.ledger.StateFigures;
import no.lagret.pulse.Checked;
import no.lagret.pulse.Subject;
import no.lagret.report.Moment;
import no.lagret.report.ReportState;
import org.jspecify.annotations.Nullable;

/**
 * The answer to the first question, and on what it stands.
 *
 * @param facts what was checked, each with its state and when it last held
 * @param counts reports by state
 * @param oldest when the first of those in a state that is not final was received
 * @param deadLetters how many wait for a person
 * @param unknown what stands in the way of saying that all is well
 * @param says what else is to be said, most urgent first; empty only where something is unknown
 */
record Overview(
    Map<Subject, Fact> facts,
    Map<ReportState, Long> counts,
    Map<ReportState, Instant> oldest,
    long deadLetters,
    List<Says> unknown,
    List<Says> says) {

  /** Without these nobody knows whether every report is safe. The chain proves the past. */
  private static final List<Subject> NEEDED =
      List.of(Subject.CLOCK, Subject.LEDGER, Subject.CENSUS, Subject.CASE_SYSTEM, Subject.PORTAL);

  /**
   * One checked fact.
   *
   * @param state what can be said of it now
   * @param since when it last held; null when it never did since the start
   */
  record Fact(Checked.State state, @Nullable Instant since) {

    static final Fact NEVER = new Fact(Checked.State.NOT_KNOWN, null);

    static Fact of(@Nullable Checked checked) {
      if (checked == null) {
        return NEVER;
      }
      Moment held = checked.lastHeld();
      return new Fact(checked.state(), held == null ? null : held.at());
    }

    /** What can be said of both together: the one that says less, as of the older check. */
    Fact worse(Fact other) {
      Checked.State worst =
          Stream.of(Checked.State.FAILS, Checked.State.NOT_KNOWN)
              .filter(state -> state == this.state || state == other.state)
              .findFirst()
              .orElse(Checked.State.HOLDS);
      return new Fact(
          worst,
          since == null || other.since == null
              ? null
              : since.isBefore(other.since) ? since : other.since);
    }

    public boolean holds() {
      return state == Checked.State.HOLDS;
    }
  }

  /**
   * A sentence.
   *
   * @param key of its words: {@code overview.says.…}
   * @param mood one of success, info, warning, danger
   * @param at the time in it; for "all is well" that of the oldest check it stands on
   * @param count the number in it
   */
  record Says(String key, String mood, @Nullable Instant at, long count) {}

  static Overview of(
      List<Checked> checks,
      StateFigures figures,
      long deadLetters,
      @Nullable Instant oldestLetter,
      long alarms) {
    Map<ReportState, Long> counts = figures.counts();
    Map<Subject, Fact> facts = new EnumMap<>(Subject.class);
    for (Subject subject : Subject.values()) {
      facts.put(
          subject,
          checks.stream()
              .filter(check -> check.subject() == subject)
              .map(Fact::of)
              .reduce(Fact::worse)
              .orElse(Fact.NEVER));
    }
    long waiting =
        counts.getOrDefault(ReportState.QUEUED, 0L)
            + counts.getOrDefault(ReportState.AWAITING_RECEIPT, 0L);
    List<Says> unknown = new ArrayList<>();
    List<Says> says = new ArrayList<>();
    if (deadLetters > 0) {
      says.add(new Says("dead", "danger", oldestLetter, deadLetters));
    }
    for (Subject subject : NEEDED) {
      Fact fact = Objects.requireNonNull(facts.get(subject));
      if (!fact.holds()) {
        String how = fact.since() == null ? ".never" : "";
        unknown.add(new Says(subject.name() + how, "warning", fact.since(), waiting));
      }
    }
    if (alarms > 0) {
      says.add(new Says("alarms", "warning", null, alarms));
    }
    boolean well = says.isEmpty() && unknown.isEmpty();
    if (well && counts.getOrDefault(ReportState.STORED, 0L) > 0 && waiting == 0) {
      says.add(new Says("telling", "info", checked(facts), counts.get(ReportState.STORED)));
    } else if (well) {
      says.add(
          waiting > 0
              ? new Says("underway", "info", checked(facts), waiting)
              : new Says("safe", "success", checked(facts), 0));
    }
    return new Overview(
        facts, counts, figures.oldest(), deadLetters, List.copyOf(unknown), List.copyOf(says));
  }

  private static @Nullable Instant checked(Map<Subject, Fact> facts) {
    return NEEDED.stream()
        .map(subject -> Objects.requireNonNull(facts.get(subject)).since())
        .filter(Objects::nonNull)
        .min(Instant::compareTo)
        .orElse(null);
  }

  /** How many are in the state of that name. */
  public long count(String state) {
    return counts.getOrDefault(ReportState.valueOf(state), 0L);
  }

  /** Since when the first of them has been there, where one is. */
  public @Nullable Instant oldest(String state) {
    return oldest.get(ReportState.valueOf(state));
  }

  /** What is known of the subject of that name. */
  public Fact fact(String subject) {
    return Objects.requireNonNull(facts.get(Subject.valueOf(subject)));
  }
}

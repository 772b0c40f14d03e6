package no.lagret.ledger;

import java.time.Duration;
import java.time.InstantSource;
import no.lagret.alert.Alarms;
import no.lagret.alert.Condition;
import no.lagret.pulse.Checked;
import no.lagret.pulse.RepeatedCheck;
import no.lagret.pulse.Subject;
import no.lagret.report.Moment;
import org.jspecify.annotations.Nullable;

/** Verifies the whole ledger beside the gateway's work: soon after the start, and then daily. */
public final class ChainWatch implements Checked, AutoCloseable {

  private static final String SUBJECT = "ledger";
  private static final Duration FIRST = Duration.ofSeconds(30);
  private static final Duration BETWEEN = Duration.ofDays(1);

  private final String url;
  private final Alarms alarms;
  private final RepeatedCheck check;
  private volatile @Nullable Verdict last;

  ChainWatch(String url, Alarms alarms, InstantSource clock) {
    this.url = url;
    this.alarms = alarms;
    this.check = new RepeatedCheck(Subject.CHAIN, FIRST, BETWEEN, clock, this::verify);
  }

  private boolean verify() {
    Verdict before = last;
    // A chain that was rewritten from its start to its end holds by itself.
    String head =
        before != null && before.outcome() == Verdict.Outcome.WHOLE ? before.head().hash() : null;
    Verdict verdict = VerifyLedger.verify(url, head);
    switch (verdict.outcome()) {
      case WHOLE -> alarms.end(Condition.LEDGER_BROKEN, SUBJECT);
      case BROKEN -> alarms.begin(Condition.LEDGER_BROKEN, SUBJECT, null, null, verdict.text());
      case COULD_NOT_TELL -> {}
    }
    last = verdict;
    return verdict.outcome() == Verdict.Outcome.WHOLE;
  }

  /** Verifies once more, as soon as a verification that runs has ended. */
  public void soon() {
    check.soon();
  }

  /** What the last verification found; {@code null} while there was none since the start. */
  public @Nullable Verdict last() {
    return last;
  }

  @Override
  public Subject subject() {
    return Subject.CHAIN;
  }

  @Override
  public @Nullable Moment lastHeld() {
    return check.lastHeld();
  }

  @Override
  public boolean failing() {
    return check.failing();
  }

  @Override
  public Duration goodFor() {
    return check.goodFor();
  }

  @Override
  public void close() {
    check.close();
  }
}

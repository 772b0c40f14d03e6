package no.lagret.console;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import no.lagret.alert.Alarms;
import no.lagret.alert.Condition;
import no.lagret.broker.Queues;
import no.lagret.ledger.EventType;
import no.lagret.ledger.Fact;
import no.lagret.ledger.LedgerEvent;
import no.lagret.ledger.LedgerEvents;
import org.apache.hc.core5.concurrent.DefaultThreadFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the ledger and the alarms of failures to sign in, of known names only: what else is typed
 * may be a password. It does so in a thread of its own, so that a known name takes no longer to
 * refuse than an unknown one, and a silent broker keeps nobody out. The lock bounds how much there
 * is to tell: at most a few hundred failures of one name count in a day.
 */
final class SignInTrail implements AutoCloseable {

  /** What the alarm about addresses is about; the address itself is nobody's business here. */
  static final String ADDRESS = "address";

  private static final Logger LOG = LoggerFactory.getLogger(SignInTrail.class);
  private static final long LOOK_SECONDS = 30;

  private final Set<String> known;
  private final Alarms alarms;
  private final Queues queues;
  private final LedgerEvents ledger;
  private final InstantSource clock;
  private final ScheduledExecutorService worker =
      Executors.newSingleThreadScheduledExecutor(new DefaultThreadFactory("sign-in-trail", true));

  SignInTrail(
      Set<String> known, Alarms alarms, Queues queues, LedgerEvents ledger, InstantSource clock) {
    this.known = known;
    this.alarms = alarms;
    this.queues = queues;
    this.ledger = ledger;
    this.clock = clock;
  }

  /** Ends alarms once they are over; those of the last run too. */
  void watch(SignInFailures failures) {
    worker.scheduleWithFixedDelay(() -> look(failures), 0, LOOK_SECONDS, TimeUnit.SECONDS);
  }

  /**
   * One failure of a name.
   *
   * @param count how many it has now
   * @param wait how long it is locked; zero when it is not
   */
  void failed(String name, int count, Duration wait) {
    if (known.contains(name)) {
      Instant now = clock.instant();
      Instant until = wait.isZero() ? null : now.plus(wait);
      LedgerEvent event =
          LedgerEvent.of(
                  until == null ? EventType.SIGN_IN_FAILED : EventType.SIGN_IN_LOCKED,
                  (String) null)
              .at(now)
              .with(Fact.SUBJECT, name)
              .with(Fact.COUNT, count)
              .with(Fact.NEXT_AT, until);
      worker.execute(() -> tell(name, event));
    }
  }

  /** An address failed too often. */
  void addressLocked() {
    worker.execute(
        () ->
            begin(
                ADDRESS,
                "One address failed to sign in twenty times within a minute. The log of the proxy"
                    + " or the firewall names it."));
  }

  private void tell(String name, LedgerEvent event) {
    if (event.type() == EventType.SIGN_IN_LOCKED) {
      begin(
          name,
          "Somebody does not know this user's password and keeps trying: the user is refused for a"
              + " minute, then for longer. Ask its owner; if it is a program, correct its password.");
    }
    try {
      queues.together(() -> ledger.record(event));
    } catch (RuntimeException e) {
      LOG.debug("A failed sign-in is not told to the ledger", e);
    }
  }

  private void begin(String subject, String whatToDo) {
    alarms.begin(Condition.SIGN_IN_LOCKED, subject, null, null, whatToDo);
  }

  /** Ends the alarms of whatever is not locked any more. */
  void look(SignInFailures failures) {
    try {
      alarms.standing().stream()
          .filter(alarm -> alarm.condition() == Condition.SIGN_IN_LOCKED)
          .filter(alarm -> !locked(alarm.subject(), failures))
          .forEach(alarm -> alarms.end(Condition.SIGN_IN_LOCKED, alarm.subject()));
    } catch (RuntimeException e) {
      LOG.debug("Alarms about sign-in are looked at a little later", e);
    }
  }

  private static boolean locked(String subject, SignInFailures failures) {
    return subject.equals(ADDRESS) ? failures.anyAddress() : !failures.waitOfName(subject).isZero();
  }

  @Override
  public void close() {
    worker.shutdownNow();
  }
}

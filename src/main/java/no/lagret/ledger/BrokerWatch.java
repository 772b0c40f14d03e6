package no.lagret.ledger;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import no.lagret.alert.Alarms;
import no.lagret.alert.Condition;
import no.lagret.broker.BrokerManagement;
import no.lagret.broker.Queue;
import no.lagret.pulse.Rounds;
import no.lagret.report.Moment;
import org.apache.hc.core5.concurrent.DefaultThreadFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the broker answers at all. What is asked of one that is away does not fail, it waits
 * until the broker is back, and the census with it: only the time that passes tells.
 */
final class BrokerWatch implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(BrokerWatch.class);
  private static final Duration BETWEEN = Duration.ofSeconds(5);
  private static final Duration LONGEST_SILENCE = Duration.ofSeconds(30);
  private static final String SUBJECT = "broker";

  private final BrokerManagement broker;
  private final Alarms alarms;
  private final InstantSource clock;

  /** Not in rounds: after a call that was held up they pause for longer than the silence told. */
  private final ScheduledExecutorService asking =
      Executors.newSingleThreadScheduledExecutor(new DefaultThreadFactory("broker-asked", true));

  private final Rounds watching;
  private volatile Moment answered;

  BrokerWatch(BrokerManagement broker, Alarms alarms, InstantSource clock) {
    this.broker = broker;
    this.alarms = alarms;
    this.clock = clock;
    this.answered = Moment.now(clock);
    asking.scheduleWithFixedDelay(
        this::ask, BETWEEN.toSeconds(), BETWEEN.toSeconds(), TimeUnit.SECONDS);
    this.watching = new Rounds("broker-watch", BETWEEN, this::look);
  }

  private void ask() {
    try {
      broker.count(Queue.BACKSTOP);
      answered = Moment.now(clock);
    } catch (RuntimeException e) {
      LOG.debug("The broker is asked again", e);
    }
  }

  private void look() {
    Moment last = answered;
    if (last.age().compareTo(LONGEST_SILENCE) < 0) {
      alarms.end(Condition.BROKER, SUBJECT);
      return;
    }
    alarms.begin(
        Condition.BROKER,
        SUBJECT,
        null,
        null,
        "The broker does not answer, last at "
            + last.at()
            + ": nothing is taken, delivered or confirmed. It goes on by itself when the broker is"
            + " back.");
  }

  @Override
  public void close() {
    asking.shutdownNow();
    watching.close();
  }
}

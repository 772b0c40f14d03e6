package no.lagret.portal.fiksio;

import com.rabbitmq.client.ShutdownSignalException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import no.lagret.portal.PortalHealth;
import no.lagret.report.ClassifiedFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stays attached to one account for as long as it is started: connects again for ever, takes one
 * message after the other, and acks each only when it is kept. Nothing is refused, nothing is given
 * back.
 */
final class Subscription {

  private static final Logger LOG = LoggerFactory.getLogger(Subscription.class);
  private static final Duration FIRST_DELAY = Duration.ofMillis(500);
  private static final Duration LONGEST_DELAY = Duration.ofSeconds(30);
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);
  private static final Duration LONGEST_STOP = Duration.ofSeconds(30);

  private final String recipient;
  private final AmqpAccount account;
  private final FiksIoIntake intake;
  private final PortalHealth health;
  private volatile CountDownLatch stopping = new CountDownLatch(0);
  private volatile boolean attached;

  Subscription(String recipient, AmqpAccount account, FiksIoIntake intake, PortalHealth health) {
    this.recipient = recipient;
    this.account = account;
    this.intake = intake;
    this.health = health;
  }

  /**
   * Attaches, on a thread of its own.
   *
   * @param route takes a report into the queue
   */
  Thread start(FiksIoIntake.Route route) {
    stopping = new CountDownLatch(1);
    Thread thread = new Thread(() -> run(route), "fiks-io-" + recipient);
    thread.start();
    return thread;
  }

  /** Takes what was pushed already, and detaches. */
  void stop(Thread started) {
    stopping.countDown();
    try {
      started.join(LONGEST_STOP.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean isStopping() {
    return stopping.getCount() == 0;
  }

  private void run(FiksIoIntake.Route route) {
    Pause pause = new Pause();
    while (!isStopping()) {
      // What cannot be kept must not be pushed: each push counts.
      if (intake.hasRoom()) {
        attach(route, pause);
      }
      pause.await(stopping);
    }
  }

  private void attach(FiksIoIntake.Route route, Pause pause) {
    try (Attached to = account.attach()) {
      attached = true;
      LOG.info("KS pushes the messages of {} from now on", recipient);
      while (!isStopping() && to.isOpen()) {
        health.holds();
        pause.reset();
        keepNext(to, route, BETWEEN_LOOKS);
      }
      to.cancel();
      while (to.canAck() && keepNext(to, route, Duration.ZERO)) {
        LOG.debug("One of those that KS had pushed already");
      }
    } catch (ClassifiedFailure e) {
      health.failed(e);
      LOG.debug("Not attached", e);
    } catch (IOException | ShutdownSignalException e) {
      LOG.debug("Detached", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stopping.countDown();
    } finally {
      if (attached) {
        attached = false;
        LOG.info(
            "KS does not push the messages of {} any more{}",
            recipient,
            isStopping() ? "" : ": Lagret connects again");
      }
    }
  }

  /** Whether there was one. */
  private boolean keepNext(Attached to, FiksIoIntake.Route route, Duration within)
      throws InterruptedException, IOException {
    Attached.Pushed next = to.next(within);
    if (next == null) {
      return false;
    }
    Pause pause = new Pause();
    while (to.canAck()) {
      try {
        intake.keep(next.message(), route, this::isStopping);
        to.ack(next);
        return true;
      } catch (NotKept e) {
        if (pause.isFirst()) {
          LOG.warn(
              "{} is not taken yet, and tried again in place: {}", next.message(), e.getMessage());
        }
        LOG.debug("Why", e);
        if (isStopping()) {
          return false;
        }
        pause.await(stopping);
      }
    }
    return false;
  }

  /** Waits that grow. */
  private static final class Pause {

    private Duration next = FIRST_DELAY;

    boolean isFirst() {
      return next.equals(FIRST_DELAY);
    }

    void reset() {
      next = FIRST_DELAY;
    }

    void await(CountDownLatch stopping) {
      Duration now = next;
      Duration doubled = now.multipliedBy(2);
      next = doubled.compareTo(LONGEST_DELAY) > 0 ? LONGEST_DELAY : doubled;
      try {
        if (stopping.await(now.toMillis(), TimeUnit.MILLISECONDS)) {
          LOG.debug("Stopping");
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        stopping.countDown();
      }
    }
  }
}

package no.lagret.faults;

import static no.lagret.testing.Patience.LONG_ENOUGH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Duration;
import java.time.Instant;
import no.lagret.alert.Condition;
import no.lagret.testing.BeginsAndEnds;
import no.lagret.testing.InventedReport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/**
 * A gateway whose clock was wrong and is set right. The broker of these tests goes by the true time
 * throughout: what the gateway schedules while its own clock is three hours ahead lies there as
 * after a clock set back. {@code ClockIT} sets the clock of the whole process.
 */
class ClockTest extends WholeWay {

  private final ListAppender<ILoggingEvent> log = new ListAppender<>();

  @BeforeEach
  void listen() {
    log.start();
    watch().addAppender(log);
  }

  @AfterEach
  void setRight() {
    gateway.clock().runsAheadBy(Duration.ZERO);
    gateway.waitsForEndOf("CLOCK");
    watch().detachAppender(log);
  }

  private static Logger watch() {
    return (Logger) LoggerFactory.getLogger("no.lagret.delivery.ClockWatch");
  }

  /** As on a machine: nobody sets a clock twice within the seconds between two looks. */
  private void clockRunsAheadBy(Duration time) {
    int before = log.list.size();
    gateway.clock().runsAheadBy(time);
    await().atMost(LONG_ENOUGH).until(() -> log.list.size() > before);
  }

  @Test
  @BeginsAndEnds(Condition.CLOCK)
  void tellsThatItsClockIsNotThePortals() {
    gateway.clock().runsAheadBy(Duration.ofSeconds(20));
    gateway.waitsForAlarm("CLOCK");
    gateway.clock().runsAheadBy(Duration.ZERO);
    gateway.waitsForEndOf("CLOCK");
    gateway.clock().runsAheadBy(Duration.ofSeconds(-20));
    gateway.waitsForAlarm("CLOCK");
  }

  @Test
  void triesSoonWhatWasScheduledBeforeTheClockWasSetBack() {
    InventedReport report = InventedReport.small();
    clockRunsAheadBy(Duration.ofHours(3));
    caseSystem.answers("put").forReport(report.reportId()).status(503).once();
    portal.offers(report);
    gateway.waitsForFailures(report.reportId(), 1);
    clockRunsAheadBy(Duration.ZERO);
    assertEndsStoredAndConfirmed(report);
  }

  @Test
  void triesAfterTheStartWhatWasScheduledBeforeTheClockWasSetBack() {
    InventedReport report = InventedReport.small();
    // Less than what the other side may ask us to wait.
    clockRunsAheadBy(Duration.ofMinutes(30));
    caseSystem.answers("put").forReport(report.reportId()).status(503).once();
    portal.offers(report);
    gateway.waitsForFailures(report.reportId(), 1);
    gateway.stop();
    gateway.clock().runsAheadBy(Duration.ZERO);
    gateway.startAgain();
    assertEndsStoredAndConfirmed(report);
  }

  @Test
  void readsBackAgainOnAProofOfATimeToCome() {
    InventedReport report = InventedReport.small();
    portal.behaves("confirm").forDispatch(report.dispatchId()).status(503).forEver();
    clockRunsAheadBy(Duration.ofHours(3));
    portal.offers(report);
    gateway.waitsUntil(report.reportId(), "STORED");
    caseSystem.loses(report.reportId());
    clockRunsAheadBy(Duration.ZERO);
    await()
        .atMost(LONG_ENOUGH)
        .until(() -> !gateway.events(report.reportId(), "STORE_LOST").isEmpty());
    assertPortalNotTold(report);

    portal.behaves("confirm").forDispatch(report.dispatchId()).kind("normal").forEver();
    assertEndsStoredAndConfirmed(report);
  }

  @Test
  void countsAWaitingTimeFromTheOtherSidesOwnClock() {
    InventedReport report = InventedReport.small();
    // By our clock, what the case system asks for is in half an hour and a little more.
    clockRunsAheadBy(Duration.ofMinutes(-30));
    caseSystem.answers("put").forReport(report.reportId()).status(503).retryAfterDate(2).once();
    portal.offers(report);
    gateway.waitsForFailures(report.reportId(), 1);
    var failed = gateway.events(report.reportId(), "ATTEMPT_FAILED").get(0);
    Instant at = Instant.parse(failed.path("at").asString(""));
    Instant next = Instant.parse(failed.path("facts").path("NEXT_AT").asString(""));
    // The ledger's events are dated by the true time, the schedule by the clock under test.
    assertThat(next.plus(Duration.ofMinutes(30))).isBefore(at.plusSeconds(20));
    assertEndsStoredAndConfirmed(report);
  }
}

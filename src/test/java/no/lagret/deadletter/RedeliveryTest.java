package no.lagret.deadletter;

import static no.lagret.deadletter.JobLetter.State.PENDING;
import static no.lagret.deadletter.JobLetter.State.REDELIVERED;
import static no.lagret.deadletter.JobLetter.State.SETTLED_BEFORE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.jms.JMSException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import no.lagret.broker.OwnBroker;
import no.lagret.broker.OwnBroker.Taken;
import no.lagret.broker.Queue;
import no.lagret.delivery.ReportHeaders;
import no.lagret.ledger.DeadLetterRow;
import no.lagret.ledger.EventType;
import no.lagret.ledger.Fact;
import no.lagret.ledger.Ledger;
import no.lagret.ledger.LedgerEvent;
import no.lagret.ledger.WrittenLedger;
import no.lagret.report.DeadLetterReason;
import no.lagret.report.ReportState;
import no.lagret.testing.MovableClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class RedeliveryTest {

  @TempDir Path folder;
  private final MovableClock clock = new MovableClock();
  private OwnBroker broker;
  private WrittenLedger written;
  private Ledger ledger;
  private DeadLetters deadLetters;
  private JobTable table;
  private JobRunner runner;
  private Jobs jobs;

  @BeforeEach
  void startsUp() throws Exception {
    broker = new OwnBroker(folder.resolve("data"));
    written = new WrittenLedger(folder);
    ledger = new Ledger(JdbcClient.create(written.database()));
    deadLetters = new DeadLetters(broker.queues(), written);
    process();
  }

  /** A new process on the same queues and tables; its jobs do not run yet. */
  private void process() {
    table =
        new JobTable(
            JdbcClient.create(written.database()),
            new TransactionTemplate(new JdbcTransactionManager(written.database())),
            clock);
    runner =
        new JobRunner(
            table,
            new Redelivery(
                broker.queues(),
                written.telling((body, more) -> broker.queues().send(Queue.LEDGER, body, more)),
                ledger,
                missing -> false));
    jobs = new Jobs(table, runner);
  }

  @AfterEach
  void shutsDown() throws Exception {
    runner.stop();
    written.close();
    broker.close();
  }

  @Test
  void deliversExactlyThatLetterAgainAsIfNothingHadFailed() throws JMSException {
    letter();
    DeadLetters.Letter wanted = letter();
    letter();
    runner.start();

    String job = jobs.redeliver(row(wanted), "kari").id();

    await().until(() -> jobs.find(job).orElseThrow().done());
    List<Taken> reports = broker.drain(Queue.REPORTS);
    assertThat(reports).hasSize(1);
    Taken report = reports.get(0);
    assertThat(report.body()).isEqualTo(wanted.body());
    List<Object> names = new ArrayList<>();
    report.message().getPropertyNames().asIterator().forEachRemaining(names::add);
    assertThat(names.stream().map(Object::toString))
        .contains(ReportHeaders.STAMP, ReportHeaders.SEALED_SHA256)
        .doesNotContain(ReportHeaders.LETTER, ReportHeaders.REASON, ReportHeaders.QUEUE)
        .noneMatch(name -> name.startsWith(ReportHeaders.FAILED) || name.contains("Failure"))
        .noneMatch(name -> name.startsWith("_AMQ_DUPL"));
    assertThat(report.message().getIntProperty(ReportHeaders.STEP)).isEqualTo(5);
    assertThat(broker.drain(Queue.DEAD_LETTERS)).hasSize(2);
    ledgerCatchesUp();
    assertThat(ledger.report(wanted.dispatch().reportId()).orElseThrow().state())
        .isEqualTo(ReportState.QUEUED);
    assertThat(row(wanted).settledAt()).isNotNull();
  }

  @Test
  void doesNotWaitForATimeThatAClockSetBackMovedAway() {
    clock.runsAheadBy(Duration.ofHours(3));
    String job = jobs.redeliver(row(letter()), "kari").id();
    clock.runsAheadBy(Duration.ZERO);

    runner.start();

    await().until(() -> jobs.find(job).orElseThrow().done());
    assertThat(broker.drain(Queue.REPORTS)).hasSize(1);
  }

  @Test
  void doesItOnceThoughOrderedTwice() {
    DeadLetters.Letter letter = letter();
    Job first = jobs.redeliver(row(letter), "kari");
    Job pressedAgain = jobs.redeliver(row(letter), "kari");
    Job another = jobs.redeliver(List.of(row(letter)), "ola");
    assertThat(pressedAgain.id()).isEqualTo(first.id());

    runner.start();

    await()
        .until(
            () ->
                state(first.id()) != state(another.id())
                    && table.find(another.id()).orElseThrow().letters().get(0).tries()
                            + table.find(first.id()).orElseThrow().letters().get(0).tries()
                        > 0);
    ledgerCatchesUp();
    await().until(() -> jobs.find(first.id()).orElseThrow().done());
    await().until(() -> jobs.find(another.id()).orElseThrow().done());
    assertThat(List.of(state(first.id()), state(another.id())))
        .containsExactlyInAnyOrder(REDELIVERED, SETTLED_BEFORE);
    assertThat(broker.drain(Queue.REPORTS)).hasSize(1);
  }

  @Test
  void waitsForALetterThatIsInWorkElsewhere() {
    DeadLetters.Letter letter = deadLetters.told("default", DeadLetterReason.FALSE_RECEIPT);
    runner.start();

    String job = jobs.redeliver(row(letter), "kari").id();
    await().until(() -> jobs.find(job).orElseThrow().letters().get(0).tries() > 1);
    assertThat(state(job)).isEqualTo(PENDING);

    deadLetters.queue(letter);
    await().until(() -> state(job) == REDELIVERED);
  }

  @Test
  void goesOnAfterARestart() {
    List<DeadLetterRow> rows = List.of(row(letter()), row(letter()), row(letter()));
    String job = jobs.redeliver(rows, "kari").id();

    process();
    assertThat(jobs.find(job).orElseThrow().count(PENDING)).isEqualTo(3);
    runner.start();

    await().until(() -> jobs.find(job).orElseThrow().count(REDELIVERED) == 3);
    assertThat(broker.drain(Queue.REPORTS)).hasSize(3);
    assertThat(jobs.find(job).orElseThrow().askedBy()).isEqualTo("kari");
  }

  @Test
  void knowsItsOwnDeedWhenItDiedBeforeNotingIt() {
    DeadLetters.Letter letter = deadLetters.told("default", DeadLetterReason.FALSE_RECEIPT);
    String job = jobs.redeliver(row(letter), "kari").id();
    written.write(
        LedgerEvent.of(EventType.REDELIVERED, letter.dispatch(), 5)
            .with(Fact.LETTER, letter.id())
            .with(Fact.JOB, job)
            .by("kari"));

    runner.start();

    await().until(() -> state(job) == REDELIVERED);
    assertThat(broker.drain(Queue.REPORTS)).isEmpty();
  }

  private DeadLetters.Letter letter() {
    return deadLetters.add("default", DeadLetterReason.FALSE_RECEIPT);
  }

  private DeadLetterRow row(DeadLetters.Letter letter) {
    return ledger.deadLetter(letter.id()).orElseThrow();
  }

  private JobLetter.State state(String job) {
    return jobs.find(job).orElseThrow().letters().get(0).state();
  }

  private void ledgerCatchesUp() {
    broker.drain(Queue.LEDGER).forEach(told -> written.write(told.body()));
  }
}

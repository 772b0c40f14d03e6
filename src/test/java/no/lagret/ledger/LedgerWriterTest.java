package no.lagret.ledger;

import static no.lagret.ledger.Samples.dispatch;
import static no.lagret.ledger.Samples.queued;
import static no.lagret.ledger.Samples.way;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import no.lagret.alert.Alarm;
import no.lagret.alert.Condition;
import no.lagret.report.Digests;
import no.lagret.report.Dispatch;
import no.lagret.report.ReportState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerWriterTest {

  @TempDir Path folder;

  @Test
  void writesWhatWasToldIntoChainAndTables() throws Exception {
    try (TestLedger t = new TestLedger(folder)) {
      t.writer.start();
      Dispatch d = dispatch();
      t.tell(way(d));

      assertThat(t.caughtUp()).isTrue();

      DispatchRow row = t.ledger.dispatch("default", d.channel(), d.dispatchId()).orElseThrow();
      assertThat(row.state()).isEqualTo(ReportState.CONFIRMED);
      assertThat(row.dispatch()).isEqualTo(d);
      assertThat(row.attempts()).isEqualTo(2);
      assertThat(row.files()).hasSize(1);
      assertThat(t.ledger.head().seq()).isEqualTo(7);
      assertThat(t.writer.healthy()).isTrue();
    }
  }

  @Test
  void barrierPassesOnlyAfterEverythingBeforeItIsWritten() throws Exception {
    try (TestLedger t = new TestLedger(folder)) {
      assertThat(t.writer.awaitBarrier(Duration.ofMillis(50))).isFalse();
      t.writer.start();
      for (int round = 1; round <= 20; round++) {
        t.tell(List.of(queued(dispatch(), 1), queued(dispatch(), 1)));
        assertThat(t.caughtUp()).isTrue();
        assertThat(t.count("ledger")).isEqualTo(2L * round);
      }
    }
  }

  @Test
  void countsAnEventToldTwiceOnce() throws Exception {
    try (TestLedger t = new TestLedger(folder)) {
      t.writer.start();
      Dispatch d = dispatch();
      List<LedgerEvent> twice = new ArrayList<>(way(d));
      twice.addAll(List.copyOf(twice));
      t.tell(twice);
      assertThat(t.caughtUp()).isTrue();
      assertThat(t.count("ledger")).isEqualTo(7);
      assertThat(t.ledger.dispatchesOf("default", d.reportId()))
          .singleElement()
          .satisfies(row -> assertThat(row.attempts()).isEqualTo(2));
    }
  }

  @Test
  void repeatsABatchHarmlesslyAfterADeathBetweenTheTwoCommits() throws Exception {
    AtomicInteger deaths = new AtomicInteger(3);
    Runnable death =
        () -> {
          if (deaths.getAndDecrement() > 0) {
            throw new IllegalStateException("dies here");
          }
        };
    try (TestLedger t = new TestLedger(folder, Duration.ofMillis(100), death)) {
      t.writer.start();
      t.tell(way(dispatch()));
      assertThat(t.caughtUp()).isTrue();
      assertThat(deaths.get()).isNegative();
      assertThat(t.count("ledger")).isEqualTo(7);
      assertThat(VerifyLedger.run(new String[] {"--lagret.data-directory=" + folder})).isZero();
    }
  }

  @Test
  void putsWhatIsNoEventIntoQuarantineAndGoesOn() throws Exception {
    try (TestLedger t = new TestLedger(folder)) {
      t.writer.start();
      byte[] event = EventJson.write(queued(dispatch(), 1));
      byte[] noise = "not an event".getBytes(StandardCharsets.UTF_8);
      byte[] newer = "{\"v\":2}".getBytes(StandardCharsets.UTF_8);
      byte[] spaced = (new String(event, StandardCharsets.UTF_8) + " ").getBytes();
      byte[] huge = new byte[MessageReader.MAX_EVENT_BYTES + 1];
      t.send(noise, Map.of(LedgerQueue.STAMP, TestLedger.stamp(noise)));
      t.send(newer, Map.of(LedgerQueue.STAMP, TestLedger.stamp(newer)));
      t.send(spaced, Map.of(LedgerQueue.STAMP, TestLedger.stamp(spaced)));
      t.send(huge, Map.of(LedgerQueue.STAMP, TestLedger.stamp(huge)));
      t.send(event, Map.of(LedgerQueue.STAMP, "test:0"));
      t.send(new byte[0], Map.of());
      t.tell(List.of(queued(dispatch(), 1)));

      assertThat(t.caughtUp()).isTrue();

      assertThat(t.count("quarantine")).isEqualTo(6);
      assertThat(t.count("ledger")).isEqualTo(1);
      assertThat(t.alarms.standing())
          .extracting(Alarm::condition)
          .containsExactly(Condition.QUARANTINE);
    }
  }

  @Test
  void putsAnEventThatTheDatabaseRefusesIntoQuarantineAndWritesTheOthers() throws Exception {
    try (TestLedger t = new TestLedger(folder)) {
      t.jdbc
          .sql(
              """
              create trigger refuse before insert on dispatch when new.dispatch_id = 'odd'
              begin select raise(abort, 'refused'); end""")
          .update();
      t.tell(
          List.of(queued(dispatch(), 1), queued(dispatch("r", "odd"), 1), queued(dispatch(), 1)));
      t.writer.start();
      assertThat(t.caughtUp()).isTrue();
      assertThat(t.count("ledger")).isEqualTo(2);
      assertThat(t.count("quarantine")).isEqualTo(1);
      assertThat(t.writer.healthy()).isTrue();
    }
  }

  @Test
  void keepsASealedTextBesideTheChain() throws Exception {
    try (TestLedger t = new TestLedger(folder)) {
      t.writer.start();
      byte[] sealed = {9, 8, 7};
      LedgerEvent note = LedgerEvent.of(EventType.NOTE, "default").by("kari");
      t.tellWithText(note, sealed);
      byte[] other = EventJson.write(LedgerEvent.of(EventType.NOTE, "default"));
      t.send(
          other,
          Map.of(LedgerQueue.STAMP, TestLedger.stamp(other), LedgerQueue.SEALED_TEXT, "AAAA"));
      assertThat(t.caughtUp()).isTrue();
      assertThat(t.ledger.sealedText(Digests.sha256(sealed))).contains("CQgH");
      assertThat(t.count("quarantine")).isEqualTo(1);
    }
  }

  @Test
  void waitsForALockedDatabaseAndLosesNothing() throws Exception {
    try (TestLedger t = new TestLedger(folder)) {
      t.writer.start();
      assertThat(t.caughtUp()).isTrue();
      try (Connection other = DriverManager.getConnection(LedgerDatabase.urlIn(folder));
          Statement lock = other.createStatement()) {
        lock.execute("begin immediate");
        t.tell(way(dispatch()));
        await().until(() -> !t.writer.healthy());
        assertThat(t.count("ledger")).isZero();
        lock.execute("rollback");
      }
      assertThat(t.caughtUp()).isTrue();
      assertThat(t.count("ledger")).isEqualTo(7);
      assertThat(t.writer.healthy()).isTrue();
      assertThat(t.alarms.standing()).isEmpty();
    }
  }

  @Test
  void stopsWhileTheDatabaseIsLockedAndWritesAfterTheNextStart() throws Exception {
    try (TestLedger t = new TestLedger(folder)) {
      t.writer.start();
      assertThat(t.caughtUp()).isTrue();
      try (Connection other = DriverManager.getConnection(LedgerDatabase.urlIn(folder));
          Statement lock = other.createStatement()) {
        lock.execute("begin immediate");
        t.tell(way(dispatch()));
        await().until(() -> !t.writer.healthy());
        t.writer.stop();
        assertThat(t.writer.isRunning()).isFalse();
        lock.execute("rollback");
      }
      t.writer.start();
      assertThat(t.caughtUp()).isTrue();
      assertThat(t.count("ledger")).isEqualTo(7);
    }
  }

  @Test
  void writesThousandsOfEvents() throws Exception {
    try (TestLedger t = new TestLedger(folder)) {
      List<LedgerEvent> events = new ArrayList<>();
      while (events.size() < 2_000) {
        events.addAll(way(dispatch()));
      }
      t.tell(events);
      t.writer.start();
      assertThat(t.caughtUp()).isTrue();
      assertThat(t.ledger.head().seq()).isEqualTo(events.size());
    }
  }
}

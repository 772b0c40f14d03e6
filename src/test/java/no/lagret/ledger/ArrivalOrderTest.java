package no.lagret.ledger;

import static no.lagret.ledger.Samples.confirmed;
import static no.lagret.ledger.Samples.dead;
import static no.lagret.ledger.Samples.dispatch;
import static no.lagret.ledger.Samples.failed;
import static no.lagret.ledger.Samples.nextGeneration;
import static no.lagret.ledger.Samples.queued;
import static no.lagret.ledger.Samples.redelivered;
import static no.lagret.ledger.Samples.stored;
import static no.lagret.ledger.Samples.way;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import no.lagret.ledger.Verdict.Outcome;
import no.lagret.report.Dispatch;
import no.lagret.report.ReportState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArrivalOrderTest {

  @TempDir Path folder;

  @Test
  void givesTheSameStateInWhateverOrderEventsArrive() throws Exception {
    long seed = Long.getLong("seed", System.nanoTime());
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    List<LedgerEvent> events = events(random);
    Tables inOrder = written(events, folder.resolve("in-order"));
    for (int round = 0; round < 5; round++) {
      List<LedgerEvent> shuffled = new ArrayList<>(events);
      shuffled.addAll(events.subList(0, random.nextInt(events.size())));
      Collections.shuffle(shuffled, random);
      assertThat(written(shuffled, folder.resolve("round-" + round)))
          .as("seed %d, round %d", seed, round)
          .isEqualTo(inOrder);
    }
  }

  @Test
  void keepsTheStateWhenALateEventComes() throws Exception {
    try (TestLedger t = new TestLedger(folder)) {
      Dispatch d = dispatch();
      t.write(List.of(queued(d, 1), stored(d, 3), confirmed(d, 4)));
      t.write(List.of(failed(d, 2)));
      DispatchRow row = t.ledger.dispatchesOf("default", d.reportId()).get(0);
      assertThat(row.state()).isEqualTo(ReportState.CONFIRMED);
      assertThat(row.attempts()).isEqualTo(1);
      assertThat(row.step()).isEqualTo(4);
    }
  }

  @Test
  void startsAnewWithANewGeneration() throws Exception {
    try (TestLedger t = new TestLedger(folder)) {
      Dispatch d = dispatch();
      t.write(way(d));
      t.write(List.of(queued(nextGeneration(d), 1)));
      DispatchRow row = t.ledger.dispatchesOf("default", d.reportId()).get(0);
      assertThat(row.state()).isEqualTo(ReportState.QUEUED);
      assertThat(row.dispatch().generation()).isEqualTo(2);
    }
  }

  @Test
  void settlesADeadLetterWhoseSettlingCameFirst() throws Exception {
    try (TestLedger t = new TestLedger(folder)) {
      Dispatch d = dispatch();
      t.write(List.of(queued(d, 1), redelivered(d, 3, "letter")));
      t.write(List.of(dead(d, 2, "letter")));
      assertThat(t.ledger.deadLetter("letter").orElseThrow().settledAt()).isNotNull();
      assertThat(t.ledger.dispatchesOf("default", d.reportId()).get(0).state())
          .isEqualTo(ReportState.QUEUED);
    }
  }

  private record Tables(List<Map<String, Object>> dispatches, List<Map<String, Object>> letters) {}

  private static Tables written(List<LedgerEvent> events, Path folder) throws Exception {
    try (TestLedger t = new TestLedger(folder)) {
      for (int i = 0; i < events.size(); i += 7) {
        t.write(events.subList(i, Math.min(events.size(), i + 7)));
      }
      assertThat(VerifyLedger.verify(LedgerDatabase.urlIn(folder), null).outcome())
          .isEqualTo(Outcome.WHOLE);
      return new Tables(
          t.jdbc.sql("select * from dispatch order by dispatch_id").query().listOfRows(),
          t.jdbc.sql("select * from dead_letter order by letter_id").query().listOfRows());
    }
  }

  private static List<LedgerEvent> events(Random random) {
    List<LedgerEvent> events = new ArrayList<>();
    for (int n = 0; n < 8; n++) {
      Dispatch d = dispatch("report-" + n / 2, "dispatch-" + n);
      for (int generation = 1; generation <= 2; generation++) {
        String letter = "letter-" + n + "-" + generation;
        List<LedgerEvent> way =
            List.of(
                queued(d, 1),
                failed(d, 2),
                dead(d, 3, letter),
                redelivered(d, 4, letter),
                stored(d, 5),
                LedgerEvent.of(EventType.CONFIRMATION_FAILED, d, 6),
                // The same step told twice, with different ends: the higher rank holds.
                LedgerEvent.of(EventType.PORTAL_GONE, d, 7),
                confirmed(d, 7));
        way.subList(0, 1 + random.nextInt(way.size())).stream()
            .map(e -> e.at(Instant.ofEpochMilli(1_700_000_000_000L + random.nextInt(1_000_000))))
            .forEach(events::add);
        d = nextGeneration(d);
      }
    }
    return events;
  }
}

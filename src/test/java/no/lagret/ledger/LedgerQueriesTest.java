package no.lagret.ledger;

import static no.lagret.ledger.Samples.confirmed;
import static no.lagret.ledger.Samples.dead;
import static no.lagret.ledger.Samples.dispatch;
import static no.lagret.ledger.Samples.nextGeneration;
import static no.lagret.ledger.Samples.queued;
import static no.lagret.ledger.Samples.redelivered;
import static no.lagret.ledger.Samples.stored;
import static no.lagret.ledger.Samples.way;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import no.lagret.report.DeadLetterReason;
import no.lagret.report.Dispatch;
import no.lagret.report.ReportState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerQueriesTest {

  @TempDir Path folder;
  private TestLedger t;

  @BeforeEach
  void open() throws Exception {
    t = new TestLedger(folder);
  }

  @AfterEach
  void close() throws Exception {
    t.close();
  }

  @Test
  void givesAReportTheStateOfItsLeastSettledDispatch() {
    Dispatch first = dispatch("report", "first");
    Dispatch resend = dispatch("report", "resend");
    t.write(way(first));
    t.write(List.of(queued(resend, 1)));
    ReportView report = t.ledger.report("report").orElseThrow();
    assertThat(report.state()).isEqualTo(ReportState.QUEUED);
    assertThat(report.dispatches()).hasSize(2);
    assertThat(report.events()).hasSize(8);
    assertThat(page(ReportState.QUEUED, null).total()).isEqualTo(1);
    assertThat(page(ReportState.CONFIRMED, null).total()).isZero();
  }

  @Test
  void findsReportsByTheBeginningOfAnIdOrJournalReference() {
    t.write(way(dispatch("abc_1", "d1")));
    t.write(way(dispatch("abcx1", "d2")));
    assertThat(page(null, "abc").total()).isEqualTo(2);
    assertThat(page(null, "abc_").total()).isEqualTo(1);
    assertThat(page(null, "d2").items()).extracting(ReportView::reportId).containsExactly("abcx1");
    assertThat(page(null, " 2026/d1").total()).isEqualTo(1);
    assertThat(page(null, "' or 1=1").total()).isZero();
  }

  @Test
  void pagesThroughReportsOfAllowedRecipientsOnly() {
    for (int n = 0; n < 5; n++) {
      t.write(List.of(queued(dispatch("r" + n, "d" + n), 1)));
    }
    ReportFilter mine = new ReportFilter(Set.of("default"), null, null, null, null);
    assertThat(t.ledger.reports(mine, new PageRequest(2, 2)).items()).hasSize(1);
    assertThat(t.ledger.reports(mine, new PageRequest(0, 2)).total()).isEqualTo(5);
    ReportFilter nobody = new ReportFilter(Set.of(), null, null, null, null);
    assertThat(t.ledger.reports(nobody, PageRequest.first()).total()).isZero();
    assertThat(t.ledger.report(Set.of("other"), "r1")).isEmpty();
    Instant received = dispatch().receivedAt();
    assertThat(
            t.ledger
                .reports(between(received, received.plusMillis(1)), PageRequest.first())
                .total())
        .isEqualTo(5);
    assertThat(t.ledger.reports(between(null, received), PageRequest.first()).total()).isZero();
  }

  @Test
  void givesEveryDispatchInAStateHoweverMany() {
    List<LedgerEvent> events = new ArrayList<>();
    for (int n = 0; n < 1_203; n++) {
      events.add(queued(dispatch("r" + n, "d" + n), 1));
    }
    t.write(events);
    t.write(List.of(stored(dispatch("r7", "d7"), 2), confirmed(dispatch("r7", "d7"), 3)));
    List<DispatchRow> given = new ArrayList<>();
    t.ledger.eachInStates(Set.of(ReportState.QUEUED, ReportState.STORED), given::add);
    assertThat(given).hasSize(1_202).doesNotHaveDuplicates();
    t.ledger.eachInStates(Set.of(), row -> fail("No state was asked for"));
    assertThat(t.ledger.countsByState())
        .containsEntry(ReportState.QUEUED, 1_202L)
        .containsEntry(ReportState.CONFIRMED, 1L)
        .containsEntry(ReportState.DEAD, 0L);
    assertThat(t.ledger.oldestWaiting().orElseThrow().dispatch().dispatchId()).isEqualTo("d0");
  }

  @Test
  void showsDeadLettersUntilTheyAreSettled() {
    Dispatch d = dispatch("report", "d1");
    t.write(List.of(queued(d, 1), dead(d, 2, "letter-1")));
    assertThat(t.ledger.deadLetters(DeadLetterFilter.open(), PageRequest.first()).items())
        .singleElement()
        .satisfies(
            letter -> {
              assertThat(letter.reason()).isEqualTo(DeadLetterReason.FALSE_RECEIPT);
              assertThat(letter.attempts()).isEqualTo(3);
              assertThat(letter.detail()).isEqualTo("read-back found nothing");
            });
    assertThat(t.ledger.dispatchesOf("default", "report").get(0).letterId()).isEqualTo("letter-1");
    t.write(
        List.of(
            LedgerEvent.of(EventType.NOTE, "default").with(Fact.LETTER, "letter-1"),
            redelivered(d, 3, "letter-1")));
    assertThat(t.ledger.deadLetters(DeadLetterFilter.open(), PageRequest.first()).total()).isZero();
    assertThat(t.ledger.hasEvent(EventType.REDELIVERED, "letter-1")).isTrue();
    assertThat(t.ledger.hasEvent(EventType.HANDED_BACK, "letter-1")).isFalse();
    DeadLetterRow letter = t.ledger.deadLetter("letter-1").orElseThrow();
    EventFilter redeliveries =
        new EventFilter(null, null, null, Set.of(EventType.REDELIVERED), "letter-1", null, null);
    assertThat(t.ledger.events(redeliveries, PageRequest.first()).items())
        .singleElement()
        .satisfies(row -> assertThat(row.event().id()).isEqualTo(letter.settledByEvent()));
    assertThat(t.ledger.dispatchesOf("default", "report").get(0).letterId()).isNull();
  }

  @Test
  void aNewCopyOfTheReportSettlesItsDeadLetter() {
    Dispatch d = dispatch("report", "d1");
    t.write(List.of(queued(d, 1), dead(d, 2, "letter-1")));
    LedgerEvent copy = queued(nextGeneration(d), 1);
    t.write(List.of(copy));
    assertThat(t.ledger.deadLetters(DeadLetterFilter.open(), PageRequest.first()).total()).isZero();
    assertThat(t.ledger.deadLetter("letter-1").orElseThrow().settledByEvent()).isEqualTo(copy.id());
    t.write(List.of(dead(nextGeneration(d), 2, "letter-2")));
    assertThat(t.ledger.deadLetters(DeadLetterFilter.open(), PageRequest.first()).items())
        .singleElement()
        .satisfies(letter -> assertThat(letter.letterId()).isEqualTo("letter-2"));
  }

  @Test
  void aNoteSettlesNoDeadLetter() {
    Dispatch d = dispatch("report", "d1");
    t.write(
        List.of(
            queued(d, 1),
            dead(d, 2, "letter-1"),
            LedgerEvent.of(EventType.NOTE, d, 2).with(Fact.LETTER, "letter-1")));
    assertThat(t.ledger.deadLetter("letter-1").orElseThrow().settledAt()).isNull();
    assertThat(t.ledger.report("report").orElseThrow().state()).isEqualTo(ReportState.DEAD);
  }

  private Page<ReportView> page(ReportState state, String q) {
    return t.ledger.reports(new ReportFilter(null, state, q, null, null), PageRequest.first());
  }

  private static ReportFilter between(Instant from, Instant to) {
    return new ReportFilter(null, null, null, from, to);
  }
}

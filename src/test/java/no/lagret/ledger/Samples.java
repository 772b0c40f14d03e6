package no.lagret.ledger;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import no.lagret.report.Channel;
import no.lagret.report.DeadLetterReason;
import no.lagret.report.Digests;
import no.lagret.report.Dispatch;
import no.lagret.report.Document;
import no.lagret.report.FailureClass;
import no.lagret.report.StoredFile;

/** Invented dispatches and what may happen to them. */
final class Samples {

  private Samples() {}

  static Dispatch dispatch() {
    return dispatch(UUID.randomUUID().toString(), UUID.randomUUID().toString());
  }

  static Dispatch dispatch(String reportId, String dispatchId) {
    return new Dispatch(
        "default",
        Channel.SVARINN,
        reportId,
        dispatchId,
        1,
        Instant.parse("2026-11-20T08:00:00Z"),
        Instant.parse("2026-11-20T08:15:00.123Z"),
        Digests.sha256(new byte[] {1}),
        Digests.sha256(new byte[] {2}),
        4711);
  }

  static Dispatch nextGeneration(Dispatch d) {
    return new Dispatch(
        d.recipient(),
        d.channel(),
        d.reportId(),
        d.dispatchId(),
        d.generation() + 1,
        d.sentAt(),
        d.receivedAt().plusSeconds(60),
        d.pdfSha256(),
        d.sealedSha256(),
        d.sealedSize());
  }

  static LedgerEvent queued(Dispatch d, int step) {
    return LedgerEvent.of(EventType.QUEUED, d, step);
  }

  static LedgerEvent failed(Dispatch d, int step) {
    return LedgerEvent.of(EventType.ATTEMPT_FAILED, d, step)
        .with(Fact.FAILURE_CLASS, FailureClass.OUTAGE)
        .with(Fact.FAILURE_CODE, "status-503")
        .with(Fact.ATTEMPT, step);
  }

  static LedgerEvent dead(Dispatch d, int step, String letter) {
    return LedgerEvent.of(EventType.DEAD_LETTERED, d, step)
        .with(Fact.LETTER, letter)
        .with(Fact.REASON, DeadLetterReason.FALSE_RECEIPT)
        .with(Fact.DETAIL, "read-back found nothing")
        .with(Fact.ATTEMPT, 3);
  }

  static LedgerEvent redelivered(Dispatch d, int step, String letter) {
    return LedgerEvent.of(EventType.REDELIVERED, d, step).with(Fact.LETTER, letter).by("kari");
  }

  static LedgerEvent stored(Dispatch d, int step) {
    return LedgerEvent.of(EventType.STORED, d, step)
        .with(Fact.JOURNAL_REFERENCE, "2026/" + d.dispatchId())
        .with(Fact.STORED_AT, Instant.parse("2026-11-20T08:20:00Z"))
        .withFiles(List.of(new StoredFile(Document.PDF, Digests.sha256(new byte[] {1}), 12)));
  }

  static LedgerEvent confirmed(Dispatch d, int step) {
    return LedgerEvent.of(EventType.CONFIRMED, d, step);
  }

  /** The whole way of one dispatch, with a detour over the dead letters. */
  static List<LedgerEvent> way(Dispatch d) {
    String letter = UUID.randomUUID().toString();
    return List.of(
        queued(d, 1),
        failed(d, 2),
        failed(d, 3),
        dead(d, 4, letter),
        redelivered(d, 5, letter),
        stored(d, 6),
        confirmed(d, 7));
  }
}

package no.lagret.contractkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import no.lagret.demo.SampleReport;
import no.lagret.recipient.Recipients;
import no.lagret.report.Channel;
import no.lagret.report.Digests;
import no.lagret.report.Dispatch;
import no.lagret.report.Document;
import no.lagret.report.OpenedReport;
import org.jspecify.annotations.Nullable;

/** Reports of nobody, each with a new id. */
final class InventedReports {

  private static final int SMALL = 8 * 1024;

  private InventedReports() {}

  static OpenedReport small() {
    return of(UUID.randomUUID().toString(), Channel.SVARINN, Instant.now(), SMALL, null);
  }

  static OpenedReport sized(int bytes) {
    return of(UUID.randomUUID().toString(), Channel.SVARINN, Instant.now(), bytes, null);
  }

  /** Of the other channel, which gives no sender's time. */
  static OpenedReport ofTheOtherChannel() {
    return of(UUID.randomUUID().toString(), Channel.FIKS_IO, null, SMALL, null);
  }

  static OpenedReport withJson() {
    return of(
        UUID.randomUUID().toString(),
        Channel.SVARINN,
        Instant.now(),
        SMALL,
        "{\"melding\": \"Oppdiktet, for \u00e5 pr\u00f8ve fagsystemet\"}");
  }

  /** The same id with another PDF. */
  static OpenedReport otherContentOf(OpenedReport report) {
    return of(report.dispatch().reportId(), Channel.SVARINN, Instant.now(), SMALL + 1, null);
  }

  private static OpenedReport of(
      String reportId,
      Channel channel,
      @Nullable Instant sentAt,
      int bytes,
      @Nullable String json) {
    byte[] pdf = SampleReport.pdf(reportId, bytes);
    List<Document> documents = new ArrayList<>();
    documents.add(new Document(Document.PDF, "application/pdf", pdf));
    if (json != null) {
      documents.add(new Document(Document.JSON, "application/json", json.getBytes(UTF_8)));
    }
    return new OpenedReport(
        new Dispatch(
            Recipients.DEFAULT,
            channel,
            reportId,
            UUID.randomUUID().toString(),
            1,
            sentAt,
            Instant.now(),
            null,
            Digests.sha256(pdf),
            pdf.length),
        documents,
        Set.of(),
        false,
        false,
        null);
  }
}

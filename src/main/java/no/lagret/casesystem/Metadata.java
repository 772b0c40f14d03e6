package no.lagret.casesystem;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import no.lagret.recipient.PerRecipient;
import no.lagret.recipient.RecipientSettings;
import no.lagret.report.Dispatch;
import no.lagret.report.OpenedReport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** What the case system is told of a report, by its contract: never a digest, never a size. */
final class Metadata {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final PerRecipient<RecipientSettings> recipients;

  Metadata(PerRecipient<RecipientSettings> recipients) {
    this.recipients = recipients;
  }

  /** As JSON. */
  String of(OpenedReport opened) {
    Dispatch dispatch = opened.dispatch();
    RecipientSettings recipient = recipients.of(dispatch.recipient());
    Form form = opened.json().map(json -> Form.read(json.content())).orElse(Form.NONE);
    Map<String, Object> metadata = new LinkedHashMap<>();
    metadata.put("bekymringsmeldingId", dispatch.reportId());
    metadata.put("forsendelseId", dispatch.dispatchId());
    metadata.put("kanal", dispatch.channel().name());
    Map<String, Object> to = new LinkedHashMap<>();
    putIfThere(to, "orgnr", recipient.organisationNumber());
    putIfThere(
        to, "kommunenummer", first(form.municipalityNumber(), recipient.municipalityNumber()));
    putIfThere(to, "bydelsnummer", first(form.districtNumber(), recipient.districtNumber()));
    metadata.put("mottaker", to);
    putIfThere(metadata, "avsendertype", form.senderType());
    Instant sentAt = first(form.sentAt(), dispatch.sentAt());
    if (sentAt != null) {
      metadata.put("sendt", inNorway(sentAt));
    }
    metadata.put("mottattGateway", inNorway(dispatch.receivedAt()));
    metadata.put(
        "filer",
        opened.documents().stream()
            .map(file -> Map.of("filnavn", file.fileName(), "mimetype", file.mimeType()))
            .toList());
    return JSON.writeValueAsString(metadata);
  }

  private static void putIfThere(Map<String, Object> map, String name, @Nullable String value) {
    if (value != null) {
      map.put(name, value);
    }
  }

  /** What the report itself says goes before what is known of its recipient and its way. */
  private static <T> @Nullable T first(@Nullable T said, @Nullable T known) {
    return said == null ? known : said;
  }

  private static String inNorway(Instant time) {
    return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time.atZone(Form.NORWAY));
  }
}

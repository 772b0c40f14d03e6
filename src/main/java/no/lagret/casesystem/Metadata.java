package no.lagret.casesystem;

import java.time.Instant;
import java.time.ZoneId;
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

  private static final ZoneId NORWAY = ZoneId.of("Europe/Oslo");
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final PerRecipient<RecipientSettings> recipients;

  Metadata(PerRecipient<RecipientSettings> recipients) {
    this.recipients = recipients;
  }

  /** As JSON. */
  String of(OpenedReport opened) {
    Dispatch dispatch = opened.dispatch();
    RecipientSettings recipient = recipients.of(dispatch.recipient());
    Map<String, Object> metadata = new LinkedHashMap<>();
    metadata.put("bekymringsmeldingId", dispatch.reportId());
    metadata.put("forsendelseId", dispatch.dispatchId());
    metadata.put("kanal", dispatch.channel().name());
    Map<String, Object> to = new LinkedHashMap<>();
    putIfThere(to, "orgnr", recipient.organisationNumber());
    putIfThere(to, "kommunenummer", recipient.municipalityNumber());
    putIfThere(to, "bydelsnummer", recipient.districtNumber());
    metadata.put("mottaker", to);
    if (dispatch.sentAt() != null) {
      metadata.put("sendt", inNorway(dispatch.sentAt()));
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

  private static String inNorway(Instant time) {
    return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time.atZone(NORWAY));
  }
}

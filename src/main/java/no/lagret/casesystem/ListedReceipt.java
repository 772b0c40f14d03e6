package no.lagret.casesystem;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import no.lagret.report.ClassifiedFailure;
import no.lagret.report.Document;
import no.lagret.report.FailureClass;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One line of the case system's list. It may say less than a stored receipt: what was registered by
 * hand has no digests.
 *
 * @param reportId the report it names; null where it names none
 * @param journalReference the case system's own; null where there is none
 * @param storedAt when, by the case system's clock
 * @param pdfSha256 hex digest of the stored PDF, where it gives one
 */
public record ListedReceipt(
    @Nullable String reportId,
    @Nullable String journalReference,
    @Nullable Instant storedAt,
    @Nullable String pdfSha256) {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  /**
   * The whole list.
   *
   * @throws ClassifiedFailure OUTAGE when it is no JSON array, or not all of one: half a list would
   *     make what lies in the other half look lost
   */
  static List<ListedReceipt> read(byte[] body) throws ClassifiedFailure {
    List<ListedReceipt> list = new ArrayList<>();
    // Entry by entry: as a tree, a list of a hundred thousand is five times its size.
    try (JsonParser entries = JSON.createParser(body)) {
      if (entries.nextToken() != JsonToken.START_ARRAY) {
        throw unreadable();
      }
      while (entries.nextToken() != JsonToken.END_ARRAY) {
        list.add(of(entries.readValueAsTree()));
      }
      if (entries.nextToken() != null) {
        throw unreadable();
      }
    } catch (JacksonException | DateTimeException e) {
      throw unreadable();
    }
    return list;
  }

  private static ListedReceipt of(JsonNode entry) throws ClassifiedFailure {
    if (!entry.isObject()) {
      throw unreadable();
    }
    String id = text(entry, "bekymringsmeldingId");
    String stored = text(entry, "lagret");
    String pdf = null;
    for (JsonNode file : entry.path("filer")) {
      if (Document.PDF.equals(text(file, "filnavn"))) {
        pdf = text(file, "sha256");
      }
    }
    return new ListedReceipt(
        id,
        text(entry, "journalpostId"),
        stored == null ? null : OffsetDateTime.parse(stored).toInstant(),
        pdf == null ? null : pdf.toLowerCase(Locale.ROOT));
  }

  private static @Nullable String text(JsonNode node, String name) {
    String text = node.path(name).asString("");
    return text.isBlank() ? null : text;
  }

  private static ClassifiedFailure unreadable() {
    return new ClassifiedFailure(
        FailureClass.OUTAGE, "BAD_LIST", "The list of the case system cannot be read");
  }
}

package no.lagret.casesystem;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import no.lagret.report.ClassifiedFailure;
import no.lagret.report.Document;
import no.lagret.report.FailureClass;
import no.lagret.report.StoredFile;
import no.lagret.report.StoredReceipt;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads a stored receipt as the case system's contract gives it, and takes nothing less. */
final class Receipts {

  private static final Pattern JOURNAL_REFERENCE = Pattern.compile("[A-Za-z0-9._/-]{1,64}");
  private static final Pattern SHA256 = Pattern.compile("[0-9a-fA-F]{64}");
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private Receipts() {}

  /**
   * The receipt of that report.
   *
   * @throws ClassifiedFailure of class FALSE_RECEIPT when it is none
   */
  static StoredReceipt read(byte[] body, String reportId) throws ClassifiedFailure {
    JsonNode json = of(body, reportId);
    return new StoredReceipt(reportId, reference(json), storedAt(json), files(json));
  }

  /** Its journal reference alone: what was registered by hand may have no digests. */
  static String reference(byte[] body, String reportId) throws ClassifiedFailure {
    return reference(of(body, reportId));
  }

  /** The report that something names which may be a receipt; null where it names none. */
  static @Nullable String reportId(byte[] body) {
    try {
      String id = JSON.readTree(body).path("bekymringsmeldingId").asString("");
      return id.isEmpty() ? null : id;
    } catch (JacksonException e) {
      return null;
    }
  }

  private static JsonNode of(byte[] body, String reportId) throws ClassifiedFailure {
    if (body.length == 0) {
      throw no("EMPTY", "the answer is empty");
    }
    JsonNode json;
    try {
      json = JSON.readTree(body);
    } catch (JacksonException e) {
      throw no("NOT_JSON", "the answer is not JSON");
    }
    if (!json.isObject()) {
      throw no("NOT_JSON", "the answer is no receipt");
    }
    if (!reportId.equalsIgnoreCase(json.path("bekymringsmeldingId").asString(""))) {
      throw no("OTHER_REPORT", "the receipt names another report");
    }
    return json;
  }

  private static String reference(JsonNode json) throws ClassifiedFailure {
    String reference = json.path("journalpostId").asString("");
    if (!JOURNAL_REFERENCE.matcher(reference).matches()) {
      throw no("NO_JOURNAL_REFERENCE", "the receipt has no usable journal reference");
    }
    return reference;
  }

  private static Instant storedAt(JsonNode json) throws ClassifiedFailure {
    try {
      return OffsetDateTime.parse(json.path("lagret").asString("")).toInstant();
    } catch (DateTimeException e) {
      throw no("NO_TIME", "the receipt does not say when it was stored");
    }
  }

  private static List<StoredFile> files(JsonNode json) throws ClassifiedFailure {
    List<StoredFile> files = new ArrayList<>();
    for (JsonNode file : json.path("filer")) {
      String name = file.path("filnavn").asString("");
      if (!name.equals(Document.PDF) && !name.equals(Document.JSON)) {
        // Not from us, and its name may be a person's: it goes into no proof and no queue.
        continue;
      }
      String sha256 = file.path("sha256").asString("");
      if (!SHA256.matcher(sha256).matches() || !file.path("storrelse").isIntegralNumber()) {
        throw no("NO_DIGEST", "the receipt lacks the digest or size of a file");
      }
      files.add(
          new StoredFile(
              name, sha256.toLowerCase(java.util.Locale.ROOT), file.path("storrelse").asLong()));
    }
    return files;
  }

  static ClassifiedFailure no(String code, String why) {
    return new ClassifiedFailure(
        FailureClass.FALSE_RECEIPT, code, "Case system said stored, but " + why);
  }
}

package no.lagret.demo;

import java.util.Base64;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A dispatch that the portal offers: its entry in the list, the report as it was written, and the
 * bytes that a fetch answers.
 */
record Offer(String id, ObjectNode entry, byte[] pdf, byte[] bytes) {

  /** Stands for the portal's address, which changes when it starts again on another port. */
  static final String BASE_URL = "{base-url}";

  /**
   * Reads {@code {"id", "eksternRef", "date" (epoch ms), "pdf" (base64) or "size" (bytes to make),
   * "sealed" (base64: what a fetch answers, else it is sealed here), "encoding" ("ber" of
   * indefinite length, as the portal's library writes, or "der"), "fields", "file" (set or null
   * parts of the entry and of its file), "remove", "removeFromFile" (names)}}; every field may be
   * missing.
   */
  static Offer from(ObjectNode asked, PortalSeal seal) {
    String id = asked.path("id").asString(UUID.randomUUID().toString());
    String reportId = asked.path("eksternRef").asString(UUID.randomUUID().toString());
    byte[] pdf =
        asked.hasNonNull("pdf")
            ? Base64.getDecoder().decode(asked.path("pdf").asString(""))
            : SampleReport.pdf(reportId, asked.path("size").asInt(8 * 1024));
    byte[] bytes =
        asked.hasNonNull("sealed")
            ? Base64.getDecoder().decode(asked.path("sealed").asString(""))
            : seal.seal(pdf, asked.path("encoding").asString("ber"));
    ObjectNode entry = entry(id, reportId, pdf);
    if (asked.hasNonNull("date")) {
      entry.set("date", asked.path("date"));
    }
    return new Offer(id, changed(entry, asked), pdf, bytes);
  }

  /** The entry with the asked changes; the given one stays as it is. */
  static ObjectNode changed(ObjectNode entry, JsonNode asked) {
    ObjectNode changed = entry.deepCopy();
    asked.path("fields").properties().forEach(to -> changed.set(to.getKey(), to.getValue()));
    asked.path("remove").forEach(name -> changed.remove(name.asString("")));
    if (changed.path("filmetadata").path(0) instanceof ObjectNode file) {
      asked.path("file").properties().forEach(to -> file.set(to.getKey(), to.getValue()));
      asked.path("removeFromFile").forEach(name -> file.remove(name.asString("")));
    }
    return changed;
  }

  private static ObjectNode entry(String id, String reportId, byte[] pdf) {
    ObjectNode entry =
        Json.object()
            .put("id", id)
            .put("tittel", InventedPerson.TITLE)
            .put("date", System.currentTimeMillis())
            .put("status", "Akseptert")
            .put("niva", "4")
            .put("forsendelseType", "bekymringsmelding")
            .put("eksternRef", reportId)
            .put("downloadUrl", BASE_URL + "/forsendelse/" + id)
            .put("serverUrl", BASE_URL)
            .putNull("svarPaForsendelse");
    entry
        .putObject("avsender")
        .put("navn", InventedPerson.NAME)
        .put("fodselsnummer", InventedPerson.NUMBER)
        .put("adresselinje1", "Oppdiktveien 1 " + InventedPerson.MARK)
        .put("postnr", "5003")
        .put("poststed", "Bergen");
    entry
        .putObject("mottaker")
        .put("navn", "Eksempel kommune, barneverntjenesten")
        .put("orgnr", "910000001")
        .putNull("fnr");
    entry
        .putArray("filmetadata")
        .addObject()
        .put("filnavn", "bekymringsmelding.pdf")
        .put("mimetype", "application/pdf")
        .put("sha256hash", Sha256.hex(pdf))
        .put("dokumentType", "Bekymringsmelding")
        .put("size", pdf.length);
    return entry;
  }
}

package no.lagret.testing;

import java.util.List;
import tools.jackson.databind.JsonNode;

/** One version of a report that the case system truly stored. */
public record StoredVersion(String reportId, String journalReference, List<File> files) {

  /** A stored file: its digest (hex) and size (bytes), both computed from what is stored. */
  public record File(String name, String sha256, long size) {}

  static StoredVersion of(JsonNode line) {
    return new StoredVersion(
        line.path("reportId").asString(""),
        line.path("journalpostId").asString(""),
        line.path("files")
            .valueStream()
            .map(
                file ->
                    new File(
                        file.path("filnavn").asString(""),
                        file.path("sha256").asString(""),
                        file.path("storrelse").asLong(0)))
            .toList());
  }
}

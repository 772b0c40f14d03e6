package no.lagret.ledger;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import no.lagret.report.Document;
import no.lagret.report.StoredFile;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Stored files as the one line of JSON that an event tells. */
final class FilesJson {

  private static final JsonMapper JSON = new JsonMapper();
  private static final Set<String> OWN_NAMES = Set.of(Document.PDF, Document.JSON);

  private FilesJson() {}

  static String write(List<StoredFile> files) {
    return files.stream()
        .map(
            f ->
                "{\"name\":\"%s\",\"sha256\":\"%s\",\"size\":%d}"
                    .formatted(
                        OWN_NAMES.contains(f.fileName()) ? f.fileName() : "other",
                        f.sha256(),
                        f.size()))
        .collect(Collectors.joining(",", "[", "]"));
  }

  static List<StoredFile> read(@Nullable String json) {
    if (json == null) {
      return List.of();
    }
    return StreamSupport.stream(JSON.readTree(json).spliterator(), false)
        .map(
            f ->
                new StoredFile(
                    f.path("name").asString(),
                    f.path("sha256").asString(),
                    f.path("size").asLong()))
        .toList();
  }
}

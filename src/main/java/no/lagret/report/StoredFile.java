package no.lagret.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a file looks like once stored.
 *
 * @param fileName its name in the case system
 * @param sha256 hex digest, lower case
 * @param size length in bytes
 */
public record StoredFile(String fileName, String sha256, long size) {

  /** The same facts computed from an opened document. */
  public static StoredFile of(Document document) {
    return new StoredFile(
        document.fileName(), Digests.sha256(document.content()), document.content().length);
  }

  /** The PDF's digest among these files, or null where there is no PDF. */
  public static @Nullable String pdfSha256(List<StoredFile> files) {
    return files.stream()
        .filter(file -> file.fileName().equals(Document.PDF))
        .map(StoredFile::sha256)
        .findFirst()
        .orElse(null);
  }
}

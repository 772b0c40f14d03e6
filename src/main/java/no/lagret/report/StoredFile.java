package no.lagret.report;

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
}

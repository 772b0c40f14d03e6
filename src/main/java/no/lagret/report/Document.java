package no.lagret.report;

/**
 * One opened file of a report. It exists in memory only.
 *
 * @param fileName {@code bekymringsmelding.pdf} or {@code bekymringsmelding.json}, never from
 *     outside
 * @param mimeType its media type
 * @param content the clear bytes
 */
public record Document(String fileName, String mimeType, byte[] content) {

  public static final String PDF = "bekymringsmelding.pdf";
  public static final String JSON = "bekymringsmelding.json";

  /** Never the content. */
  @Override
  public String toString() {
    return fileName + " (" + content.length + " bytes)";
  }
}

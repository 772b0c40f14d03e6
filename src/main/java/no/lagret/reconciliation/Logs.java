package no.lagret.reconciliation;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import no.lagret.report.Digests;
import org.jspecify.annotations.Nullable;

/**
 * What was taken out of the two outer sides for one comparison, read and not kept.
 *
 * @param portal the portal's log, where one was given
 * @param caseSystem the case system's log, where one was given
 */
record Logs(@Nullable Log portal, @Nullable Log caseSystem) {

  static final Logs NONE = new Logs(null, null);

  /**
   * One of them.
   *
   * @param rows its lines; none where it cannot be read
   * @param digest hex digest of the file
   * @param why it cannot be read, in one sentence; null where it can
   */
  record Log(List<Row> rows, String digest, @Nullable String why) {

    static Log unreadable(String why) {
      return new Log(List.of(), "", why);
    }

    /** Several files have one digest together. */
    Log withOneDigest() {
      return digest.length() <= 64
          ? this
          : new Log(rows, Digests.sha256(digest.getBytes(UTF_8)), why);
    }
  }
}

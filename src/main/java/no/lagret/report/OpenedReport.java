package no.lagret.report;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A dispatch with its clear files, in memory for the length of one attempt.
 *
 * @param dispatch whose content it is
 * @param documents the PDF first, then the JSON where there is one
 * @param oddities what was odd about them
 * @param falselyReceiptedBefore whether the case system already said stored without having stored
 *     it: what it holds under the id may then be our own torn copy
 * @param storedBefore whether another dispatch of the report was proved to be stored: what the case
 *     system holds beside the PDF may then be that one's
 * @param handedOverAt when it was handed over as files and began to wait for its receipt; null
 *     where it does not wait
 */
public record OpenedReport(
    Dispatch dispatch,
    List<Document> documents,
    Set<Oddity> oddities,
    boolean falselyReceiptedBefore,
    boolean storedBefore,
    @Nullable Instant handedOverAt) {

  /** The exchange property under which an attempt carries it. */
  public static final String PROPERTY = "openedReport";

  public OpenedReport {
    documents = List.copyOf(documents);
    oddities = Set.copyOf(oddities);
  }

  /** The PDF, which every report has. */
  public Document pdf() {
    return documents.get(0);
  }

  /** The form's fields, where they came. */
  public Optional<Document> json() {
    return documents.stream().filter(file -> file.fileName().equals(Document.JSON)).findFirst();
  }

  /** Ids only. */
  @Override
  public String toString() {
    return dispatch.toString();
  }
}

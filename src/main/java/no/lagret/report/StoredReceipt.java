package no.lagret.report;

import java.time.Instant;
import java.util.List;

/**
 * What the case system says it has stored. It proves nothing before the bytes were read back.
 *
 * @param reportId the report it names
 * @param journalReference the case system's own reference, {@code [A-Za-z0-9._/-]{1,64}}
 * @param storedAt when, by the case system's clock
 * @param files what it computed from the stored bytes
 */
public record StoredReceipt(
    String reportId, String journalReference, Instant storedAt, List<StoredFile> files) {

  public StoredReceipt {
    files = List.copyOf(files);
  }
}

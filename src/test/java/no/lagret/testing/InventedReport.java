package no.lagret.testing;

import java.util.UUID;
import no.lagret.demo.SampleReport;

/** A report that nobody ever wrote, as one dispatch. */
public record InventedReport(String dispatchId, String reportId, byte[] pdf) {

  public static InventedReport small() {
    return ofSize(4 * 1024);
  }

  /** A report of so many bytes. */
  public static InventedReport ofSize(int bytes) {
    String reportId = UUID.randomUUID().toString();
    return new InventedReport(newDispatchId(), reportId, SampleReport.pdf(reportId, bytes));
  }

  /** The same report, sent once more. */
  public InventedReport resent() {
    return new InventedReport(newDispatchId(), reportId, pdf);
  }

  /** Another report about the same: other ids, the same bytes. */
  public InventedReport another() {
    return new InventedReport(newDispatchId(), UUID.randomUUID().toString(), pdf);
  }

  private static String newDispatchId() {
    return UUID.randomUUID().toString();
  }
}

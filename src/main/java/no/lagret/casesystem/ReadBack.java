package no.lagret.casesystem;

import java.time.Instant;
import java.util.List;
import no.lagret.report.ClassifiedFailure;
import no.lagret.report.StoredReceipt;
import org.jspecify.annotations.Nullable;

/**
 * What the gateway itself sees in the case system, past every route file.
 *
 * <p>All methods throw {@link ClassifiedFailure} of class OUTAGE when the case system does not
 * answer, or not in a way that speaks of the report.
 */
public interface ReadBack {

  /**
   * Whether stored bytes cannot be read at all: what the receipt says is then all the evidence, and
   * every proof says so.
   */
  default boolean isReceiptOnly() {
    return false;
  }

  /**
   * Whether the report lies where the case system may take it at any moment, though it has not yet.
   */
  default boolean isOnItsWay(String reportId) throws ClassifiedFailure {
    return false;
  }

  /** Whether the case system holds the report; its receipt, or null where it does not. */
  @Nullable StoredReceipt ask(String reportId) throws ClassifiedFailure;

  /**
   * The journal reference under which the case system holds the report, even where it gives no
   * digests; null where it does not hold it.
   */
  @Nullable String referenceOf(String reportId) throws ClassifiedFailure;

  /** The stored bytes of one file, or null where the case system does not have it. */
  byte @Nullable [] read(String reportId, String fileName) throws ClassifiedFailure;

  /**
   * What the case system says it stored from one time until before another, by its own clock; null
   * where it gives no list.
   */
  default @Nullable List<ListedReceipt> list(Instant from, Instant to) throws ClassifiedFailure {
    return null;
  }

  /** Whether it holds something under this journal reference; null where it cannot be asked. */
  default @Nullable Boolean holds(String journalReference) throws ClassifiedFailure {
    return null;
  }

  /** Whether the case system answers a lookup of a random id as its contract says. */
  void probe() throws ClassifiedFailure;
}

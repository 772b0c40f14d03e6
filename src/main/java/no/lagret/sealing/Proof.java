package no.lagret.sealing;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import no.lagret.report.Channel;
import no.lagret.report.StoredFile;
import org.jspecify.annotations.Nullable;

/**
 * That a dispatch may be confirmed, as issued by the receipt verifier and checked by the confirming
 * step. It proves nothing before {@link Proofs#holds} says so.
 *
 * @param recipient the configured name of the recipient
 * @param channel how the dispatch came
 * @param reportId the report
 * @param dispatchId the dispatch that may be confirmed, and no other
 * @param generation which copy of it
 * @param replyAccount where the confirmation goes, on channels that need it
 * @param kind on what evidence
 * @param files what the case system has stored
 * @param journalReference its own reference
 * @param readBack whether the gateway has read the stored bytes itself
 * @param adapterDigest hex digest of the case-system folder that was in use
 * @param provenAt when, to the millisecond
 * @param mac over all of the above
 */
public record Proof(
    String recipient,
    Channel channel,
    String reportId,
    String dispatchId,
    int generation,
    @Nullable String replyAccount,
    Kind kind,
    List<StoredFile> files,
    String journalReference,
    boolean readBack,
    String adapterDigest,
    Instant provenAt,
    String mac) {

  /** On what evidence. */
  public enum Kind {
    /** A stored receipt that was verified. */
    STORED,
    /** Registered by hand, approved by a second person. */
    BY_HAND
  }

  public Proof {
    Objects.requireNonNull(recipient, "recipient");
    Objects.requireNonNull(channel, "channel");
    Objects.requireNonNull(reportId, "reportId");
    Objects.requireNonNull(dispatchId, "dispatchId");
    Objects.requireNonNull(kind, "kind");
    files = List.copyOf(files);
    Objects.requireNonNull(journalReference, "journalReference");
    Objects.requireNonNull(adapterDigest, "adapterDigest");
    Objects.requireNonNull(provenAt, "provenAt");
    Objects.requireNonNull(mac, "mac");
  }
}

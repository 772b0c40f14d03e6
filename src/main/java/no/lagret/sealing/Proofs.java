package no.lagret.sealing;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import no.lagret.report.Channel;
import no.lagret.report.StoredFile;
import org.jspecify.annotations.Nullable;

/** Issues proofs and checks them. Only the receipt verifier should be given the means to issue. */
public final class Proofs {

  private final MacKeys keys;

  /**
   * @param keys the proof keys, never the stamp keys
   */
  public Proofs(MacKeys keys) {
    this.keys = keys;
  }

  /** A proof that {@link #holds}; the time is cut to the millisecond. */
  public Proof issue(
      String recipient,
      Channel channel,
      String reportId,
      String dispatchId,
      int generation,
      @Nullable String replyAccount,
      Proof.Kind kind,
      List<StoredFile> files,
      String journalReference,
      boolean readBack,
      String adapterDigest,
      Instant provenAt) {
    Proof unsigned =
        new Proof(
            recipient,
            channel,
            reportId,
            dispatchId,
            generation,
            replyAccount,
            kind,
            files,
            journalReference,
            readBack,
            adapterDigest,
            provenAt.truncatedTo(ChronoUnit.MILLIS),
            "");
    return new Proof(
        recipient,
        channel,
        reportId,
        dispatchId,
        generation,
        replyAccount,
        kind,
        files,
        journalReference,
        readBack,
        adapterDigest,
        unsigned.provenAt(),
        keys.mac(content(unsigned)));
  }

  /** Whether the proof is one of ours, unchanged in every field. */
  public boolean holds(Proof proof) {
    return keys.check(content(proof), proof.mac()) == MacKeys.Check.HOLDS;
  }

  /** The proof as it travels between the steps. */
  public String toJson(Proof proof) {
    return StrictJson.write(proof);
  }

  /**
   * Reads what {@link #toJson} wrote. It still has to be checked.
   *
   * @throws NoProof when it is anything else, or larger than 64 KiB
   */
  public Proof fromJson(byte[] json) {
    return StrictJson.read(json, Proof.class);
  }

  private static byte[] content(Proof proof) {
    Fields fields =
        new Fields("lagret proof 1")
            .text(proof.recipient())
            .text(proof.channel().name())
            .text(proof.reportId())
            .text(proof.dispatchId())
            .number(proof.generation())
            .text(proof.replyAccount())
            .text(proof.kind().name())
            .number(proof.files().size());
    for (StoredFile file : proof.files()) {
      fields.text(file.fileName()).text(file.sha256()).number(file.size());
    }
    return fields
        .text(proof.journalReference())
        .text(Boolean.toString(proof.readBack()))
        .text(proof.adapterDigest())
        .time(proof.provenAt())
        .bytes();
  }
}

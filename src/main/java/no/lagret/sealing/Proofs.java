package no.lagret.sealing;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import no.lagret.report.Channel;
import no.lagret.report.StoredFile;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;

/** Issues proofs and checks them. Only the receipt verifier should be given the means to issue. */
public final class Proofs {

  private static final int LARGEST = 64 * 1024;

  /** Says no to anything a proof written by us would not hold. */
  private static final JsonMapper STRICT =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(
              DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
              DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
              DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
              DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .build();

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
    return STRICT.writeValueAsString(proof);
  }

  /**
   * Reads what {@link #toJson} wrote. It still has to be checked.
   *
   * @throws NoProof when it is anything else, or larger than 64 KiB
   */
  public Proof fromJson(byte[] json) {
    if (json.length > LARGEST) {
      throw new NoProof("No proof: " + json.length + " bytes are too many", null);
    }
    try {
      @Nullable Proof proof = STRICT.readValue(json, Proof.class);
      if (proof != null) {
        return proof;
      }
    } catch (JacksonException | NullPointerException e) {
      throw new NoProof("No proof: not the JSON of one", null);
    }
    throw new NoProof("No proof: empty", null);
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

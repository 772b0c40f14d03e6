package no.lagret.sealing;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;

/** Proofs as they travel. Reading says no to anything that one written by us would not hold. */
final class StrictJson {

  private static final int LARGEST = 64 * 1024;

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

  private StrictJson() {}

  static String write(Object proof) {
    return STRICT.writeValueAsString(proof);
  }

  /**
   * @throws NoProof when it is anything else than what {@link #write} wrote, or larger than 64 KiB
   */
  static <T> T read(byte[] json, Class<T> type) {
    if (json.length > LARGEST) {
      throw new NoProof("No proof: " + json.length + " bytes are too many", null);
    }
    try {
      @Nullable T proof = STRICT.readValue(json, type);
      if (proof != null) {
        return proof;
      }
    } catch (JacksonException | NullPointerException e) {
      throw new NoProof("No proof: not the JSON of one", null);
    }
    throw new NoProof("No proof: empty", null);
  }
}

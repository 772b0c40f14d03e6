package no.lagret.portal.svarinn;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import no.lagret.report.ClassifiedFailure;
import no.lagret.report.FailureClass;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The portal's list of waiting dispatches, read as leniently as is safe: fields may be missing,
 * null or new.
 *
 * @param dispatches each dispatch once
 * @param unusable how many entries have no id that can be asked for; they stay at the portal
 */
record PortalList(List<Listed> dispatches, int unusable) {

  private static final Pattern USABLE_ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");
  private static final Pattern UUID =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
  private static final Pattern SHA256 = Pattern.compile("[0-9a-fA-F]{64}");
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /**
   * @throws ClassifiedFailure OUTAGE when it is no JSON array
   */
  static PortalList read(byte[] body) throws ClassifiedFailure {
    Map<String, Listed> dispatches = new LinkedHashMap<>();
    int unusable = 0;
    // Entry by entry: as a tree, a list of ten thousand is five times its size.
    try (JsonParser list = JSON.createParser(body)) {
      if (list.nextToken() != JsonToken.START_ARRAY) {
        throw unreadable();
      }
      while (list.nextToken() != JsonToken.END_ARRAY) {
        JsonNode entry = list.readValueAsTree();
        String id = text(entry, "id");
        if (id == null || !USABLE_ID.matcher(id).matches()) {
          unusable++;
        } else {
          dispatches.putIfAbsent(id, listed(id, entry));
        }
      }
      if (list.nextToken() != null) {
        throw unreadable();
      }
    } catch (JacksonException e) {
      throw unreadable();
    }
    return new PortalList(List.copyOf(dispatches.values()), unusable);
  }

  private static Listed listed(String id, JsonNode entry) {
    String reference = text(entry, "eksternRef");
    boolean isReport = reference != null && UUID.matcher(reference).matches();
    JsonNode date = entry.path("date");
    return new Listed(
        id,
        isReport ? reference.toLowerCase(Locale.ROOT) : id,
        date.isIntegralNumber() && date.canConvertToLong()
            ? Instant.ofEpochMilli(date.asLong())
            : null,
        digest(entry.path("filmetadata")));
  }

  /** Of the only file: with several, none says which one the body is. */
  private static @Nullable String digest(JsonNode files) {
    String sha256 = files.size() == 1 ? text(files.path(0), "sha256hash") : null;
    return sha256 != null && SHA256.matcher(sha256).matches()
        ? sha256.toLowerCase(Locale.ROOT)
        : null;
  }

  private static @Nullable String text(JsonNode object, String field) {
    JsonNode value = object.path(field);
    return value.isString() ? value.asString() : null;
  }

  private static ClassifiedFailure unreadable() {
    return new ClassifiedFailure(
        FailureClass.OUTAGE, "BAD_LIST", "The portal's list is no JSON array");
  }
}

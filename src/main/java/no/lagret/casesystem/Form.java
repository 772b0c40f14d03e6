package no.lagret.casesystem;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What is useful in a report's JSON, as far as it can be read. It decides nothing: a report without
 * any of it is as good as one with all.
 *
 * @param municipalityNumber four digits
 * @param districtNumber two digits
 * @param senderType {@code privat} or {@code offentlig}, by which form was filled in
 * @param sentAt the portal's time, which it writes as Norwegian local time
 * @param odd whether something of this could not be read
 */
public record Form(
    @Nullable String municipalityNumber,
    @Nullable String districtNumber,
    @Nullable String senderType,
    @Nullable Instant sentAt,
    boolean odd) {

  static final ZoneId NORWAY = ZoneId.of("Europe/Oslo");

  /** Of a report that came as a PDF alone. */
  static final Form NONE = new Form(null, null, null, null, false);

  private static final Form UNREADABLE = new Form(null, null, null, null, true);
  private static final Pattern MUNICIPALITY = Pattern.compile("\\d{4}");
  private static final Pattern DISTRICT = Pattern.compile("\\d{2}");

  /** Line breaks come within texts, unescaped. */
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS).build();

  /** Reads what is there; never throws. */
  public static Form read(byte[] json) {
    JsonNode root;
    try {
      root = JSON.readTree(json);
    } catch (JacksonException e) {
      return UNREADABLE;
    }
    if (!root.isObject()) {
      return UNREADABLE;
    }
    String municipality = matching(root, "kommunenummer", MUNICIPALITY);
    String district = matching(root, "bydelsnummer", DISTRICT);
    String sender = sender(root);
    Instant sent = sentAt(root.path("sendingstidspunkt").asString(""));
    return new Form(
        municipality,
        district,
        sender,
        sent,
        municipality == null || district == null || sender == null || sent == null);
  }

  private static @Nullable String matching(JsonNode root, String field, Pattern pattern) {
    String value = root.path(field).asString("");
    return pattern.matcher(value).matches() ? value : null;
  }

  private static @Nullable String sender(JsonNode root) {
    boolean isPrivate = root.has("privatMelder") || root.has("privatBarn");
    boolean isPublic = root.has("offentligMelder") || root.has("offentligBarn");
    return isPrivate == isPublic ? null : isPrivate ? "privat" : "offentlig";
  }

  private static @Nullable Instant sentAt(String local) {
    try {
      return LocalDateTime.parse(local).atZone(NORWAY).toInstant();
    } catch (DateTimeException e) {
      return null;
    }
  }
}

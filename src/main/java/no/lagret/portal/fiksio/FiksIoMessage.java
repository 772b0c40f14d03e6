package no.lagret.portal.fiksio;

import com.rabbitmq.client.AMQP;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import no.lagret.report.Digests;
import org.jspecify.annotations.Nullable;

/**
 * A message as KS pushed it: what of its headers is used, and its bytes as they came.
 *
 * @param dispatchId the message's own id; made of all that came where it has none
 * @param reportId the report's, where the sender gives one, else the dispatch id
 * @param type what it is
 * @param sender the account to which answers go
 * @param answers the id of ours that it answers
 * @param payloadId where its bytes lie, when they lie apart
 * @param sentAt when KS got it, where it says so
 * @param unreadable what is wrong with the headers, as the end of a sentence; null where nothing is
 * @param headers all of them as text, to be kept sealed
 * @param body the sealed bytes
 */
record FiksIoMessage(
    String dispatchId,
    String reportId,
    String type,
    @Nullable String sender,
    @Nullable String answers,
    @Nullable String payloadId,
    @Nullable Instant sentAt,
    @Nullable String unreadable,
    String headers,
    byte[] body) {

  private static final Pattern UUID =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
  private static final Pattern REPORT =
      Pattern.compile("no\\.ks\\.fiks\\.bekymringsmelding\\.(privat|offentlig)\\.v[12]");
  private static final Pattern NOT_DELIVERED =
      Pattern.compile("no\\.ks\\.fiks\\.kvittering\\.(tidsavbrudd|serverfeil)(\\.v\\d+)?");

  /** How the sender's own headers begin; whether these do is not established. */
  private static final String OF_THE_SENDER = "egendefinert-header.";

  static FiksIoMessage read(AMQP.BasicProperties properties, byte[] body) {
    Map<String, String> headers = new TreeMap<>();
    if (properties.getHeaders() != null) {
      properties.getHeaders().forEach((name, value) -> headers.put(name, String.valueOf(value)));
    }
    String all = text(headers);
    String dispatchId = id(headers.get("melding-id"));
    String sender = id(headers.get("avsender-id"));
    String type = headers.getOrDefault("type", "");
    String reportId =
        id(
            headers.getOrDefault(
                "bekymringsmelding-id", headers.get(OF_THE_SENDER + "bekymringsmelding-id")));
    String known = dispatchId == null ? made(all, body) : dispatchId;
    Date sent = properties.getTimestamp();
    return new FiksIoMessage(
        known,
        reportId == null ? known : reportId,
        type,
        sender,
        id(headers.get("svar-til")),
        id(headers.get("dokumentlager-id")),
        sent == null ? null : sent.toInstant(),
        dispatchId == null
            ? "no usable melding-id"
            : sender == null ? "no usable avsender-id" : type.isEmpty() ? "no type" : null,
        all,
        body);
  }

  private static @Nullable String id(@Nullable String value) {
    return value != null && UUID.matcher(value).matches() ? value.toLowerCase(Locale.ROOT) : null;
  }

  private static String text(Map<String, String> headers) {
    StringBuilder text = new StringBuilder();
    headers.forEach((name, value) -> text.append(name).append(": ").append(value).append('\n'));
    return text.toString();
  }

  /** The same for the same message, however often it is pushed. */
  private static String made(String headers, byte[] body) {
    return "sha256-"
        + Digests.sha256((headers + Digests.sha256(body)).getBytes(StandardCharsets.UTF_8));
  }

  /** Whether it brings a report of a kind that is known. */
  boolean isReport() {
    return REPORT.matcher(type).matches();
  }

  /** Whether KS says by it that something of ours was not delivered. */
  boolean saysNotDelivered() {
    return NOT_DELIVERED.matcher(type).matches() && answers != null;
  }

  /** Ids only. */
  @Override
  public String toString() {
    return "message " + dispatchId;
  }
}

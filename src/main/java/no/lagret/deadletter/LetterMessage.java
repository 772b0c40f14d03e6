package no.lagret.deadletter;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import no.lagret.delivery.ReportHeaders;
import no.lagret.report.Channel;
import no.lagret.report.DeadLetterReason;
import no.lagret.report.Dispatch;
import org.jspecify.annotations.Nullable;

/** A dead letter as it lies in its queue. */
record LetterMessage(Map<String, Object> properties, byte[] body) {

  private static final String OURS = "Lagret";

  /** What belongs to the death and not to the report. */
  private static final Set<String> OF_THE_DEATH =
      Set.of(
          ReportHeaders.LETTER,
          ReportHeaders.REASON,
          ReportHeaders.QUEUE,
          ReportHeaders.FIRST_FAILURE_AT,
          ReportHeaders.LAST_FAILURE_AT,
          ReportHeaders.HANDED_OVER_AT);

  static LetterMessage of(Message message) throws JMSException {
    Map<String, Object> properties = new HashMap<>();
    for (Object name : Collections.list(message.getPropertyNames())) {
      if (name instanceof String key && key.startsWith(OURS)) {
        properties.put(key, message.getObjectProperty(key));
      }
    }
    byte[] body = message.getBody(byte[].class);
    return new LetterMessage(properties, body == null ? new byte[0] : body);
  }

  /** Whether it tried to confirm without proof, and so holds no report. */
  boolean isUnproven() {
    return DeadLetterReason.UNPROVEN_CONFIRMATION
        .name()
        .equals(properties.get(ReportHeaders.REASON));
  }

  /** What intake stamped it with; null where it lacks one. */
  @Nullable String stamp() {
    return (String) properties.get(ReportHeaders.STAMP);
  }

  /** The step of the redelivery. */
  int nextStep() {
    return number(ReportHeaders.STEP).intValue() + 1;
  }

  /** The copy's properties: a step on, and as if nothing had ever failed. */
  Map<String, Object> reborn() {
    Map<String, Object> copy = new HashMap<>(properties);
    copy.keySet()
        .removeIf(name -> OF_THE_DEATH.contains(name) || name.startsWith(ReportHeaders.FAILED));
    copy.put(ReportHeaders.STEP, nextStep());
    return copy;
  }

  /** The copy's properties on its way back to the portal: all that it has, and who wants it. */
  Map<String, Object> handedBack(String proof) {
    Map<String, Object> copy = new HashMap<>(properties);
    copy.put(ReportHeaders.HAND_BACK, proof);
    return copy;
  }

  Dispatch dispatch() {
    return new Dispatch(
        text(ReportHeaders.RECIPIENT),
        Channel.valueOf(text(ReportHeaders.CHANNEL)),
        text(ReportHeaders.REPORT),
        text(ReportHeaders.DISPATCH),
        number(ReportHeaders.GENERATION).intValue(),
        properties.get(ReportHeaders.SENT_AT) instanceof Number millis
            ? Instant.ofEpochMilli(millis.longValue())
            : null,
        Instant.ofEpochMilli(number(ReportHeaders.RECEIVED_AT).longValue()),
        (String) properties.get(ReportHeaders.PDF_SHA256),
        text(ReportHeaders.SEALED_SHA256),
        properties.get(ReportHeaders.SEALED_SIZE) instanceof Number size
            ? size.longValue()
            : body.length,
        (String) properties.get(ReportHeaders.REPLY_ACCOUNT));
  }

  private String text(String name) {
    if (properties.get(name) instanceof String text) {
      return text;
    }
    throw lacks(name);
  }

  private Number number(String name) {
    @Nullable Object value = properties.get(name);
    if (value instanceof Number number) {
      return number;
    }
    throw lacks(name);
  }

  private IllegalStateException lacks(String name) {
    return new IllegalStateException(
        "Dead letter " + properties.get(ReportHeaders.LETTER) + " lacks " + name);
  }
}

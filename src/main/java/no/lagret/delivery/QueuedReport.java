package no.lagret.delivery;

import jakarta.jms.JMSException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import no.lagret.broker.Queue;
import no.lagret.report.Channel;
import no.lagret.report.Digests;
import no.lagret.report.Dispatch;
import org.apache.camel.Exchange;
import org.apache.camel.component.jms.JmsMessage;
import org.jspecify.annotations.Nullable;

/**
 * A message of one of the report queues: whose it is, what was tried, and its bytes as they came.
 *
 * @param dispatch whose it is
 * @param step the committed hops so far
 * @param attempts the failures so far
 * @param stamp what intake stamped it with, or null where it lacks one
 * @param body the sealed report; on {@code lagret.confirmations} the proof
 * @param queue where it lay
 * @param deliveries how often the broker has delivered this very copy, 1 for the first time
 */
record QueuedReport(
    Dispatch dispatch,
    int step,
    Attempts attempts,
    @Nullable String stamp,
    byte[] body,
    Queue queue,
    int deliveries) {

  /** The exchange property under which an attempt carries it. */
  static final String PROPERTY = "queuedReport";

  /**
   * The report that a route's step works on; throws where no {@code open} or {@code check} came
   * first.
   */
  static QueuedReport of(Exchange exchange) {
    QueuedReport queued = exchange.getProperty(PROPERTY, QueuedReport.class);
    return queued != null ? queued : received(exchange);
  }

  /** Reads the message that a queue delivered, and keeps it for the steps that follow. */
  static QueuedReport received(Exchange exchange) {
    Map<String, Object> headers = exchange.getMessage().getHeaders();
    byte[] body = exchange.getMessage().getBody(byte[].class);
    QueuedReport queued =
        read(headers, body == null ? new byte[0] : body, queue(exchange), deliveries(exchange));
    exchange.setProperty(PROPERTY, queued);
    return queued;
  }

  static QueuedReport read(Map<String, Object> headers, byte[] body, Queue queue, int deliveries) {
    Dispatch dispatch =
        new Dispatch(
            text(headers, ReportHeaders.RECIPIENT),
            Channel.valueOf(text(headers, ReportHeaders.CHANNEL)),
            text(headers, ReportHeaders.REPORT),
            text(headers, ReportHeaders.DISPATCH),
            number(headers, ReportHeaders.GENERATION).intValue(),
            headers.get(ReportHeaders.SENT_AT) instanceof Number millis
                ? Instant.ofEpochMilli(millis.longValue())
                : null,
            Instant.ofEpochMilli(number(headers, ReportHeaders.RECEIVED_AT).longValue()),
            (String) headers.get(ReportHeaders.PDF_SHA256),
            headers.get(ReportHeaders.SEALED_SHA256) instanceof String sha256
                ? sha256
                : Digests.sha256(body),
            headers.get(ReportHeaders.SEALED_SIZE) instanceof Number size
                ? size.longValue()
                : body.length,
            (String) headers.get(ReportHeaders.REPLY_ACCOUNT));
    return new QueuedReport(
        dispatch,
        number(headers, ReportHeaders.STEP).intValue(),
        Attempts.of(headers),
        (String) headers.get(ReportHeaders.STAMP),
        body,
        queue,
        deliveries);
  }

  private static String text(Map<String, Object> headers, String name) {
    if (headers.get(name) instanceof String text && !text.isEmpty()) {
      return text;
    }
    throw new NoReport(name);
  }

  private static Number number(Map<String, Object> headers, String name) {
    if (headers.get(name) instanceof Number number) {
      return number;
    }
    throw new NoReport(name);
  }

  private static Queue queue(Exchange exchange) {
    String uri = exchange.getFromEndpoint().getEndpointUri();
    Queue queue = Queue.from(uri);
    if (queue == null) {
      throw new IllegalStateException("No queue of ours: " + uri);
    }
    return queue;
  }

  private static int deliveries(Exchange exchange) {
    try {
      return exchange.getMessage() instanceof JmsMessage message && message.getJmsMessage() != null
          ? message.getJmsMessage().getIntProperty("JMSXDeliveryCount")
          : 1;
    } catch (JMSException e) {
      throw new IllegalStateException("The broker does not tell the delivery count", e);
    }
  }

  /** The next copy: one step on, with these attempts. */
  QueuedReport next(Attempts next) {
    return new QueuedReport(dispatch, step + 1, next, stamp, body, queue, deliveries);
  }

  /**
   * The properties with which a copy of it is sent. The broker's duplicate id is not among them.
   */
  Map<String, Object> properties() {
    Map<String, Object> properties = new HashMap<>(attempts.properties());
    properties.put(ReportHeaders.RECIPIENT, dispatch.recipient());
    properties.put(ReportHeaders.CHANNEL, dispatch.channel().name());
    properties.put(ReportHeaders.REPORT, dispatch.reportId());
    properties.put(ReportHeaders.DISPATCH, dispatch.dispatchId());
    properties.put(ReportHeaders.GENERATION, dispatch.generation());
    properties.put(ReportHeaders.STEP, step);
    properties.put(ReportHeaders.RECEIVED_AT, dispatch.receivedAt().toEpochMilli());
    properties.put(ReportHeaders.SEALED_SHA256, dispatch.sealedSha256());
    properties.put(ReportHeaders.SEALED_SIZE, dispatch.sealedSize());
    if (dispatch.sentAt() != null) {
      properties.put(ReportHeaders.SENT_AT, dispatch.sentAt().toEpochMilli());
    }
    if (dispatch.pdfSha256() != null) {
      properties.put(ReportHeaders.PDF_SHA256, dispatch.pdfSha256());
    }
    if (dispatch.replyAccount() != null) {
      properties.put(ReportHeaders.REPLY_ACCOUNT, dispatch.replyAccount());
    }
    if (stamp != null) {
      properties.put(ReportHeaders.STAMP, stamp);
    }
    return properties;
  }

  @Override
  public String toString() {
    return dispatch + " in " + queue.address();
  }
}

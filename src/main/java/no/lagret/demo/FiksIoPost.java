package no.lagret.demo;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Takes messages, puts them into the queue of their receiver, and notes what receivers answer. */
final class FiksIoPost {

  /** A message beyond it goes to Dokumentlager, and only a pointer to it into the queue. */
  private static final int LARGEST_BODY = 5 * 1024 * 1024;

  private static final String RECEIVED = "no.ks.fiks.bekymringsmelding.mottatt.v1";
  private static final String FAILED = "no.ks.fiks.bekymringsmelding.feilet.v1";

  private final FiksIoAccounts accounts;
  private final FiksIoPayloads payloads;
  private final FiksIoQueues queues;
  private final FiksIoSender sender;
  private final EventJournal journal;

  FiksIoPost(
      FiksIoAccounts accounts,
      FiksIoPayloads payloads,
      FiksIoQueues queues,
      FiksIoSender sender,
      EventJournal journal) {
    this.accounts = accounts;
    this.payloads = payloads;
    this.queues = queues;
    this.sender = sender;
    this.journal = journal;
  }

  FiksIoPayloads payloads() {
    return payloads;
  }

  /**
   * Takes a message by HTTP.
   *
   * @param fate {@code tidsavbrudd} or {@code serverfeil} comes back for it at once, null for none
   */
  Answer take(FiksIoAccount from, ObjectNode metadata, byte[] data, @Nullable String fate) {
    FiksIoAccount to = accounts.find(metadata.path("mottakerKontoId").asString(""));
    if (to == null) {
      return Answer.problem(400, "about:blank", "Ukjent mottaker", "Kontoen finnes ikke");
    }
    String id = UUID.randomUUID().toString();
    String type = metadata.path("meldingType").asString("");
    Map<String, String> own = new HashMap<>();
    metadata
        .path("headere")
        .properties()
        .forEach(h -> own.put(h.getKey(), h.getValue().asString("")));
    if (sender.is(to)) {
      answered(from, id, type, metadata, data);
    } else {
      publish(to, FiksIoMessage.of(id, type, from.id(), own, data), false);
    }
    if (fate != null) {
      giveBack(from, id, type, fate);
    }
    ObjectNode answer = metadata.deepCopy();
    return Answer.json(200, answer.put("meldingId", id));
  }

  /**
   * Puts a message into the queue of its receiver, its body into Dokumentlager where asked or too
   * large.
   */
  void publish(FiksIoAccount to, FiksIoMessage message, boolean apart) {
    FiksIoMessage sent = message;
    if (apart || message.body().length > LARGEST_BODY) {
      String payloadId = UUID.randomUUID().toString();
      payloads.keep(payloadId, message.body());
      sent = message.pointingTo(payloadId);
    }
    journal.append(
        "offered",
        Json.object()
            .put("id", message.id())
            .put("accountId", to.id().toString())
            .put("type", String.valueOf(message.headers().get(FiksIoMessage.TYPE)))
            .put("reportId", String.valueOf(message.headers().get(FiksIoMessage.REPORT_ID))));
    try {
      queues.publish(to, sent.properties(), sent.body());
    } catch (IOException e) {
      journal.append("not-sent", Json.object().put("id", message.id()));
      throw new IllegalStateException("RabbitMQ does not take messages", e);
    }
  }

  /** Tells an account that a message of its own came to nothing. */
  void giveBack(FiksIoAccount to, String messageId, String type, String fate) {
    String receipt =
        "no.ks.fiks.kvittering." + (fate.equals("serverfeil") ? "serverfeil.v1" : fate);
    FiksIoMessage message =
        FiksIoMessage.of(
                UUID.randomUUID().toString(), receipt, sender.account().id(), Map.of(), new byte[0])
            .answering(messageId, type);
    publish(to, message, false);
  }

  private void answered(
      FiksIoAccount from, String id, String type, ObjectNode metadata, byte[] data) {
    ObjectNode details =
        Json.object()
            .put("id", metadata.path("svarPaMelding").asString(""))
            .put("meldingId", id)
            .put("accountId", from.id().toString())
            .put("type", type);
    if (type.equals(FAILED)) {
      details.put("feilmelding", sender.opens(data));
    }
    journal.append(
        type.equals(RECEIVED) ? "confirmed" : type.equals(FAILED) ? "negative-receipt" : "answered",
        details);
  }
}

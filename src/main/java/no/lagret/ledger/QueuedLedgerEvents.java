package no.lagret.ledger;

import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import no.lagret.report.Digests;

/** Stamps each event and puts it on the ledger's queue. */
final class QueuedLedgerEvents implements LedgerEvents {

  private final EventOutbox outbox;
  private final Function<byte[], String> stamp;

  QueuedLedgerEvents(EventOutbox outbox, Function<byte[], String> stamp) {
    this.outbox = outbox;
    this.stamp = stamp;
  }

  @Override
  public void record(LedgerEvent event) {
    send(event, Map.of());
  }

  @Override
  public void record(LedgerEvent event, byte[] sealedText) {
    send(
        event.with(Fact.TEXT_DIGEST, Digests.sha256(sealedText)),
        Map.of(LedgerQueue.SEALED_TEXT, Base64.getEncoder().encodeToString(sealedText)));
  }

  private void send(LedgerEvent event, Map<String, Object> more) {
    byte[] body = EventJson.write(event);
    Map<String, Object> properties = new HashMap<>(more);
    properties.put(LedgerQueue.STAMP, stamp.apply(body));
    outbox.send(body, properties);
  }
}

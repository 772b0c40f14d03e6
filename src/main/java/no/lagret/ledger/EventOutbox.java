package no.lagret.ledger;

import java.util.Map;

/** Puts one message on the ledger's queue, within the caller's JMS transaction. */
@FunctionalInterface
public interface EventOutbox {

  /** Sends the bytes; all properties are strings. */
  void send(byte[] body, Map<String, Object> properties);
}

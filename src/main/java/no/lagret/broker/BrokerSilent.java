package no.lagret.broker;

import org.jspecify.annotations.Nullable;

/** The broker's management did not answer, so nothing is known of its queues. */
public final class BrokerSilent extends RuntimeException {

  BrokerSilent(String message, @Nullable Throwable cause) {
    super("The broker does not say what is in its queues: " + message, cause);
  }
}

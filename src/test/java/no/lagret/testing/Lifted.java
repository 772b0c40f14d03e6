package no.lagret.testing;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import no.lagret.broker.Queue;
import no.lagret.broker.Queues;

/**
 * A message taken out of a queue behind the gateway's back, with what the gateway itself put on it.
 *
 * @param queues where it came from
 * @param body its bytes
 * @param properties the gateway's own
 */
public record Lifted(Queues queues, byte[] body, Map<String, Object> properties) {

  /** Takes the one that the selector names, for good. */
  public static Lifted from(Queues queues, Queue queue, String selector) {
    AtomicReference<Lifted> lifted = new AtomicReference<>();
    queues.together(() -> lifted.set(take(queues, queue, selector)));
    return lifted.get();
  }

  /** Moves the one that the selector names, in one transaction. */
  public static void moves(Queues queues, Queue from, String selector, Queue to) {
    queues.together(() -> take(queues, from, selector).into(to));
  }

  private static Lifted take(Queues queues, Queue queue, String selector) {
    Map<String, Object> properties = new HashMap<>();
    byte[] body =
        queues.take(
            queue,
            selector,
            message -> {
              for (Object name : Collections.list(message.getPropertyNames())) {
                if (name.toString().startsWith("Lagret")) {
                  properties.put(name.toString(), message.getObjectProperty(name.toString()));
                }
              }
              return message.getBody(byte[].class);
            });
    return new Lifted(queues, Objects.requireNonNull(body, "Nothing lies there"), properties);
  }

  /** Puts it into a queue. */
  public void into(Queue queue) {
    queues.send(queue, body, properties);
  }
}

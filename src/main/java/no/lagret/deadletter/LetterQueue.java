package no.lagret.deadletter;

import java.util.regex.Pattern;
import no.lagret.broker.Queue;
import no.lagret.broker.Queues;
import no.lagret.delivery.ReportHeaders;
import org.jspecify.annotations.Nullable;

/** Finds exactly one dead letter by its id. */
final class LetterQueue {

  /** What may stand within the quotes of a selector. */
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9._:-]{1,100}");

  private final Queues queues;

  LetterQueue(Queues queues) {
    this.queues = queues;
  }

  /** Takes it within the caller's transaction; null where it is not to be had now. */
  @Nullable LetterMessage take(String letterId) {
    return queues.take(Queue.DEAD_LETTERS, selector(letterId), LetterMessage::of);
  }

  /**
   * Reads it and leaves it where it is, be it here or approved and on its way back; null where it
   * is not to be seen now.
   */
  @Nullable LetterMessage look(String letterId) {
    LetterMessage dead = queues.look(Queue.DEAD_LETTERS, selector(letterId), LetterMessage::of);
    return dead != null
        ? dead
        : queues.look(Queue.HAND_BACKS, selector(letterId), LetterMessage::of);
  }

  private static String selector(String letterId) {
    if (!ID.matcher(letterId).matches()) {
      throw new IllegalArgumentException("No letter id: " + letterId.length());
    }
    return ReportHeaders.LETTER + " = '" + letterId + "'";
  }
}

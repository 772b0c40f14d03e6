package no.lagret.ledger;

import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageFormatException;
import jakarta.jms.TextMessage;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.function.BiPredicate;
import no.lagret.report.Digests;
import org.jspecify.annotations.Nullable;

/** Tells events from everything else that may come on the queue. It never fails on content. */
final class MessageReader {

  /** Far above any event; the patterns of the facts bound them lower. */
  static final int MAX_EVENT_BYTES = 64 * 1024;

  /** Of what is no event, this much is kept. */
  private static final int MAX_KEPT_BYTES = 16 * 1024 * 1024;

  private final BiPredicate<byte[], String> stampHolds;

  MessageReader(BiPredicate<byte[], String> stampHolds) {
    this.stampHolds = stampHolds;
  }

  LedgerMessage read(Message message) throws JMSException {
    try {
      return readWhole(message);
    } catch (MessageFormatException e) {
      return new LedgerMessage.Strange("its properties cannot be read", idOf(message), null);
    }
  }

  private LedgerMessage readWhole(Message message) throws JMSException {
    String barrier = message.getStringProperty(LedgerQueue.BARRIER);
    if (barrier != null) {
      return new LedgerMessage.Barrier(barrier);
    }
    String stamp = message.getStringProperty(LedgerQueue.STAMP);
    if (message instanceof BytesMessage bytes) {
      byte[] body = new byte[(int) Math.min(bytes.getBodyLength(), MAX_KEPT_BYTES)];
      bytes.readBytes(body);
      return read(body, stamp, message.getStringProperty(LedgerQueue.SEALED_TEXT));
    }
    byte[] body =
        message instanceof TextMessage text && text.getText() != null
            ? text.getText().getBytes(StandardCharsets.UTF_8)
            : idOf(message);
    return new LedgerMessage.Strange("not a message of bytes", body, stamp);
  }

  private LedgerMessage read(byte[] body, @Nullable String stamp, @Nullable String sealedText) {
    if (body.length > MAX_EVENT_BYTES) {
      return new LedgerMessage.Strange("larger than any event", body, stamp);
    }
    try {
      if (stamp == null || !stampHolds.test(body, stamp)) {
        return new LedgerMessage.Strange("its stamp does not hold", body, stamp);
      }
      LedgerEvent event = EventJson.read(body);
      if (sealedText != null && !digestOf(sealedText).equals(event.facts().get(Fact.TEXT_DIGEST))) {
        return new LedgerMessage.Strange("its text is not the one it names", body, stamp);
      }
      return new LedgerMessage.Told(event, body, sealedText);
    } catch (IllegalArgumentException e) {
      return new LedgerMessage.Strange(String.valueOf(e.getMessage()), body, stamp);
    } catch (RuntimeException e) {
      // Whatever strange content does to a reader, it must not stop the queue.
      return new LedgerMessage.Strange("no event: " + e.getClass().getSimpleName(), body, stamp);
    }
  }

  private static byte[] idOf(Message message) throws JMSException {
    return message.getJMSMessageID().getBytes(StandardCharsets.UTF_8);
  }

  private static String digestOf(String base64) {
    return Digests.sha256(Base64.getDecoder().decode(base64));
  }
}

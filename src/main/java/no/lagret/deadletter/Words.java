package no.lagret.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.Objects;
import no.lagret.broker.Queues;
import no.lagret.ledger.Ledger;
import no.lagret.ledger.LedgerEvent;
import no.lagret.ledger.LedgerEvents;
import no.lagret.recipient.PerRecipient;
import no.lagret.report.Digests;
import no.lagret.sealing.Keyring;
import no.lagret.sealing.NoFittingKey;
import no.lagret.sealing.Unreadable;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What people write about dead letters and differences. It may be personal, so it lies sealed in
 * the erasable table and is opened in memory only; the ledger's chain holds its digest.
 */
public final class Words {

  private final PerRecipient<Keyring> keys;
  private final Queues queues;
  private final LedgerEvents events;
  private final Ledger ledger;
  private final JdbcClient jdbc;

  Words(
      PerRecipient<Keyring> keys,
      Queues queues,
      LedgerEvents events,
      Ledger ledger,
      JdbcClient jdbc) {
    this.keys = keys;
    this.queues = queues;
    this.events = events;
    this.ledger = ledger;
    this.jdbc = jdbc;
  }

  /**
   * Tells the event, durably, and keeps the words.
   *
   * @return their digest, null where there are none
   * @throws LetterRefusal when there is no certificate to seal them with
   */
  public @Nullable String tell(LedgerEvent event, @Nullable String text) {
    if (text == null) {
      queues.together(() -> events.record(event));
      return null;
    }
    Keyring ours = keys.of(Objects.requireNonNull(event.recipient()));
    if (!ours.canSeal()) {
      throw LetterRefusal.notNow(
          "What you wrote cannot be sealed, so it is not kept. Set lagret.keys.certificate");
    }
    byte[] sealed = ours.seal(text.getBytes(UTF_8));
    queues.together(() -> events.record(event, sealed));
    String digest = Digests.sha256(sealed);
    // The ledger keeps it too; this is so that it can be read at once.
    jdbc.sql(
            """
            insert into sealed_text (digest, sealed) values (:digest, :sealed)
            on conflict (digest) do nothing""")
        .param("digest", digest)
        .param("sealed", Base64.getEncoder().encodeToString(sealed))
        .update();
    return digest;
  }

  /** The words of that digest; null where they were erased, or no key of ours opens them. */
  public @Nullable String read(@Nullable String digest) {
    if (digest == null) {
      return null;
    }
    return ledger.sealedText(digest).map(this::open).orElse(null);
  }

  /** By whose certificate it was sealed nothing tells but the key that opens it. */
  private @Nullable String open(String sealed) {
    return keys.all()
        .map(each -> open(each, sealed))
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  private static @Nullable String open(Keyring keys, String sealed) {
    try {
      return new String(keys.open(Base64.getDecoder().decode(sealed)).content(), UTF_8);
    } catch (NoFittingKey | Unreadable e) {
      return null;
    }
  }
}

package no.lagret.portal.fiksio;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import no.lagret.delivery.PortalPayloads;
import no.lagret.recipient.PerRecipient;
import no.lagret.report.Channel;
import no.lagret.report.ClassifiedFailure;
import no.lagret.report.Dispatch;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reports whose bytes lie in KS's Dokumentlager, because they are too long for a message. */
final class Payloads implements PortalPayloads {

  private static final Logger LOG = LoggerFactory.getLogger(Payloads.class);
  private static final Duration BETWEEN_TRIES = Duration.ofSeconds(2);

  private final PerRecipient<FiksApi> apis;
  private final PerRecipient<FiksIoSettings> settings;

  Payloads(PerRecipient<FiksApi> apis, PerRecipient<FiksIoSettings> settings) {
    this.apis = apis;
    this.settings = settings;
  }

  @Override
  public Channel channel() {
    return Channel.FIKS_IO;
  }

  @Override
  public byte[] fetch(Dispatch dispatch, String pointer) throws ClassifiedFailure {
    return apis.of(dispatch.recipient()).payload(pointer);
  }

  /** Beyond which no call to KS lasts. */
  Duration longestCall(String recipient) {
    return settings.of(recipient).responseTimeout();
  }

  /**
   * Tries for as long as the message may wait unacked.
   *
   * @param hurry whether there is no time to wait: it is tried once
   * @return null where they did not come
   */
  byte @Nullable [] soon(Dispatch dispatch, String pointer, BooleanSupplier hurry) {
    long end = System.nanoTime() + settings.of(dispatch.recipient()).payloadTimeout().toNanos();
    while (true) {
      try {
        return fetch(dispatch, pointer);
      } catch (ClassifiedFailure e) {
        LOG.debug("{} is not to be had yet", dispatch, e);
      }
      if (System.nanoTime() - end + BETWEEN_TRIES.toNanos() >= 0 || hurry.getAsBoolean()) {
        return null;
      }
      LockSupport.parkNanos(BETWEEN_TRIES.toNanos());
    }
  }
}

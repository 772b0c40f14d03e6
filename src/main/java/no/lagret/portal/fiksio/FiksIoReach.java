package no.lagret.portal.fiksio;

import java.time.Clock;
import java.util.Optional;
import no.lagret.recipient.Recipients;
import no.lagret.report.ClassifiedFailure;
import org.springframework.boot.context.properties.bind.BindException;

/** Whether each recipient's account can be used as the gateway would use it. */
public final class FiksIoReach {

  private FiksIoReach() {}

  /**
   * Opens the key and the certificates that the settings name.
   *
   * @return the setting, by its flat name, whose file cannot be used; empty where all can, or the
   *     recipient has no account of this channel
   */
  public static Optional<String> unusableFile(Recipients recipients, String recipient) {
    if (!recipients.has(recipient, FiksIoConfiguration.ACCOUNT)) {
      return Optional.empty();
    }
    try {
      FiksIoSettings settings =
          recipients.settings("portal.fiks-io", FiksIoSettings.class).of(recipient);
      if (settings.keystore() != null) {
        ClientKey.of(settings);
      }
      Trust.ofCalls(settings);
      return Optional.empty();
    } catch (ClassifiedFailure e) {
      return Optional.ofNullable(e.setting());
    } catch (BindException e) {
      return Optional.empty(); // said by the check of the values
    }
  }

  /**
   * Fetches a token, logs in at KS's broker and looks for the account; takes no message and answers
   * none.
   *
   * @throws ClassifiedFailure when one of them is refused, or does not answer
   */
  public static void check(Recipients recipients, String recipient) throws ClassifiedFailure {
    FiksIoSettings settings =
        recipients.settings("portal.fiks-io", FiksIoSettings.class).of(recipient);
    Token token = new Token(settings, Clock.systemUTC());
    new AmqpAccount(recipient, settings, token).look();
  }
}

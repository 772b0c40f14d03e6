package no.lagret.expiry;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import no.lagret.alert.Alarms;
import no.lagret.alert.Condition;
import no.lagret.alert.Severity;
import no.lagret.pulse.Rounds;
import org.jspecify.annotations.Nullable;

/** Tells of each certificate in use before its time is over; a new one is taken up by a restart. */
final class CertificateWatch implements AutoCloseable {

  private static final Duration SOON = Duration.ofDays(30);
  private static final Duration VERY_SOON = Duration.ofDays(7);
  private static final Duration BETWEEN = Duration.ofSeconds(5);

  private final List<InUse> certificates;
  private final Alarms alarms;
  private final InstantSource clock;
  private final Rounds rounds;

  CertificateWatch(List<InUse> certificates, Alarms alarms, InstantSource clock) {
    this.certificates = List.copyOf(certificates);
    this.alarms = alarms;
    this.clock = clock;
    this.rounds = new Rounds("certificates", BETWEEN, this::look);
  }

  /**
   * A certificate that the gateway works with.
   *
   * @param setting that names its file
   * @param recipient whose it is; {@code null} for the gateway's own
   * @param until the last moment at which it is valid
   */
  record InUse(String setting, @Nullable String recipient, Instant until) {}

  private void look() {
    alarms.endOthers(
        Condition.CERTIFICATE_EXPIRING, certificates.stream().map(InUse::setting).toList());
    Instant now = clock.instant();
    for (InUse certificate : certificates) {
      Duration left = Duration.between(now, certificate.until());
      if (left.compareTo(SOON) > 0) {
        alarms.end(Condition.CERTIFICATE_EXPIRING, certificate.setting());
      } else {
        alarms.begin(
            Condition.CERTIFICATE_EXPIRING,
            left.compareTo(VERY_SOON) > 0 ? Severity.WARNING : Severity.CRITICAL,
            certificate.setting(),
            certificate.recipient(),
            null,
            "The certificate of "
                + certificate.setting()
                + " is valid until "
                + certificate.until()
                + ". Get a new one, give it to whoever trusts or seals to it, and restart; keep the"
                + " old private key in lagret.keys.private.");
      }
    }
  }

  @Override
  public void close() {
    rounds.close();
  }
}

package no.lagret.notice;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import no.lagret.alert.Severity;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Notices by e-mail.
 *
 * @param host of the mail server; without it no e-mail is sent
 * @param port of the mail server
 * @param security STARTTLS, TLS from the first byte, or NONE
 * @param username to sign in to the mail server
 * @param password to sign in to the mail server
 * @param trustStore PEM certificates to trust instead of Java's
 * @param from address of the sender
 * @param to addresses that are told at once
 * @param least how serious it must be to be told: NOTICE, WARNING or CRITICAL
 * @param offHoursLeast the same outside of office hours; what is less waits for them
 * @param escalateTo addresses that are told when nobody has seen it
 * @param escalateAfter how long after the others
 * @param escalateLeast how serious it must be for that
 * @throws IllegalArgumentException naming the setting that is missing
 */
@ConfigurationProperties("lagret.alerts.mail")
record MailSettings(
    @Nullable String host,
    @DefaultValue("587") int port,
    @DefaultValue("STARTTLS") Security security,
    @Nullable String username,
    @Nullable String password,
    @Nullable Path trustStore,
    @Nullable String from,
    @DefaultValue List<String> to,
    @DefaultValue("NOTICE") Severity least,
    @DefaultValue("NOTICE") Severity offHoursLeast,
    @DefaultValue List<String> escalateTo,
    @DefaultValue("30m") Duration escalateAfter,
    @DefaultValue("WARNING") Severity escalateLeast) {

  /** How the connection to the mail server is kept secret. */
  enum Security {
    STARTTLS,
    TLS,
    NONE
  }

  MailSettings {
    if (host != null && !host.isBlank() && (from == null || to.isEmpty())) {
      throw new IllegalArgumentException(
          "lagret.alerts.mail.host is set, and lagret.alerts.mail.from or lagret.alerts.mail.to is not:"
              + " set both");
    }
  }

  boolean isSet() {
    return host != null && !host.isBlank();
  }

  /** Never the credentials. */
  @Override
  public String toString() {
    return "MailSettings[host=" + host + "]";
  }
}

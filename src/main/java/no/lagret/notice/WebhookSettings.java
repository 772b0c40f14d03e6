package no.lagret.notice;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import no.lagret.alert.Severity;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Notices to a webhook.
 *
 * @param url where they are posted, a secret with most services; without it none is posted
 * @param form TEAMS (adaptive card), SLACK or JSON
 * @param trustStore PEM certificates to trust instead of Java's
 * @param timeout longest time for a whole call
 * @param after how long somebody else has had to see it; at once where not set
 * @param least how serious it must be to be told: NOTICE, WARNING or CRITICAL
 * @param offHoursLeast the same outside of office hours; what is less waits for them
 */
@ConfigurationProperties("lagret.alerts.webhook")
record WebhookSettings(
    @Nullable URI url,
    @DefaultValue("TEAMS") Form form,
    @Nullable Path trustStore,
    @DefaultValue("20s") Duration timeout,
    @DefaultValue("0s") Duration after,
    @DefaultValue("NOTICE") Severity least,
    @DefaultValue("NOTICE") Severity offHoursLeast) {

  /** What the service at the other end reads. */
  enum Form {
    TEAMS,
    SLACK,
    JSON
  }

  boolean isSet() {
    return url != null && !url.toString().isBlank();
  }

  /** Never the address: it is the credential. */
  @Override
  public String toString() {
    return "WebhookSettings[form=" + form + "]";
  }
}

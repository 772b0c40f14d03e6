package no.lagret.canary;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * A report of nobody that goes through the whole way.
 *
 * @param recipient the configured name of a recipient whose portal account and case system are test
 *     ones; without it nothing is sent. Its reports are in no figures and no comparison
 * @param sendUrl where the portal's test mode is asked to send a report
 * @param interval how long after one the next is asked for
 * @param within how long one may take until it is stored and confirmed
 * @throws IllegalArgumentException naming the setting
 */
@ConfigurationProperties("lagret.canary")
record CanarySettings(
    @Nullable String recipient,
    @Nullable URI sendUrl,
    @DefaultValue("1h") Duration interval,
    @DefaultValue("30m") Duration within) {

  CanarySettings {
    boolean isSet = recipient != null && !recipient.isBlank();
    if (isSet == (sendUrl == null || sendUrl.toString().isBlank())) {
      throw new IllegalArgumentException(
          "lagret.canary.recipient and lagret.canary.send-url go together: set both or none");
    }
    if (within.isNegative() || within.isZero() || interval.compareTo(within) < 0) {
      throw new IllegalArgumentException(
          "lagret.canary.within must be longer than nothing, and lagret.canary.interval no shorter");
    }
  }

  boolean isSet() {
    return sendUrl != null;
  }
}

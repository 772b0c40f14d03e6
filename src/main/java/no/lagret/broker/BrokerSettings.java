package no.lagret.broker;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the durable queues are.
 *
 * @param mode whether the queues are inside this process or in an Artemis of its own
 * @param url where an external broker is, 2.57 or newer, e.g. {@code
 *     (tcp://a:61616,tcp://b:61616)?ha=true}
 * @param username user name at an external broker
 * @param password password at an external broker
 */
@ConfigurationProperties("lagret.broker")
public record BrokerSettings(
    @DefaultValue("embedded") Mode mode,
    @Nullable String url,
    @Nullable String username,
    @Nullable String password) {

  /** Where the broker runs. */
  public enum Mode {
    EMBEDDED,
    EXTERNAL
  }

  @Override
  public String toString() {
    return "BrokerSettings[mode=" + mode + ", url=" + url + "]";
  }
}

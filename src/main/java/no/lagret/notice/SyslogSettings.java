package no.lagret.notice;

import java.time.Duration;
import no.lagret.alert.Severity;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Notices to syslog, RFC 5424.
 *
 * @param host of the syslog server; without it none is sent
 * @param port of the syslog server
 * @param transport UDP, which cannot tell whether it arrived, or TCP (RFC 6587, counted octets)
 * @param facility number from 0 to 23; 16 is local0
 * @param after how long somebody else has had to see it; at once where not set
 * @param least how serious it must be to be told: NOTICE, WARNING or CRITICAL
 * @param offHoursLeast the same outside of office hours; what is less waits for them
 * @throws IllegalArgumentException naming the setting
 */
@ConfigurationProperties("lagret.alerts.syslog")
record SyslogSettings(
    @Nullable String host,
    @DefaultValue("514") int port,
    @DefaultValue("UDP") Transport transport,
    @DefaultValue("16") int facility,
    @DefaultValue("0s") Duration after,
    @DefaultValue("NOTICE") Severity least,
    @DefaultValue("NOTICE") Severity offHoursLeast) {

  private static final int LAST_FACILITY = 23;

  /** How it travels. */
  enum Transport {
    UDP,
    TCP
  }

  SyslogSettings {
    if (facility < 0 || facility > LAST_FACILITY) {
      throw new IllegalArgumentException(
          "lagret.alerts.syslog.facility must be 0 to " + LAST_FACILITY);
    }
  }

  boolean isSet() {
    return host != null && !host.isBlank();
  }
}

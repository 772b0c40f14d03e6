package no.lagret.reconciliation;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalTime;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How portal, ledger and case system are compared.
 *
 * @param at time of day in Norway at which the daily comparison is made
 * @param window how far back the daily comparison goes
 * @param grace how long a step may take before it is missed
 * @param skew by how much the clocks of two sides may differ where only times can be compared
 * @param lookEvery how often a confirmed report is looked up in the case system while the portal
 *     keeps its copy
 * @param lookPause pause between two of these lookups
 * @throws IllegalArgumentException naming the setting
 */
@ConfigurationProperties("lagret.reconciliation")
record ReconciliationSettings(
    @DefaultValue("03:00") String at,
    @DefaultValue("35d") Duration window,
    @DefaultValue("1h") Duration grace,
    @DefaultValue("10m") Duration skew,
    @DefaultValue("24h") Duration lookEvery,
    @DefaultValue("500ms") Duration lookPause) {

  ReconciliationSettings {
    time(at);
    positive("window", window);
    positive("look-every", lookEvery);
  }

  private static LocalTime time(String text) {
    try {
      return LocalTime.parse(text);
    } catch (DateTimeException e) {
      // Without its cause: a failed start shows only the innermost message.
      throw new IllegalArgumentException(
          "lagret.reconciliation.at is «" + text + "»; a time of day is written as 03:00");
    }
  }

  private static void positive(String name, Duration time) {
    if (time.isNegative() || time.isZero()) {
      throw new IllegalArgumentException(
          "lagret.reconciliation." + name + " must be longer than nothing");
    }
  }

  LocalTime timeOfDay() {
    return time(at);
  }
}

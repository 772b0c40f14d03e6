package no.lagret.portal;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import no.lagret.alert.Alarms;
import no.lagret.alert.Condition;
import no.lagret.pulse.Checked;
import no.lagret.pulse.Subject;
import no.lagret.recipient.PerRecipient;
import no.lagret.recipient.Recipients;
import no.lagret.report.Channel;
import no.lagret.report.ClassifiedFailure;
import no.lagret.report.Moment;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Whether the portal can be reached by one recipient's account of a channel. Down until it has
 * shown that it can.
 */
public final class PortalHealth implements HealthIndicator, Checked {

  private final String recipient;
  private final Channel channel;
  private final Duration knownFor;
  private final String meanwhile;
  private final Alarms alarms;
  private final InstantSource clock;
  private volatile @Nullable Moment lastHeld;
  private volatile boolean failing;

  /**
   * @param knownFor how long it counts as reachable after it has shown that it is
   * @param meanwhile what happens while it is not, as the end of an alarm
   */
  public PortalHealth(
      String recipient,
      Channel channel,
      Duration knownFor,
      String meanwhile,
      Alarms alarms,
      InstantSource clock) {
    this.recipient = recipient;
    this.channel = channel;
    this.knownFor = knownFor;
    this.meanwhile = meanwhile;
    this.alarms = alarms;
    this.clock = clock;
  }

  /** For all recipients together, as they stand by themselves. */
  public static CompositeHealthContributor together(PerRecipient<PortalHealth> each) {
    Map<String, HealthContributor> byName = new LinkedHashMap<>();
    each.forEach(byName::put);
    return CompositeHealthContributor.fromMap(byName);
  }

  /** One gauge for each. */
  public static MeterBinder ages(PerRecipient<PortalHealth> each) {
    return registry ->
        each.forEach(
            (name, health) ->
                Gauge.builder("lagret.poll.age", health::age)
                    .description(
                        "Since the portal last showed that it is there; NaN when it never did")
                    .baseUnit("seconds")
                    .tag("recipient", name)
                    .tag("channel", health.channel.name())
                    .register(registry));
  }

  /** It showed that it is there. */
  public void holds() {
    lastHeld = Moment.now(clock);
    failing = false;
    alarms.end(Condition.PORTAL_DOWN, alarmSubject());
    alarms.end(Condition.PORTAL_SETTINGS, alarmSubject());
  }

  /** How long ago in seconds it showed that it is there; null when it never did. */
  @Nullable Number age() {
    Moment last = lastHeld;
    return last == null ? null : last.age().toMillis() / 1000.0;
  }

  /** It is not to be reached. */
  public void failed(@Nullable ClassifiedFailure failure) {
    failing = true;
    String what = failure == null ? "The portal cannot be asked" : failure.getMessage();
    if (failure != null && failure.setting() != null) {
      alarms.begin(
          Condition.PORTAL_SETTINGS,
          alarmSubject(),
          recipient,
          null,
          Recipients.said(recipient, failure) + ".");
    } else {
      alarms.begin(Condition.PORTAL_DOWN, alarmSubject(), recipient, null, what + ". " + meanwhile);
    }
  }

  /** Each channel of a recipient is down by itself. */
  private String alarmSubject() {
    return channel == Channel.SVARINN ? recipient : recipient + ":" + channel;
  }

  @Override
  public Subject subject() {
    return Subject.PORTAL;
  }

  @Override
  public @Nullable Moment lastHeld() {
    return lastHeld;
  }

  @Override
  public boolean failing() {
    return failing;
  }

  @Override
  public Duration goodFor() {
    return knownFor;
  }

  @Override
  public Health health() {
    Moment last = lastHeld;
    Health.Builder health = state() == State.HOLDS ? Health.up() : Health.down();
    return health
        .withDetail(
            channel == Channel.SVARINN ? "lastListed" : "lastConnected",
            last == null ? "never" : last.at().toString())
        .build();
  }
}

package no.lagret.portal.svarinn;

import java.time.Duration;
import java.time.InstantSource;
import no.lagret.alert.Alarms;
import no.lagret.alert.Condition;
import no.lagret.pulse.Checked;
import no.lagret.pulse.Subject;
import no.lagret.recipient.Recipients;
import no.lagret.report.ClassifiedFailure;
import no.lagret.report.Moment;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Whether the portal answers. Down until a poll has shown that it does. */
final class PollHealth implements HealthIndicator, Checked {

  private final String recipient;
  private final Duration knownFor;
  private final Alarms alarms;
  private final InstantSource clock;
  private volatile @Nullable Moment lastListed;
  private volatile boolean failing;

  PollHealth(String recipient, Duration pollInterval, Alarms alarms, InstantSource clock) {
    this.recipient = recipient;
    this.knownFor = pollInterval.multipliedBy(2).plusMinutes(1);
    this.alarms = alarms;
    this.clock = clock;
  }

  /** The portal gave its list. */
  void listed() {
    lastListed = Moment.now(clock);
    failing = false;
    alarms.end(Condition.PORTAL_DOWN, recipient);
    alarms.end(Condition.PORTAL_SETTINGS, recipient);
  }

  /** How long ago in seconds the portal gave its list; null when it never did. */
  @Nullable Number age() {
    Moment last = lastListed;
    return last == null ? null : last.age().toMillis() / 1000.0;
  }

  /** It did not. */
  void failed(@Nullable ClassifiedFailure failure) {
    failing = true;
    String what = failure == null ? "The portal cannot be asked" : failure.getMessage();
    if (failure != null && failure.setting() != null) {
      alarms.begin(
          Condition.PORTAL_SETTINGS,
          recipient,
          recipient,
          null,
          what + ": check " + Recipients.setting(recipient, failure.setting()) + ".");
    } else {
      alarms.begin(
          Condition.PORTAL_DOWN,
          recipient,
          recipient,
          null,
          what + ". It keeps its reports and is asked again at the next poll.");
    }
  }

  @Override
  public Subject subject() {
    return Subject.PORTAL;
  }

  @Override
  public @Nullable Moment lastHeld() {
    return lastListed;
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
    Moment last = lastListed;
    Health.Builder health = state() == State.HOLDS ? Health.up() : Health.down();
    return health.withDetail("lastListed", last == null ? "never" : last.at().toString()).build();
  }
}

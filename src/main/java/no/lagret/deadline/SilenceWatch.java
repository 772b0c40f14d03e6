package no.lagret.deadline;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import no.lagret.alert.Alarms;
import no.lagret.alert.Condition;
import no.lagret.ledger.Ledger;
import no.lagret.pulse.Rounds;

/**
 * That nothing comes is no error that anybody reports. So each recipient's own history says how
 * long it may be without a report: so many times its longest pause of the last 90 days. Before
 * there are twenty reports to judge by, nothing is said.
 */
final class SilenceWatch implements AutoCloseable {

  private static final Duration HISTORY = Duration.ofDays(90);
  private static final int ENOUGH = 20;
  private static final Duration BETWEEN = Duration.ofSeconds(5);

  private final Ledger ledger;
  private final DeadlineSettings settings;
  private final List<String> recipients;
  private final Alarms alarms;
  private final InstantSource clock;
  private final Rounds rounds;

  SilenceWatch(
      Ledger ledger,
      DeadlineSettings settings,
      List<String> recipients,
      Alarms alarms,
      InstantSource clock) {
    this.ledger = ledger;
    this.settings = settings;
    this.recipients = recipients;
    this.alarms = alarms;
    this.clock = clock;
    this.rounds = new Rounds("silence", BETWEEN, this::look);
  }

  private void look() {
    recipients.forEach(this::look);
  }

  private void look(String recipient) {
    List<Instant> received = ledger.receivedAfter(recipient, clock.instant().minus(HISTORY));
    if (received.size() < ENOUGH) {
      return;
    }
    Instant last = received.get(received.size() - 1);
    Duration allowed = allowed(received);
    if (Duration.between(last, clock.instant()).compareTo(allowed) > 0) {
      alarms.begin(
          Condition.SILENCE,
          recipient,
          recipient,
          null,
          "The last report came "
              + last
              + "; the longest pause of the last 90 days was "
              + longest(received).toHours()
              + " h. Ask KS whether reports are sent to this account.");
    } else {
      alarms.end(Condition.SILENCE, recipient);
    }
  }

  private Duration allowed(List<Instant> received) {
    Duration allowed =
        Duration.ofMillis((long) (longest(received).toMillis() * settings.silenceFactor()));
    return allowed.compareTo(settings.silenceLeast()) < 0 ? settings.silenceLeast() : allowed;
  }

  private static Duration longest(List<Instant> received) {
    Duration longest = Duration.ZERO;
    for (int i = 1; i < received.size(); i++) {
      Duration pause = Duration.between(received.get(i - 1), received.get(i));
      longest = pause.compareTo(longest) > 0 ? pause : longest;
    }
    return longest;
  }

  @Override
  public void close() {
    rounds.close();
  }
}

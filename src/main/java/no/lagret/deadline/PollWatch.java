package no.lagret.deadline;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import no.lagret.alert.Alarms;
import no.lagret.alert.Condition;
import no.lagret.pulse.Checked;
import no.lagret.pulse.Rounds;
import no.lagret.report.Moment;

/**
 * A poll that fails is told by the channel itself. One that hangs, or is never made, is seen only
 * by the time that has passed since the last that went well.
 */
final class PollWatch implements AutoCloseable {

  private static final Duration BETWEEN = Duration.ofSeconds(5);

  private final Map<String, List<Checked>> polls;
  private final Moment start;
  private final Alarms alarms;
  private final Rounds rounds;

  /**
   * @param polls those of each of a recipient's channels, by the recipient's name
   */
  PollWatch(Map<String, List<Checked>> polls, Moment start, Alarms alarms) {
    this.polls = Map.copyOf(polls);
    this.start = start;
    this.alarms = alarms;
    this.rounds = new Rounds("poll-watch", BETWEEN, this::look);
  }

  private void look() {
    polls.forEach(this::look);
  }

  private void look(String recipient, List<Checked> channels) {
    Checked overdue = channels.stream().filter(this::isOverdue).findFirst().orElse(null);
    if (overdue == null) {
      alarms.end(Condition.NOT_POLLED, recipient);
      return;
    }
    Moment last = overdue.lastHeld();
    alarms.begin(
        Condition.NOT_POLLED,
        recipient,
        recipient,
        null,
        "The portal showed last that it is there "
            + (last == null ? "before the start" : last.at())
            + ", and neither does so nor fails since. Restart Lagret; if that does not help, send the"
            + " log to whoever maintains it.");
  }

  /** Neither well nor failing, for longer than an answer is good for. */
  private boolean isOverdue(Checked check) {
    return check.state() == Checked.State.NOT_KNOWN && start.age().compareTo(check.goodFor()) > 0;
  }

  @Override
  public void close() {
    rounds.close();
  }
}

package no.lagret.deadletter;

import java.time.Instant;
import java.util.List;

/**
 * An operator's order to deliver dead letters again.
 *
 * @param id names it
 * @param askedAt when
 * @param askedBy the user's name
 * @param letters exactly those it is about, decided when it was ordered
 */
public record Job(String id, Instant askedAt, String askedBy, List<JobLetter> letters) {

  public Job {
    letters = List.copyOf(letters);
  }

  /** How many of its letters are in the state. */
  public long count(JobLetter.State state) {
    return letters.stream().filter(letter -> letter.state() == state).count();
  }

  /** Whether nothing is left to do. */
  public boolean done() {
    return count(JobLetter.State.PENDING) == 0;
  }
}

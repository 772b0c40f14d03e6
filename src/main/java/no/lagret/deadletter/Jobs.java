package no.lagret.deadletter;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import no.lagret.ledger.DeadLetterRow;
import no.lagret.ledger.PageRequest;
import org.jspecify.annotations.Nullable;

/**
 * Orders to deliver dead letters again. An order is durable when it is answered, is about exactly
 * the letters it was given, survives restarts, and does each letter once, however often it is
 * ordered.
 */
public final class Jobs {

  private final JobTable table;
  private final JobRunner runner;

  Jobs(JobTable table, JobRunner runner) {
    this.table = table;
    this.runner = runner;
  }

  /**
   * Orders a job.
   *
   * @param letters without repetition
   * @param actor the user's name
   */
  public Job redeliver(List<DeadLetterRow> letters, String actor) {
    String id = table.insert(letters, actor);
    runner.wake();
    return table.find(id).orElseThrow();
  }

  /** The same for one letter; a job in which it already waits is the answer to pressing twice. */
  public Job redeliver(DeadLetterRow letter, String actor) {
    return table
        .pendingJobOf(letter.letterId())
        .flatMap(table::find)
        .orElseGet(() -> redeliver(List.of(letter), actor));
  }

  /** A job, finished or not. */
  public Optional<Job> find(String id) {
    return table.find(id);
  }

  /**
   * How far a job is, without its letters.
   *
   * @param recipients to whom every letter of it must belong; null for any
   */
  public Optional<JobProgress> progress(String id, @Nullable Set<String> recipients) {
    return table.progress(id, recipients);
  }

  /** The last ordered of which the same is true, last first. */
  public List<JobProgress> recent(@Nullable Set<String> recipients, int size) {
    return table.recent(recipients, size);
  }

  /** Some of a job's letters, those that wait first. */
  public List<JobLetter> letters(String id, PageRequest page) {
    return table.letters(id, page.size(), page.offset());
  }
}

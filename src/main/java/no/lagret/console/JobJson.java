package no.lagret.console;

import java.time.Instant;
import java.util.List;
import no.lagret.deadletter.Job;
import no.lagret.deadletter.JobLetter;

/** A job as the API tells it: progress, and a result per letter. */
record JobJson(
    String id,
    String state,
    String askedBy,
    Instant askedAt,
    long total,
    long pending,
    long redelivered,
    long settledBefore,
    List<Letter> letters) {

  /** One of its letters. */
  record Letter(String id, String reportId, JobLetter.State state, int tries) {}

  static JobJson of(Job job) {
    return new JobJson(
        job.id(),
        job.done() ? "DONE" : "RUNNING",
        job.askedBy(),
        job.askedAt(),
        job.letters().size(),
        job.count(JobLetter.State.PENDING),
        job.count(JobLetter.State.REDELIVERED),
        job.count(JobLetter.State.SETTLED_BEFORE),
        job.letters().stream()
            .map(l -> new Letter(l.letterId(), l.reportId(), l.state(), l.tries()))
            .toList());
  }
}

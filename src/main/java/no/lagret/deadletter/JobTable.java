package no.lagret.deadletter;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import no.lagret.ledger.DeadLetterRow;
import no.lagret.report.Timestamps;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** Where jobs outlive the process. */
final class JobTable {

  /** Before a letter is tried once more. */
  static final Duration LONGEST_DELAY = Duration.ofSeconds(30);

  private static final int AT_A_TIME = 100;

  private static final String PROGRESS =
      """
      select j.id, j.asked_at, j.asked_by, count(*) as letters,
        sum(case when l.state = 'PENDING' then 1 else 0 end) as pending,
        sum(case when l.state = 'REDELIVERED' then 1 else 0 end) as redelivered
      from job j join job_letter l on l.job_id = j.id""";

  private final JdbcClient jdbc;
  private final TransactionOperations transaction;
  private final InstantSource clock;

  JobTable(JdbcClient jdbc, TransactionOperations transaction, InstantSource clock) {
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.clock = clock;
  }

  String insert(List<DeadLetterRow> letters, String actor) {
    String id = UUID.randomUUID().toString();
    String now = Timestamps.format(clock.instant());
    transaction.executeWithoutResult(
        status -> {
          jdbc.sql("insert into job (id, asked_at, asked_by) values (:id, :at, :by)")
              .param("id", id)
              .param("at", now)
              .param("by", actor)
              .update();
          letters.forEach(letter -> insert(id, letter, now));
        });
    return id;
  }

  private void insert(String job, DeadLetterRow letter, String now) {
    jdbc.sql(
            """
            insert into job_letter
              (job_id, letter_id, report_id, recipient, state, tries, next_at)
            values (:job, :letter, :report, :recipient, :state, 0, :now)""")
        .param("job", job)
        .param("letter", letter.letterId())
        .param("report", letter.reportId())
        .param("recipient", letter.recipient())
        .param("state", JobLetter.State.PENDING.name())
        .param("now", now)
        .update();
  }

  Optional<Job> find(String id) {
    return jdbc.sql("select * from job where id = :id")
        .param("id", id)
        .query(
            (rs, n) ->
                new Job(
                    id,
                    Instant.parse(rs.getString("asked_at")),
                    rs.getString("asked_by"),
                    letters(id)))
        .optional();
  }

  private List<JobLetter> letters(String id) {
    return jdbc.sql("select * from job_letter where job_id = :id order by letter_id")
        .param("id", id)
        .query(JobTable::letter)
        .list();
  }

  /** The last ordered, without their letters. */
  List<JobProgress> recent(@Nullable Set<String> recipients, int size) {
    return progress("", "", recipients, " order by j.asked_at desc, j.id limit " + size);
  }

  Optional<JobProgress> progress(String id, @Nullable Set<String> recipients) {
    return progress(" where j.id = :id", id, recipients, "").stream().findFirst();
  }

  /** Only jobs whose every letter belongs to one of the recipients. */
  private List<JobProgress> progress(
      String where, String id, @Nullable Set<String> recipients, String order) {
    if (recipients != null && recipients.isEmpty()) {
      return List.of();
    }
    String all =
        recipients == null
            ? ""
            : " having sum(case when l.recipient in (:recipients) then 0 else 1 end) = 0";
    return jdbc.sql(PROGRESS + where + " group by j.id, j.asked_at, j.asked_by" + all + order)
        .param("id", id)
        .param("recipients", recipients)
        .query(JobProgress::of)
        .list();
  }

  List<JobLetter> letters(String id, int size, long start) {
    return jdbc.sql(
            """
            select * from job_letter where job_id = :id
            order by state, letter_id limit :size offset :start""")
        .param("id", id)
        .param("size", size)
        .param("start", start)
        .query(JobTable::letter)
        .list();
  }

  Optional<String> askedBy(String id) {
    return jdbc.sql("select asked_by from job where id = :id")
        .param("id", id)
        .query(String.class)
        .optional();
  }

  /** The job, if any, in which the letter still waits. */
  Optional<String> pendingJobOf(String letterId) {
    return jdbc.sql(
            """
            select job_id from job_letter where letter_id = :letter and state = :state
            order by next_at, job_id limit 1""")
        .param("letter", letterId)
        .param("state", JobLetter.State.PENDING.name())
        .query(String.class)
        .optional();
  }

  /**
   * Those whose turn it is. None is ever sent further off than the bound: one that is was so by a
   * clock that has been set back since.
   */
  List<JobLetter> due() {
    Instant now = clock.instant();
    return jdbc.sql(
            """
            select * from job_letter
            where state = :state and (next_at <= :now or next_at > :bound)
            order by next_at, job_id, letter_id limit :size""")
        .param("state", JobLetter.State.PENDING.name())
        .param("now", Timestamps.format(now))
        .param("bound", Timestamps.format(now.plus(LONGEST_DELAY)))
        .param("size", AT_A_TIME)
        .query(JobTable::letter)
        .list();
  }

  /** How long it is until the next one's turn; nothing when none waits. */
  Optional<Duration> untilNext() {
    return jdbc.sql("select min(next_at) as next_at from job_letter where state = :state")
        .param("state", JobLetter.State.PENDING.name())
        .query((rs, n) -> Optional.ofNullable(Timestamps.parseNullable(rs.getString("next_at"))))
        .single()
        .map(next -> Duration.between(clock.instant(), next));
  }

  void end(JobLetter letter, JobLetter.State state) {
    jdbc.sql(
            """
            update job_letter set state = :state, last_at = :now
            where job_id = :job and letter_id = :letter""")
        .param("state", state.name())
        .param("now", Timestamps.format(clock.instant()))
        .param("job", letter.jobId())
        .param("letter", letter.letterId())
        .update();
  }

  void again(JobLetter letter, Duration after) {
    Instant now = clock.instant();
    jdbc.sql(
            """
            update job_letter set tries = tries + 1, last_at = :now, next_at = :next
            where job_id = :job and letter_id = :letter""")
        .param("now", Timestamps.format(now))
        .param("next", Timestamps.format(now.plus(after)))
        .param("job", letter.jobId())
        .param("letter", letter.letterId())
        .update();
  }

  private static JobLetter letter(ResultSet rs, int row) throws SQLException {
    return new JobLetter(
        rs.getString("job_id"),
        rs.getString("letter_id"),
        rs.getString("report_id"),
        rs.getString("recipient"),
        JobLetter.State.valueOf(rs.getString("state")),
        rs.getInt("tries"),
        Timestamps.parseNullable(rs.getString("last_at")));
  }
}

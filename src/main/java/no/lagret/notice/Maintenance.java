package no.lagret.notice;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import no.lagret.broker.Queues;
import no.lagret.ledger.EventType;
import no.lagret.ledger.Fact;
import no.lagret.ledger.LedgerEvent;
import no.lagret.ledger.LedgerEvents;
import no.lagret.report.Timestamps;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The time in which operators expect outages: nobody is told of them meanwhile, and of those that
 * stand at its end they are told then. The clocks of reports go on, and are told all the same.
 */
public final class Maintenance {

  /** What is announced for longer is no maintenance. */
  public static final Duration LONGEST = Duration.ofHours(24);

  private final JdbcClient jdbc;
  private final Queues queues;
  private final LedgerEvents events;
  private final InstantSource clock;

  public Maintenance(JdbcClient jdbc, Queues queues, LedgerEvents events, InstantSource clock) {
    this.jdbc = jdbc;
    this.queues = queues;
    this.events = events;
    this.clock = clock;
  }

  /**
   * An announced time.
   *
   * @param begins when it was announced
   * @param until when it ends by itself
   * @param by the user who announced it
   */
  public record Window(Instant begins, Instant until, String by) {}

  /**
   * From now until then; one that stands is replaced.
   *
   * @throws IllegalArgumentException when that is no time to come, or longer than {@link #LONGEST}
   */
  public synchronized Window announce(Instant until, String user) {
    Instant now = clock.instant();
    if (!until.isAfter(now) || until.isAfter(now.plus(LONGEST))) {
      throw new IllegalArgumentException(
          "Maintenance must end within " + LONGEST.toHours() + " hours from now");
    }
    close(now, user);
    jdbc.sql(
            """
            insert into maintenance (id, begins, until, by_user)
            values (:id, :begins, :until, :user)""")
        .param("id", UUID.randomUUID().toString())
        .param("begins", Timestamps.format(now))
        .param("until", Timestamps.format(until))
        .param("user", user)
        .update();
    tell(LedgerEvent.of(EventType.MAINTENANCE_BEGAN, (String) null).with(Fact.UNTIL, until), user);
    return new Window(now, until, user);
  }

  /** Ends it before its time; false where none was announced. */
  public synchronized boolean end(String user) {
    if (!close(clock.instant(), user)) {
      return false;
    }
    tell(LedgerEvent.of(EventType.MAINTENANCE_ENDED, (String) null), user);
    return true;
  }

  private boolean close(Instant now, String user) {
    return jdbc.sql(
                """
                update maintenance set ended_at = :now, ended_by = :user
                where ended_at is null and until > :now""")
            .param("now", Timestamps.format(now))
            .param("user", user)
            .update()
        > 0;
  }

  /** The one that goes on now. */
  public Optional<Window> current() {
    return at(clock.instant());
  }

  boolean covers(Instant now) {
    return at(now).isPresent();
  }

  private Optional<Window> at(Instant now) {
    return jdbc.sql(
            """
            select * from maintenance
            where ended_at is null and begins <= :now and until > :now order by begins desc limit 1""")
        .param("now", Timestamps.format(now))
        .query(
            (rs, row) ->
                new Window(
                    Objects.requireNonNull(Timestamps.parseNullable(rs.getString("begins"))),
                    Objects.requireNonNull(Timestamps.parseNullable(rs.getString("until"))),
                    rs.getString("by_user")))
        .optional();
  }

  private void tell(LedgerEvent event, String user) {
    queues.together(() -> events.record(event.by(user)));
  }
}

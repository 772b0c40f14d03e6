package no.lagret.deadletter;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import no.lagret.ledger.DeadLetterRow;
import no.lagret.ledger.EventType;
import no.lagret.ledger.Fact;
import no.lagret.ledger.LedgerEvent;
import no.lagret.report.Timestamps;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Which dead letters are marked as waiting for something. */
public final class Parks {

  private final Words words;
  private final JdbcClient jdbc;
  private final InstantSource clock;

  Parks(Words words, JdbcClient jdbc, InstantSource clock) {
    this.words = words;
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /**
   * Marks the letter, durably; the last mark counts.
   *
   * @param until null, or a time that is over, takes the mark away
   * @throws LetterRefusal when the reason cannot be sealed
   */
  public void park(
      DeadLetterRow letter, @Nullable Instant until, @Nullable String reason, String user) {
    Instant now = clock.instant();
    Instant end = until == null ? now : until;
    String digest =
        words.tell(LedgerEvent.of(EventType.PARKED, letter).with(Fact.UNTIL, end).by(user), reason);
    jdbc.sql(
            """
            insert into park (letter_id, parked_until, at, by_user, text_digest)
            values (:letter, :until, :at, :by, :digest)
            on conflict (letter_id) do update set parked_until = excluded.parked_until,
              at = excluded.at, by_user = excluded.by_user, text_digest = excluded.text_digest""")
        .param("letter", letter.letterId())
        .param("until", Timestamps.format(end))
        .param("at", Timestamps.format(now))
        .param("by", user)
        .param("digest", digest)
        .update();
  }

  /** The mark of a letter, while it holds. */
  public Optional<Park> of(String letterId) {
    return jdbc.sql("select * from park where letter_id = :letter and parked_until > :now")
        .param("letter", letterId)
        .param("now", Timestamps.format(clock.instant()))
        .query(
            (rs, n) ->
                new Park(
                    Instant.parse(rs.getString("parked_until")),
                    rs.getString("by_user"),
                    rs.getString("text_digest")))
        .optional()
        .map(park -> new Park(park.until(), park.by(), words.read(park.reason())));
  }

  /** Until when each letter that is marked now is parked, by letter id. */
  public Map<String, Instant> standing() {
    Map<String, Instant> standing = new HashMap<>();
    jdbc.sql("select letter_id, parked_until from park where parked_until > :now")
        .param("now", Timestamps.format(clock.instant()))
        .query(
            rs -> {
              standing.put(rs.getString("letter_id"), Instant.parse(rs.getString("parked_until")));
            });
    return standing;
  }
}

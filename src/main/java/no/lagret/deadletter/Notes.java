package no.lagret.deadletter;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import no.lagret.ledger.DeadLetterRow;
import no.lagret.ledger.EventType;
import no.lagret.ledger.LedgerEvent;
import no.lagret.report.Timestamps;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What people wrote to dead letters, settled ones too. A note is never changed. */
public final class Notes {

  private final Words words;
  private final JdbcClient jdbc;
  private final InstantSource clock;

  Notes(Words words, JdbcClient jdbc, InstantSource clock) {
    this.words = words;
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /**
   * Adds a note, durably.
   *
   * @throws LetterRefusal when it cannot be sealed
   */
  public Note add(DeadLetterRow letter, String text, String user) {
    LedgerEvent event = LedgerEvent.of(EventType.NOTE, letter).by(user);
    String digest = words.tell(event, text);
    Instant now = clock.instant();
    jdbc.sql(
            """
            insert into note (id, letter_id, at, by_user, text_digest)
            values (:id, :letter, :at, :by, :digest)""")
        .param("id", event.id())
        .param("letter", letter.letterId())
        .param("at", Timestamps.format(now))
        .param("by", user)
        .param("digest", digest)
        .update();
    return new Note(event.id(), now, user, text);
  }

  /** Those of a letter, oldest first, opened. */
  public List<Note> of(String letterId) {
    return jdbc
        .sql("select * from note where letter_id = :letter order by at, id")
        .param("letter", letterId)
        .query(
            (rs, n) ->
                new Note(
                    rs.getString("id"),
                    Instant.parse(rs.getString("at")),
                    rs.getString("by_user"),
                    rs.getString("text_digest")))
        .list()
        .stream()
        .map(note -> new Note(note.id(), note.at(), note.by(), words.read(note.text())))
        .toList();
  }
}

package no.lagret.deadletter;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import no.lagret.delivery.Unsealing;
import no.lagret.ledger.DeadLetterRow;
import no.lagret.ledger.EventType;
import no.lagret.ledger.LedgerEvent;
import no.lagret.report.ClassifiedFailure;
import no.lagret.report.DeadLetterReason;
import no.lagret.report.FailureClass;
import no.lagret.report.Timestamps;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The report in a dead letter, opened in memory for an operator who has said why. Reading it leaves
 * it where it is, its count of deliveries as it was.
 */
public final class LetterContent {

  /** How long after saying why it may be read. */
  public static final Duration OPEN_FOR = Duration.ofMinutes(10);

  private final LetterQueue letters;
  private final Unsealing unsealing;
  private final Words words;
  private final JdbcClient jdbc;
  private final InstantSource clock;

  LetterContent(
      LetterQueue letters, Unsealing unsealing, Words words, JdbcClient jdbc, InstantSource clock) {
    this.letters = letters;
    this.unsealing = unsealing;
    this.words = words;
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /**
   * Notes, durably, who wants to read the letter and why. It may be read by that user until the
   * time that is returned.
   *
   * @throws LetterRefusal when the letter is settled, or the reason cannot be sealed
   */
  public Instant open(DeadLetterRow letter, String reason, String user) {
    if (letter.settledAt() != null) {
      throw LetterRefusal.settled();
    }
    words.tell(LedgerEvent.of(EventType.OPENED, letter).by(user), reason);
    Instant now = clock.instant();
    jdbc.sql(
            """
            insert into opening (letter_id, by_user, at) values (:letter, :by, :at)
            on conflict (letter_id, by_user) do update set at = excluded.at""")
        .param("letter", letter.letterId())
        .param("by", user)
        .param("at", Timestamps.format(now))
        .update();
    return now.plus(OPEN_FOR);
  }

  /**
   * The PDF.
   *
   * @throws LetterRefusal NOT_ALLOWED when this user has not said why within the last ten minutes,
   *     CONFLICT when the letter is settled, NOT_NOW when it is in work, NOT_READABLE when there is
   *     no report in it
   */
  public byte[] pdf(DeadLetterRow letter, String user) {
    if (readableUntil(letter, user).isEmpty()) {
      throw new LetterRefusal(
          LetterRefusal.Kind.NOT_ALLOWED,
          "Say why first: POST …/open with a reason, then read it within "
              + OPEN_FOR.toMinutes()
              + " minutes");
    }
    if (letter.settledAt() != null) {
      throw LetterRefusal.settled();
    }
    LetterMessage found = letters.look(letter.letterId());
    if (found == null) {
      throw LetterRefusal.notNow("The letter is in work just now; try again in a moment");
    }
    if (found.isUnproven()) {
      throw unreadable("It holds no report, only what a route made of it; deliver it again");
    }
    try {
      unsealing.checkStamp(found.dispatch(), found.stamp(), found.body());
      return unsealing.pdf(found.dispatch(), found.body()).content();
    } catch (ClassifiedFailure e) {
      throw e.failureClass() == FailureClass.OUTAGE
          ? LetterRefusal.notNow(e.getMessage() + ": see to " + e.setting())
          : unreadable(e.getMessage() + " (" + e.code() + ")");
    }
  }

  /**
   * The words that came with the letter: what the case system refused it with, which may quote the
   * report, only while this user may read it; why a colleague set it aside, always. For operators.
   *
   * @return null where there are none, or they may not be read now
   */
  public @Nullable String words(DeadLetterRow letter, String user) {
    boolean colleagues = letter.reason() == DeadLetterReason.SET_ASIDE;
    return colleagues || readableUntil(letter, user).isPresent()
        ? words.read(letter.textDigest())
        : null;
  }

  /**
   * Until when this user may read it, who said why. One given by a clock that was ahead is none.
   */
  public Optional<Instant> readableUntil(DeadLetterRow letter, String user) {
    Instant now = clock.instant();
    return jdbc.sql("select at from opening where letter_id = :letter and by_user = :by")
        .param("letter", letter.letterId())
        .param("by", user)
        .query(String.class)
        .optional()
        .map(Instant::parse)
        .filter(at -> !at.isAfter(now) && now.isBefore(at.plus(OPEN_FOR)))
        .map(at -> at.plus(OPEN_FOR));
  }

  private static LetterRefusal unreadable(String why) {
    return new LetterRefusal(LetterRefusal.Kind.NOT_READABLE, why);
  }
}

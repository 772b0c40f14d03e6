package no.lagret.notice;

import java.time.Instant;
import java.util.List;
import no.lagret.alert.Condition;
import no.lagret.alert.Severity;
import org.jspecify.annotations.Nullable;

/**
 * One thing that people are told, without personal data.
 *
 * @param id the same in every channel, and when it is sent again
 * @param kind what it tells
 * @param condition of the alarms it is about; {@code null} for the ledger's head
 * @param recipient the configured name of the recipient, or empty
 * @param severity of the most serious of them
 * @param count how many alarms it is about, or events in the ledger
 * @param subjects the first of what they are about, ids and configured names; or the head hash
 * @param text what to do, in the gateway's words
 * @param since when the oldest began
 * @param at when this was noted
 */
record Notice(
    String id,
    Kind kind,
    @Nullable Condition condition,
    String recipient,
    Severity severity,
    long count,
    List<String> subjects,
    String text,
    Instant since,
    Instant at) {

  /** How many subjects are named. */
  static final int NAMED = 5;

  /** What a notice tells. */
  enum Kind {
    /** A kind of alarm begins. */
    BEGAN,
    /** It has become more serious. */
    RAISED,
    /** There are more of it. */
    MORE,
    /** It still stands. */
    REMINDER,
    /** None of it stands any more. */
    ENDED,
    /** It began and ended before anybody was told. */
    PASSED,
    /** How far the ledger has come, to be kept outside of it. */
    HEAD,
    /** Another module's e-mail: its title and addresses are the subjects. */
    LETTER
  }

  /** Whether it takes back what was told before. */
  boolean takesBack() {
    return kind == Kind.ENDED;
  }

  /** Whether nothing stands any more of what it is about. */
  boolean isLast() {
    return kind == Kind.ENDED || kind == Kind.PASSED;
  }
}

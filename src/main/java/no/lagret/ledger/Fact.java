package no.lagret.ledger;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The closed list of what an event may tell. Each value must match its pattern, so that neither
 * free text nor anything personal can slip into a chain that is never erased.
 */
public enum Fact {
  SEALED_SHA256(Patterns.SHA256, "sealed_sha256"),
  SEALED_SIZE(Patterns.NUMBER, "sealed_size"),
  PDF_SHA256(Patterns.SHA256, "pdf_sha256"),
  SENT_AT(Patterns.TIME, "sent_at"),
  RECEIVED_AT(Patterns.TIME, "received_at"),
  /** The portal's account to which answers go. */
  REPLY_ACCOUNT(Patterns.CODE, "reply_account"),
  JOURNAL_REFERENCE("[A-Za-z0-9._/-]{1,64}", "journal_reference"),
  /** By the case system's clock. */
  STORED_AT(Patterns.TIME, "stored_at"),
  /** JSON array of name, sha256 and size: what was read back. */
  FILES(Patterns.FILES, "files"),
  /** Digest of the case-system folder that handed over. */
  ADAPTER(Patterns.CODE, "adapter"),
  PROOF_MAC(Patterns.CODE),
  /** On what evidence it counts as stored: by a receipt that was verified, or by hand. */
  PROOF_KIND(Patterns.WORD, "proof_kind"),
  /** How the bytes were seen in the case system: a word, for example {@code RECEIPT_ONLY}. */
  READ_BACK(Patterns.WORD, "read_back"),
  /** What was odd in a report that could be read all the same. */
  ODDITIES("[A-Z_]{1,64}(,[A-Z_]{1,64})*"),
  FAILURE_CLASS(Patterns.WORD, "last_failure_class"),
  FAILURE_CODE(Patterns.CODE, "last_failure_code"),
  /** An HTTP status. */
  STATUS(Patterns.NUMBER),
  /** The allow-listed type of a problem answer. */
  PROBLEM_TYPE(Patterns.CODE),
  ATTEMPT(Patterns.NUMBER),
  NEXT_AT(Patterns.TIME),
  /** Id of the dead letter that the event makes, settles or speaks of. */
  LETTER(Patterns.CODE),
  REASON(Patterns.WORD),
  /** The gateway's own words, never somebody else's. */
  DETAIL("[A-Za-z0-9 .,:;()/_%=+-]{1,300}"),
  FIRST_AT(Patterns.TIME),
  LAST_AT(Patterns.TIME),
  /** Digest of a sealed text in the erasable table. */
  TEXT_DIGEST(Patterns.SHA256),
  CONDITION(Patterns.WORD),
  /** How much an alarm matters. */
  SEVERITY(Patterns.WORD),
  SUBJECT(Patterns.CODE),
  QUEUE(Patterns.CODE),
  COUNT(Patterns.NUMBER),
  /** How many dispatches were not settled when a census was taken. */
  WAITING(Patterns.NUMBER),
  /** How many messages a census found further than the ledger knew. */
  FOUND(Patterns.NUMBER),
  /** Which sides were compared, each with the digest of what it said. */
  INPUTS("[a-z-]{1,64}=[0-9a-f]{64}(,[a-z-]{1,64}=[0-9a-f]{64})*"),
  /** In which way two sides differ. */
  DIFFERENCE(Patterns.WORD),
  /** How many reports were found well. */
  MATCHED(Patterns.NUMBER),
  /** Of how many reports a side could not tell. */
  NOT_KNOWN(Patterns.NUMBER),
  JOB(Patterns.CODE),
  /** Who approved as the second person. */
  APPROVED_BY(Patterns.USER),
  /** Id of the approval that is asked for, given or refused. */
  APPROVAL(Patterns.CODE),
  /** How many persons decided: 2, or 1 where the settings want no second one. */
  PERSONS(Patterns.NUMBER),
  /** Until when a dead letter is parked. */
  UNTIL(Patterns.TIME),
  /** The portal's id of our reply. */
  REPLY_ID(Patterns.CODE),
  /** Id of the event or message that this one answers. */
  CAUSE(Patterns.CODE),
  /** A hash of the chain. */
  HEAD(Patterns.SHA256),
  VERSION(Patterns.CODE),
  /** Digest of the route folders that run. */
  ROUTES(Patterns.SHA256),
  /** Digest of those that ran before. */
  ROUTES_BEFORE(Patterns.SHA256),
  /** Names and digests of the route folders that run. */
  ROUTE_FOLDERS("[a-z0-9-]{1,64}=[0-9a-f]{64}(,[a-z0-9-]{1,64}=[0-9a-f]{64})*");

  private static final int LONGEST = 2_000;

  private final Pattern pattern;
  private final @Nullable String column;

  Fact(String pattern) {
    this(pattern, null);
  }

  Fact(String pattern, @Nullable String column) {
    this.pattern = Pattern.compile(pattern);
    this.column = column;
  }

  /**
   * The value itself.
   *
   * @throws IllegalArgumentException when it does not match; the message does not repeat the value
   */
  String checked(String value) {
    if (!allows(value)) {
      throw new IllegalArgumentException(
          "The value of " + this + " (" + value.length() + " characters) must match " + pattern);
    }
    return value;
  }

  /** Whether an event may tell it so. */
  public boolean allows(String value) {
    return value.length() <= LONGEST && pattern.matcher(value).matches();
  }

  /** The column of a dispatch that holds the newest value of this fact. */
  Optional<String> column() {
    return Optional.ofNullable(column);
  }

  private static final class Patterns {
    static final String SHA256 = "[0-9a-f]{64}";
    static final String NUMBER = "[0-9]{1,18}";
    static final String TIME = "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\\.[0-9]{3}Z";
    static final String WORD = "[A-Z][A-Z0-9_]{0,63}";
    static final String CODE = "[A-Za-z0-9._:/+=@#-]{1,300}";
    static final String USER = "[^\\p{C}]{1,200}";
    static final String FILE =
        "\\{\"name\":\"[A-Za-z0-9._-]{1,64}\",\"sha256\":\"[0-9a-f]{64}\",\"size\":[0-9]{1,18}\\}";
    static final String FILES = "\\[(" + FILE + "(," + FILE + ")*)?\\]";
  }
}

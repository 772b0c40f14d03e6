package no.lagret.ledger;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import no.lagret.report.Channel;
import no.lagret.report.Dispatch;
import no.lagret.report.StoredFile;
import no.lagret.report.Timestamps;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened, told without personal data.
 *
 * @param id unique; the same event told twice counts once
 * @param at when, cut to milliseconds
 * @param type what
 * @param recipient the configured name of the recipient
 * @param channel how the dispatch came
 * @param reportId the report's identity
 * @param dispatchId the portal's id of the delivery
 * @param generation which copy of the dispatch; 0 without a dispatch
 * @param step one more for every committed hop within the generation; 0 without a dispatch
 * @param actor the user name of the person who asked for it
 * @param facts what else is told
 * @throws IllegalArgumentException when something does not fit its pattern, or an event that moves
 *     a dispatch does not say which
 */
public record LedgerEvent(
    String id,
    Instant at,
    EventType type,
    @Nullable String recipient,
    @Nullable Channel channel,
    @Nullable String reportId,
    @Nullable String dispatchId,
    int generation,
    int step,
    @Nullable String actor,
    SortedMap<Fact, String> facts) {

  /**
   * A dispatch stands where its last event by this order put it, however late an event arrives. The
   * id only makes the order total.
   */
  static final Comparator<LedgerEvent> ORDER =
      Comparator.comparingInt(LedgerEvent::generation)
          .thenComparingInt(LedgerEvent::step)
          .thenComparingInt(e -> e.type().rank())
          .thenComparing(LedgerEvent::id);

  /** Ids come from outside: anything visible, within a bound. */
  private static final Pattern ID = Pattern.compile("[^\\p{C}]{1,200}");

  private static final List<Fact> IDENTITY =
      List.of(Fact.RECEIVED_AT, Fact.SEALED_SHA256, Fact.SEALED_SIZE);

  public LedgerEvent {
    at = at.truncatedTo(ChronoUnit.MILLIS);
    facts.forEach(Fact::checked);
    facts = Collections.unmodifiableSortedMap(new TreeMap<>(facts));
    bounded("id", id);
    bounded("recipient", recipient);
    bounded("reportId", reportId);
    bounded("dispatchId", dispatchId);
    bounded("actor", actor);
    if (type.state().isPresent()
        && (recipient == null
            || channel == null
            || reportId == null
            || dispatchId == null
            || generation < 1
            || step < 1
            || !facts.keySet().containsAll(IDENTITY))) {
      throw new IllegalArgumentException(
          type + " must name its dispatch, generation and step from 1, and " + IDENTITY);
    }
  }

  /** An event of a dispatch, now. It carries the dispatch's digests and times. */
  public static LedgerEvent of(EventType type, Dispatch dispatch, int step) {
    SortedMap<Fact, String> facts = new TreeMap<>();
    facts.put(Fact.RECEIVED_AT, Timestamps.format(dispatch.receivedAt()));
    facts.put(Fact.SEALED_SHA256, dispatch.sealedSha256());
    facts.put(Fact.SEALED_SIZE, Long.toString(dispatch.sealedSize()));
    LedgerEvent event =
        new LedgerEvent(
            UUID.randomUUID().toString(),
            Instant.now(),
            type,
            dispatch.recipient(),
            dispatch.channel(),
            dispatch.reportId(),
            dispatch.dispatchId(),
            dispatch.generation(),
            step,
            null,
            facts);
    return event
        .with(Fact.SENT_AT, dispatch.sentAt())
        .with(Fact.PDF_SHA256, dispatch.pdfSha256())
        .with(Fact.REPLY_ACCOUNT, dispatch.replyAccount());
  }

  /**
   * An event about a dead letter, now. It moves nothing, so its type must have no state.
   *
   * @throws IllegalArgumentException when it has one
   */
  public static LedgerEvent of(EventType type, DeadLetterRow letter) {
    return new LedgerEvent(
            UUID.randomUUID().toString(),
            Instant.now(),
            type,
            letter.recipient(),
            letter.channel(),
            letter.reportId(),
            letter.dispatchId(),
            letter.generation(),
            letter.step(),
            null,
            new TreeMap<>())
        .with(Fact.LETTER, letter.letterId());
  }

  /** An event that speaks of no dispatch, now. */
  public static LedgerEvent of(EventType type, @Nullable String recipient) {
    return new LedgerEvent(
        UUID.randomUUID().toString(),
        Instant.now(),
        type,
        recipient,
        null,
        null,
        null,
        0,
        0,
        null,
        new TreeMap<>());
  }

  /**
   * The same with one more fact; {@code null} tells nothing. Instants, enums and numbers are
   * written in their one form.
   */
  public LedgerEvent with(Fact fact, @Nullable Object value) {
    if (value == null) {
      return this;
    }
    SortedMap<Fact, String> more = new TreeMap<>(facts);
    more.put(
        fact,
        value instanceof Instant instant
            ? Timestamps.format(instant)
            : value instanceof Enum<?> word ? word.name() : value.toString());
    return new LedgerEvent(
        id, at, type, recipient, channel, reportId, dispatchId, generation, step, actor, more);
  }

  /** The same with what was read back; a name that the gateway did not give is not repeated. */
  public LedgerEvent withFiles(List<StoredFile> files) {
    return with(Fact.FILES, FilesJson.write(files));
  }

  /** The same, asked for by a person. */
  public LedgerEvent by(@Nullable String who) {
    return new LedgerEvent(
        id, at, type, recipient, channel, reportId, dispatchId, generation, step, who, facts);
  }

  /** The same at another time. */
  public LedgerEvent at(Instant when) {
    return new LedgerEvent(
        id, when, type, recipient, channel, reportId, dispatchId, generation, step, actor, facts);
  }

  /** One fact. */
  public Optional<String> fact(Fact fact) {
    return Optional.ofNullable(facts.get(fact));
  }

  /**
   * The event itself, with all that its type must tell.
   *
   * @throws IllegalArgumentException when a dead letter has no id or no reason
   */
  LedgerEvent complete() {
    if (type == EventType.DEAD_LETTERED
        && !facts.keySet().containsAll(List.of(Fact.LETTER, Fact.REASON))) {
      throw new IllegalArgumentException(
          type + " must tell " + Fact.LETTER + " and " + Fact.REASON);
    }
    return this;
  }

  private static void bounded(String what, @Nullable String value) {
    if (value != null && !ID.matcher(value).matches()) {
      throw new IllegalArgumentException(
          what + " (" + value.length() + " characters) must match " + ID);
    }
  }
}

package no.lagret.ledger;

import java.sql.ResultSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import no.lagret.report.Channel;
import no.lagret.report.Dispatch;
import no.lagret.report.ReportState;
import no.lagret.report.Timestamps;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What the ledger knows. It knows only what was written: for what was told a moment ago, wait with
 * {@link LedgerWriter#awaitBarrier}.
 */
public final class Ledger {

  private static final int AT_A_TIME = 500;

  private final JdbcClient jdbc;
  private final ReportQueries reports;
  private final DeadLetterQueries deadLetters;
  private final EventQueries events;
  private final SetAsideQueries setAside;
  private final FigureQueries figures;
  private final Replies replies;

  public Ledger(JdbcClient jdbc) {
    this.jdbc = jdbc;
    this.reports = new ReportQueries(jdbc);
    this.deadLetters = new DeadLetterQueries(jdbc);
    this.events = new EventQueries(jdbc);
    this.setAside = new SetAsideQueries(jdbc);
    this.figures = new FigureQueries(jdbc);
    this.replies = new Replies(jdbc);
  }

  /** Where a dispatch stands; empty when nothing was ever told of it. */
  public Optional<DispatchRow> dispatch(String recipient, Channel channel, String dispatchId) {
    return jdbc.sql(
            """
            select * from dispatch
            where recipient = :recipient and channel = :channel and dispatch_id = :dispatch""")
        .param("recipient", recipient)
        .param("channel", channel.name())
        .param("dispatch", dispatchId)
        .query(DispatchRow::of)
        .optional();
  }

  /** All dispatches of a report, first received first. */
  public List<DispatchRow> dispatchesOf(String recipient, String reportId) {
    return reports.dispatches(recipient, reportId);
  }

  /** Gives each dispatch in one of the states to the consumer, holding some hundreds at a time. */
  public void eachInStates(Collection<ReportState> states, Consumer<DispatchRow> consumer) {
    Set<String> names = states.stream().map(ReportState::name).collect(Collectors.toSet());
    List<DispatchRow> rows = names.isEmpty() ? List.of() : after("", "", "", names);
    while (!rows.isEmpty()) {
      rows.forEach(consumer);
      var last = rows.get(rows.size() - 1).dispatch();
      rows = after(last.recipient(), last.channel().name(), last.dispatchId(), names);
    }
  }

  /** Gives each dispatch of the recipient that was taken from one time until before another. */
  public void eachReceived(
      String recipient, Instant from, Instant to, Consumer<DispatchRow> consumer) {
    try (Stream<DispatchRow> rows =
        jdbc
            .sql(
                """
                select * from dispatch where recipient = :recipient
                  and received_at >= :from and received_at < :to""")
            .param("recipient", recipient)
            .param("from", Timestamps.format(from))
            .param("to", Timestamps.format(to))
            .query(DispatchRow::of)
            .stream()) {
      rows.forEach(consumer);
    }
  }

  /** All dispatches of the recipient's reports of these ids, however many. */
  public List<DispatchRow> dispatchesOf(String recipient, Collection<String> reportIds) {
    return some(recipient, "report_id", reportIds);
  }

  /** The recipient's dispatches of these ids, however many. */
  public List<DispatchRow> dispatches(String recipient, Collection<String> dispatchIds) {
    return some(recipient, "dispatch_id", dispatchIds);
  }

  /** The dispatches whose sealed bytes have one of these digests, however many. */
  public List<DispatchRow> dispatchesSealedAs(Collection<String> sealedSha256) {
    List<String> all = List.copyOf(sealedSha256);
    List<DispatchRow> rows = new ArrayList<>();
    for (int i = 0; i < all.size(); i += AT_A_TIME) {
      rows.addAll(
          jdbc.sql("select * from dispatch where sealed_sha256 in (:digests)")
              .param("digests", all.subList(i, Math.min(all.size(), i + AT_A_TIME)))
              .query(DispatchRow::of)
              .list());
    }
    return rows;
  }

  private List<DispatchRow> some(String recipient, String column, Collection<String> ids) {
    List<String> all = List.copyOf(ids);
    List<DispatchRow> rows = new ArrayList<>();
    for (int i = 0; i < all.size(); i += AT_A_TIME) {
      rows.addAll(
          jdbc.sql(
                  "select * from dispatch where recipient = :recipient and channel in (:channels)"
                      + " and "
                      + column
                      + " in (:ids)")
              .param("recipient", recipient)
              .param("channels", Arrays.stream(Channel.values()).map(Channel::name).toList())
              .param("ids", all.subList(i, Math.min(all.size(), i + AT_A_TIME)))
              .query(DispatchRow::of)
              .list());
    }
    return rows;
  }

  private List<DispatchRow> after(
      String recipient, String channel, String dispatchId, Set<String> states) {
    return jdbc.sql(
            """
            select * from dispatch
            where (recipient, channel, dispatch_id) > (:recipient, :channel, :dispatch)
              and state in (:states)
            order by recipient, channel, dispatch_id limit :size""")
        .param("recipient", recipient)
        .param("channel", channel)
        .param("dispatch", dispatchId)
        .param("states", states)
        .param("size", AT_A_TIME)
        .query(DispatchRow::of)
        .list();
  }

  /** Gives each dispatch in one of the states to the consumer, in one look and in no order. */
  public void lookThrough(Collection<ReportState> states, Consumer<DispatchRow> consumer) {
    jdbc.sql("select * from dispatch where state in (:states)")
        .param("states", states.stream().map(ReportState::name).toList())
        .query((ResultSet rs) -> consumer.accept(DispatchRow.of(rs, 0)));
  }

  /** When a recipient's reports were received from then on, oldest first. */
  public List<Instant> receivedAfter(String recipient, Instant from) {
    return jdbc.sql(
            """
            select received_at from dispatch
            where recipient = :recipient and received_at >= :from order by received_at""")
        .param("recipient", recipient)
        .param("from", Timestamps.format(from))
        .query((rs, n) -> Instant.parse(rs.getString("received_at")))
        .list();
  }

  /**
   * A report with its dispatches and events.
   *
   * @param recipients configured names it may belong to; {@code null} for any
   * @param reportId the report's identity; should two recipients have it, the first by name
   */
  public Optional<ReportView> report(@Nullable Set<String> recipients, String reportId) {
    return reports.recipients(reportId).stream()
        .filter(r -> recipients == null || recipients.contains(r))
        .findFirst()
        .map(
            r ->
                new ReportView(
                    r, reportId, reports.dispatches(r, reportId), events.ofReport(r, reportId)));
  }

  /** The same, whoever's it is. */
  public Optional<ReportView> report(String reportId) {
    return report(null, reportId);
  }

  /** Reports without their events, last received first. */
  public Page<ReportView> reports(ReportFilter filter, PageRequest page) {
    return reports.page(filter, page);
  }

  /** Dead letters, last failed first. */
  public Page<DeadLetterRow> deadLetters(DeadLetterFilter filter, PageRequest page) {
    return deadLetters(filter, DeadLetterOrder.NEWEST, page);
  }

  /** The same in another order. */
  public Page<DeadLetterRow> deadLetters(
      DeadLetterFilter filter, DeadLetterOrder order, PageRequest page) {
    return deadLetters.page(filter, order, page);
  }

  /** Open dead letters by cause, the one that failed last first. */
  public List<DeadLetterGroup> deadLetterGroups(@Nullable Set<String> recipients) {
    return deadLetters.groups(recipients);
  }

  /**
   * How many reports were received, stored, confirmed and so on in each hour from one time until
   * before another; hours in which nothing happened are absent.
   *
   * @param recipients configured names; {@code null} for all
   */
  public List<HourFigures> hours(@Nullable Set<String> recipients, Instant from, Instant to) {
    return new HourQueries(jdbc).between(recipients, from, to);
  }

  /** How many events of these types each recipient has in that time; none where there are none. */
  public List<EventCount> counts(
      @Nullable Set<String> recipients, Set<EventType> types, Instant from, Instant to) {
    return events.counts(recipients, types, from, to);
  }

  /** Every recipient that ever had a report. */
  public Set<String> recipients() {
    return jdbc.sql("select distinct recipient from dispatch").query(String.class).set();
  }

  /** One dead letter, open or settled. */
  public Optional<DeadLetterRow> deadLetter(String letterId) {
    return deadLetters.byId(letterId);
  }

  /** Whether dead letters of the report were settled since then, and none is open. */
  public boolean isSettledSince(String reportId, Instant since) {
    return jdbc.sql(
            """
            select count(case when settled_at is null then 1 end) as unsettled,
              count(case when settled_at >= :since then 1 end) as settled
            from dead_letter where report_id = :report""")
        .param("since", Timestamps.format(since))
        .param("report", reportId)
        .query((rs, n) -> rs.getLong("unsettled") == 0 && rs.getLong("settled") > 0)
        .single();
  }

  /** Events, last written first. */
  public Page<EventRow> events(EventFilter filter, PageRequest page) {
    return events.page(filter, page);
  }

  /** Every request to set a dispatch aside that nothing has answered yet, first asked first. */
  public List<LedgerEvent> setAsideAsked() {
    return setAside.open();
  }

  /** The same of one dispatch. */
  public Optional<LedgerEvent> setAsideAsked(Dispatch dispatch) {
    return setAside.open(dispatch);
  }

  /** The last of the events of these types, if there ever was one. */
  public Optional<LedgerEvent> last(String recipient, Set<EventType> types) {
    return events.last(recipient, types);
  }

  /** How many dispatches stand where; every state is there. */
  public Map<ReportState, Long> countsByState() {
    Map<ReportState, Long> counts = new EnumMap<>(ReportState.class);
    for (ReportState state : ReportState.values()) {
      counts.put(state, 0L);
    }
    jdbc.sql("select state, count(*) as n from dispatch group by state")
        .query((rs, n) -> counts.put(ReportState.valueOf(rs.getString("state")), rs.getLong("n")))
        .list();
    return counts;
  }

  /** Where one recipient's reports stand, for figures that are asked for often. */
  public StateFigures figures(String recipient) {
    return figures.ofStates(recipient);
  }

  /** When an event of that type was told last of the dispatch that the given event speaks of. */
  public Optional<Instant> lastOf(EventType type, LedgerEvent ofTheSameDispatch) {
    return figures.lastOf(type, ofTheSameDispatch);
  }

  /** The first received of all dispatches that are not in a final state. */
  public Optional<DispatchRow> oldestWaiting() {
    List<String> waiting = new ArrayList<>();
    for (ReportState state : ReportState.values()) {
      if (!state.isFinal()) {
        waiting.add(state.name());
      }
    }
    return jdbc.sql(
            "select * from dispatch where state in (:states) order by received_at, dispatch_id limit 1")
        .param("states", waiting)
        .query(DispatchRow::of)
        .optional();
  }

  /** Whether such an event speaks of the dead letter. */
  public boolean hasEvent(EventType type, String letterId) {
    return jdbc.sql("select count(*) from ledger where letter_id = :letter and type = :type")
            .param("letter", letterId)
            .param("type", type.name())
            .query(Long.class)
            .single()
        > 0;
  }

  /** Base64 of a sealed text; empty when it was erased or never was. */
  public Optional<String> sealedText(String digest) {
    return jdbc.sql("select sealed from sealed_text where digest = :digest and sealed is not null")
        .param("digest", digest)
        .query(String.class)
        .optional();
  }

  /** What the portal was told under that id of its own; empty where it was not told by us. */
  public Optional<Reply> reply(String replyId) {
    return replies.byId(replyId);
  }

  /** What the portal was told of a dispatch, last told first. */
  public List<Reply> replies(Dispatch dispatch) {
    return replies.of(dispatch);
  }

  /** The last link of the chain. */
  public LedgerHead head() {
    return LedgerStore.head(jdbc);
  }
}

package no.lagret.ledger;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Makes every dispatch anew from its events and compares it with its row. */
final class ProjectionCheck {

  private static final String UNSETTLED_OR_TOO_MANY =
      """
      select l.seq from ledger l left join dead_letter on dead_letter.letter_id = l.letter_id
      where l.type = 'DEAD_LETTERED' and (dead_letter.letter_id is null
        or (dead_letter.settled_at is null) <> (not exists (select 1 %s)))
      order by l.seq limit 1"""
          .formatted(DeadLetterProjection.MOVED_ON);

  private final JdbcClient jdbc;

  ProjectionCheck(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** What is wrong, if anything. */
  Optional<String> check() {
    long rows = 0;
    try (Stream<LedgerEvent> events =
        jdbc
            .sql(
                """
                select event from ledger where dispatch_id is not null
                order by recipient, channel, dispatch_id""")
            .query(String.class)
            .stream()
            .map(json -> EventJson.read(json.getBytes(StandardCharsets.UTF_8)))
            .filter(e -> e.type().state().isPresent())) {
      List<LedgerEvent> ofOne = new ArrayList<>();
      for (Iterator<LedgerEvent> i = events.iterator(); i.hasNext(); ) {
        LedgerEvent event = i.next();
        if (!ofOne.isEmpty() && !sameDispatch(ofOne.get(0), event)) {
          if (differs(ofOne)) {
            return Optional.of(tell(ofOne));
          }
          rows++;
          ofOne.clear();
        }
        ofOne.add(event);
      }
      if (!ofOne.isEmpty()) {
        if (differs(ofOne)) {
          return Optional.of(tell(ofOne));
        }
        rows++;
      }
    }
    if (count("dispatch") != rows) {
      return Optional.of("the table dispatch has rows that no event made");
    }
    return letters();
  }

  private Optional<String> letters() {
    Optional<Long> wrong = jdbc.sql(UNSETTLED_OR_TOO_MANY).query(Long.class).optional();
    if (wrong.isPresent()) {
      return Optional.of("the dead letter of seq " + wrong.get() + " differs from its events");
    }
    long letters =
        jdbc.sql("select count(distinct letter_id) from ledger where type = 'DEAD_LETTERED'")
            .query(Long.class)
            .single();
    return letters == count("dead_letter")
        ? Optional.empty()
        : Optional.of("the table dead_letter has rows that no event made");
  }

  private boolean differs(List<LedgerEvent> events) {
    LedgerEvent one = events.get(0);
    List<Map<String, Object>> row =
        jdbc.sql(
                """
                select * from dispatch
                where recipient = :recipient and channel = :channel and dispatch_id = :dispatch""")
            .param("recipient", one.recipient())
            .param("channel", Objects.requireNonNull(one.channel()).name())
            .param("dispatch", one.dispatchId())
            .query()
            .listOfRows();
    return row.size() != 1 || !DispatchFold.same(row.get(0), DispatchFold.of(events));
  }

  private static String tell(List<LedgerEvent> events) {
    return "the row of dispatch " + events.get(0).dispatchId() + " differs from its events";
  }

  private static boolean sameDispatch(LedgerEvent a, LedgerEvent b) {
    return Objects.equals(a.recipient(), b.recipient())
        && a.channel() == b.channel()
        && Objects.equals(a.dispatchId(), b.dispatchId());
  }

  private long count(String table) {
    return jdbc.sql("select count(*) from " + table).query(Long.class).single();
  }
}

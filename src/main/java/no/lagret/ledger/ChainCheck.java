package no.lagret.ledger;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.Objects;
import java.util.stream.Stream;
import no.lagret.report.Timestamps;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Follows the chain from its first link and stops at the first that does not hold. */
final class ChainCheck {

  private record Link(long seq, String previous, String hash, byte[] event, String columns) {}

  private final JdbcClient jdbc;

  ChainCheck(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** The expected head may be any hash that was the head at some time; {@code null} for none. */
  Verdict check(@Nullable String expectedHead) {
    LedgerHead head = Chain.GENESIS;
    boolean found = expectedHead == null || expectedHead.equals(head.hash());
    try (Stream<Link> links =
        jdbc.sql("select * from ledger order by seq").query(ChainCheck::link).stream()) {
      for (Iterator<Link> i = links.iterator(); i.hasNext(); ) {
        Link link = i.next();
        String problem = problem(head, link);
        if (problem != null) {
          return Verdict.broken(head, head.seq() + 1, problem);
        }
        head = new LedgerHead(link.seq(), link.hash());
        found |= link.hash().equals(expectedHead);
      }
    } catch (EventJson.UnknownVersionException e) {
      return Verdict.couldNotTell(
          "the event at seq %d is %s; use the gateway's own version"
              .formatted(head.seq() + 1, e.getMessage()));
    }
    return found
        ? Verdict.whole(head)
        : Verdict.broken(
            head,
            head.seq() + 1,
            "the given head is not in the chain: its end is cut or rewritten");
  }

  private static @Nullable String problem(LedgerHead head, Link link) {
    if (link.seq() != head.seq() + 1) {
      return "it is missing, next comes " + link.seq();
    }
    if (!link.previous().equals(head.hash())) {
      return "it does not follow the event before it";
    }
    if (!link.hash().equals(Chain.hash(head.hash(), link.event()))) {
      return "its hash does not follow from what it says";
    }
    try {
      if (!columns(EventJson.read(link.event())).equals(link.columns())) {
        return "its columns differ from the event that was hashed";
      }
    } catch (EventJson.UnknownVersionException e) {
      throw e;
    } catch (IllegalArgumentException e) {
      return "it is no event: " + e.getMessage();
    }
    return null;
  }

  private static Link link(ResultSet rs, int row) throws SQLException {
    return new Link(
        rs.getLong("seq"),
        rs.getString("prev_hash"),
        rs.getString("hash"),
        rs.getString("event").getBytes(StandardCharsets.UTF_8),
        joined(
            rs.getString("id"),
            rs.getString("at"),
            rs.getString("type"),
            rs.getString("recipient"),
            rs.getString("channel"),
            rs.getString("report_id"),
            rs.getString("dispatch_id"),
            rs.getInt("generation"),
            rs.getInt("step"),
            rs.getString("actor"),
            rs.getString("letter_id")));
  }

  private static String columns(LedgerEvent e) {
    return joined(
        e.id(),
        Timestamps.format(e.at()),
        e.type(),
        e.recipient(),
        e.channel(),
        e.reportId(),
        e.dispatchId(),
        e.generation(),
        e.step(),
        e.actor(),
        e.facts().get(Fact.LETTER));
  }

  private static String joined(@Nullable Object... values) {
    StringBuilder all = new StringBuilder();
    for (Object value : values) {
      all.append(Objects.toString(value)).append('\n');
    }
    return all.toString();
  }
}

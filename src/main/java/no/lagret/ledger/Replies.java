package no.lagret.ledger;

import java.util.List;
import java.util.Optional;
import no.lagret.report.Dispatch;
import no.lagret.report.Timestamps;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Keeps the table of what the portal was told, by the portal's own id of it. */
final class Replies {

  private final JdbcClient jdbc;

  Replies(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Takes in an event that is in the chain already. */
  void apply(LedgerEvent event) {
    String id = event.facts().get(Fact.REPLY_ID);
    if (id == null || event.dispatchId() == null || event.channel() == null) {
      return;
    }
    jdbc.sql(
            """
            insert into reply (reply_id, seq, at, type, recipient, channel, dispatch_id)
            select :id, seq, :at, :type, :recipient, :channel, :dispatch from ledger
            where id = :event
            on conflict (reply_id) do nothing""")
        .param("id", id)
        .param("at", Timestamps.format(event.at()))
        .param("type", event.type().name())
        .param("recipient", event.recipient())
        .param("channel", event.channel().name())
        .param("dispatch", event.dispatchId())
        .param("event", event.id())
        .update();
  }

  Optional<Reply> byId(String replyId) {
    return jdbc.sql("select * from reply where reply_id = :id")
        .param("id", replyId)
        .query(Reply::of)
        .optional();
  }

  List<Reply> of(Dispatch dispatch) {
    return jdbc.sql(
            """
            select * from reply
            where recipient = :recipient and channel = :channel and dispatch_id = :dispatch
            order by seq desc""")
        .param("recipient", dispatch.recipient())
        .param("channel", dispatch.channel().name())
        .param("dispatch", dispatch.dispatchId())
        .query(Reply::of)
        .list();
  }
}

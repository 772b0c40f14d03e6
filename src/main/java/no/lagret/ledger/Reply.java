package no.lagret.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import no.lagret.report.Channel;

/**
 * Something that the portal was told of a dispatch, under an id of the portal's own.
 *
 * @param id the portal's id of it
 * @param type the event by which the ledger tells of it
 * @param recipient the configured name of the recipient
 * @param channel how the dispatch came
 * @param dispatchId the dispatch
 */
public record Reply(
    String id, EventType type, String recipient, Channel channel, String dispatchId) {

  static Reply of(ResultSet rs, int row) throws SQLException {
    return new Reply(
        rs.getString("reply_id"),
        EventType.valueOf(rs.getString("type")),
        rs.getString("recipient"),
        Channel.valueOf(rs.getString("channel")),
        rs.getString("dispatch_id"));
  }
}

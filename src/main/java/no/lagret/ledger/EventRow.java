package no.lagret.ledger;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * An event and its place in the chain.
 *
 * @param seq from 1, without gaps
 * @param hash hex, binds it and all before it
 * @param event what happened
 */
public record EventRow(long seq, String hash, LedgerEvent event) {

  static EventRow of(ResultSet rs, int row) throws SQLException {
    byte[] event = rs.getString("event").getBytes(StandardCharsets.UTF_8);
    return new EventRow(rs.getLong("seq"), rs.getString("hash"), EventJson.read(event));
  }
}

package no.lagret.chaos;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import no.lagret.report.ReportState;
import no.lagret.testing.InventedReport;

/** The gateway's ledger, read beside it. */
final class LedgerFile {

  private final String url;

  LedgerFile(Path data) {
    url = "jdbc:sqlite:file:" + data.resolve("ledger.db") + "?mode=ro";
  }

  /** Every event, as it is in the chain. */
  List<String> events() {
    return column("select event from ledger");
  }

  /** Subjects of the standing alarms of a condition. */
  List<String> standing(String condition) {
    return column(
        "select subject from alarm where ended_at is null and condition = '" + condition + "'");
  }

  /** What the alarms of all times were about, each as often as it began. */
  List<String> alarms() {
    return column("select condition || ' ' || subject from alarm order by condition, subject");
  }

  /** When each event was told, in the order of the chain. */
  List<String> times() {
    return column("select at from ledger order by seq");
  }

  /** A report's events of a type, in the order of the chain. */
  List<String> eventsOf(String type, InventedReport report) {
    return column(
        "select event from ledger where type = '"
            + type
            + "' and dispatch_id = '"
            + report.dispatchId()
            + "' order by seq");
  }

  /** Dispatches that stand so. */
  List<String> dispatchesIn(String state) {
    return column("select dispatch_id from dispatch where state = '" + state + "'");
  }

  boolean isFinal(InventedReport report) {
    return column("select state from dispatch where dispatch_id = '" + report.dispatchId() + "'")
        .stream()
        .anyMatch(state -> ReportState.valueOf(state).isFinal());
  }

  /** Dispatches that a census found further than the ledger knew. */
  List<String> found() {
    return column(
        "select dispatch_id from ledger where type = 'FOUND'"
            + " or (type = 'DEAD_LETTERED' and event like '%Found by a census%')");
  }

  /** Dispatches that a census did not find in any queue. */
  List<String> missing() {
    return column("select dispatch_id from ledger where type = 'MISSING'");
  }

  /** Dispatches that were taken more than once without a reason for a new generation. */
  List<String> takenTwice() {
    return column(
        "select dispatch_id from ledger where type = 'QUEUED' and step = 1"
            + " group by recipient, channel, dispatch_id, generation having count(*) > 1");
  }

  /** What came on the ledger's queue and is no event. */
  List<String> quarantined() {
    return column("select reason from quarantine");
  }

  /** Dispatches that are at their end: confirmed, or laid before a person. */
  List<String> settled() {
    return column(
        "select distinct dispatch_id from ledger where type in ('CONFIRMED', 'DEAD_LETTERED')");
  }

  /** Times at which the report became a dead letter. */
  List<String> deadLettered(String reportId) {
    return column(
        "select at from ledger where type = 'DEAD_LETTERED' and report_id = '"
            + reportId
            + "' order by seq");
  }

  private List<String> column(String sql) {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> values = new ArrayList<>();
      while (rows.next()) {
        values.add(rows.getString(1));
      }
      return values;
    } catch (SQLException e) {
      throw new AssertionError("Cannot read the ledger at " + url, e);
    }
  }
}

package no.lagret.faults;

import static no.lagret.testing.Patience.LONG_ENOUGH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import no.lagret.alert.Condition;
import no.lagret.broker.Queue;
import no.lagret.ledger.Census;
import no.lagret.ledger.ChainWatch;
import no.lagret.testing.BeginsAndEnds;
import no.lagret.testing.InventedReport;
import no.lagret.testing.Lifted;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is done to the ledger's file and its queue beside a whole gateway, and put right again. */
@Tag("sqlite")
class LedgerAlarmsTest extends WholeWay {

  @AfterEach
  void letGo() {
    gateway.post("/api/delivery/resume");
  }

  private Path file() {
    return gateway.dataDirectory().resolve("ledger.db");
  }

  private static Connection open(Path file) throws SQLException {
    return DriverManager.getConnection("jdbc:sqlite:" + file);
  }

  private void execute(String sql) throws SQLException {
    execute(file(), sql);
  }

  private static void execute(Path file, String sql) throws SQLException {
    try (Connection connection = open(file);
        Statement statement = connection.createStatement()) {
      statement.execute("pragma busy_timeout = 30000");
      statement.execute(sql);
    }
  }

  private int count(String sql) throws SQLException {
    try (Connection connection = open(file());
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select count(*) from " + sql)) {
      return rows.getInt(1);
    }
  }

  @Test
  @BeginsAndEnds(Condition.LEDGER)
  void writesAgainOnceNobodyElseHoldsTheFile() throws SQLException {
    InventedReport report;
    try (Connection connection = open(file());
        Statement holds = connection.createStatement()) {
      holds.execute("begin immediate");
      report = portal.offers(InventedReport.small());
      gateway.waitsForAlarm("LEDGER");
      holds.execute("rollback");
    }
    assertEndsStoredAndConfirmed(report);
    gateway.waitsForEndOf("LEDGER");
  }

  /** A backup that was taken meanwhile says so for ever where only the process knows better. */
  @Test
  @BeginsAndEnds(Condition.LEDGER)
  void writesAgainAfterAStartFromABackupThatSaysItCannot() throws Exception {
    Path backup = file().resolveSibling("backup.db");
    execute("alter table ledger rename to away");
    gateway.waitsForAlarm("LEDGER");
    await()
        .atMost(LONG_ENOUGH)
        .until(() -> count("alarm where condition = 'LEDGER' and ended_at is null") == 1);
    execute("vacuum into '" + backup + "'");
    execute("alter table away rename to ledger");
    gateway.waitsForEndOf("LEDGER");

    execute(backup, "alter table away rename to ledger");
    isRestored(backup);
    gateway.waitsUntilOpen();
    gateway.waitsForEndOf("LEDGER");
    goodReportGoesThrough();
  }

  @Test
  @BeginsAndEnds(Condition.LEDGER_BROKEN)
  void saysThatTheChainIsBrokenUntilItIsAsItWas() throws SQLException {
    goodReportGoesThrough();
    execute("update ledger set event = event || ' ' where seq = 2");
    gateway.part(ChainWatch.class).soon();
    gateway.waitsForAlarm("LEDGER_BROKEN");
    gateway.part(ChainWatch.class).soon();
    execute("update ledger set event = rtrim(event) where seq = 2");
    gateway.part(ChainWatch.class).soon();
    gateway.waitsForEndOf("LEDGER_BROKEN");
  }

  /** The file as it lies while nothing runs. */
  private Path copied(Path folder) throws IOException {
    gateway.post("/api/delivery/pause");
    gateway.stop();
    Path copy = Files.copy(file(), folder.resolve("copy-" + System.nanoTime()));
    gateway.startAgain();
    return copy;
  }

  private void isRestored(Path copy) throws IOException {
    gateway.stop();
    for (String more : new String[] {"", "-wal", "-shm"}) {
      Files.deleteIfExists(file().resolveSibling("ledger.db" + more));
    }
    Files.copy(copy, file());
    gateway.startAgain();
  }

  @Test
  @BeginsAndEnds(Condition.LEDGER_BEHIND)
  void isToldWhatAnOlderCopyDoesNotKnow() throws IOException {
    Path older = copied(gateway.dataDirectory().getParent());
    InventedReport report = portal.offers(InventedReport.small());
    gateway.waitsUntil(report.reportId(), "QUEUED");

    isRestored(older);
    gateway.waitsForAlarm("LEDGER_BEHIND");
    gateway.waitsUntil(report.reportId(), "QUEUED");
    assertThat(gateway.events(report.reportId(), "FOUND")).hasSize(1);

    gateway.part(Census.class).take();
    gateway.waitsForEndOf("LEDGER_BEHIND");
    gateway.post("/api/delivery/resume");
    assertEndsStoredAndConfirmed(report);
    assertThat(portal.fetchesOf(report.dispatchId())).isEqualTo(1);
  }

  /** Neither the ledger nor a queue has it, and the broker says that it came before. */
  @Test
  @BeginsAndEnds(Condition.DUPLICATE_ID)
  void takesOnceMoreWhatOnlyTheBrokersMemoryKnows() throws IOException {
    Path older = copied(gateway.dataDirectory().getParent());
    InventedReport report = portal.offers(InventedReport.small());
    gateway.waitsUntil(report.reportId(), "QUEUED");
    Lifted.from(gateway.queues(), Queue.REPORTS, "LagretReport = '" + report.reportId() + "'");

    isRestored(older);
    gateway.waitsUntilOpen();
    assertEndsStoredAndConfirmed(report);
    gateway.waitsForEndOf("DUPLICATE_ID");
    assertThat(portal.fetchesOf(report.dispatchId())).isGreaterThan(1);
  }

  @Test
  @BeginsAndEnds(Condition.QUARANTINE)
  void keepsWhatIsNoEventUntilSomebodyHasSeenIt() throws SQLException {
    int before = count("quarantine");
    gateway
        .queues()
        .send(Queue.LEDGER, "no event".getBytes(StandardCharsets.UTF_8), Map.of("Lagret", "x"));
    gateway.waitsForAlarm("QUARANTINE");
    gateway.isSeen("QUARANTINE");
    gateway.waitsForEndOf("QUARANTINE");
    assertThat(count("quarantine")).isEqualTo(before + 1);
    goodReportGoesThrough();
  }
}

package no.lagret.faults;

import static no.lagret.testing.Patience.LONG_ENOUGH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import no.lagret.alert.Alarms;
import no.lagret.alert.Condition;
import no.lagret.ledger.VerifyLedger;
import no.lagret.testing.Gateway;
import no.lagret.testing.InventedReport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** The whole way with the ledger in PostgreSQL, also while that server is not there. */
@ExtendWith(OutputCaptureExtension.class)
class PostgresLedgerTest extends WholeWay {

  @TempDir private static Path files;
  private EmbeddedPostgres server;
  private int port;

  @Override
  String[] settings() {
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    serverIsUp();
    return new String[] {"lagret.ledger.url=" + url()};
  }

  private String url() {
    return "jdbc:postgresql://localhost:" + port + "/postgres?user=postgres&connectTimeout=5";
  }

  private void serverIsUp() {
    try {
      server =
          EmbeddedPostgres.builder()
              .setDataDirectory(files.resolve("pg"))
              .setCleanDataDirectory(false)
              .setPort(port)
              .start();
    } catch (IOException e) {
      throw new AssertionError("No PostgreSQL server could be started", e);
    }
  }

  @AfterAll
  void stopServer() throws IOException {
    server.close();
  }

  private void isWhole() {
    assertThat(VerifyLedger.run(new String[] {"--lagret.ledger.url=" + url()})).isZero();
  }

  @Test
  void keepsAllOfItThere() {
    InventedReport report = portal.offers(InventedReport.small());
    assertEndsStoredAndConfirmed(report);
    InventedReport refused = portal.offers(InventedReport.small());
    caseSystem.answers("put").problem(422, "ugyldig").forReport(refused.reportId()).forEver();
    assertEndsDead(refused, "REFUSED");

    isWhole();
    assertThat(gateway.dataDirectory().resolve("ledger.db")).doesNotExist();
    assertThat(gateway.total("/api/reports?q=" + report.reportId().toUpperCase())).isEqualTo(1);
    assertThat(gateway.total("/api/dead-letters?q=" + refused.reportId())).isEqualTo(1);
    gateway.stop();
    gateway.startAgain();
    gateway.waitsUntilOpen();
    goodReportGoesThrough();
    isWhole();
  }

  @Test
  void losesNothingWhileTheServerIsNotThere() throws IOException {
    goodReportGoesThrough();
    server.close();
    InventedReport meanwhile = portal.offers(InventedReport.small());
    await()
        .atMost(LONG_ENOUGH)
        .until(
            () ->
                gateway.part(Alarms.class).standing().stream()
                    .anyMatch(alarm -> alarm.condition() == Condition.LEDGER));
    assertPortalNotTold(meanwhile);

    serverIsUp();

    assertEndsStoredAndConfirmed(meanwhile);
    isWhole();
    gateway.waitsForEndOf("LEDGER");
    await()
        .atMost(LONG_ENOUGH)
        .until(
            () ->
                gateway.get("/api/ledger?size=200&type=ALARM_ENDED").body().contains("\"LEDGER\""));
  }

  @Test
  void saysAtTheStartThatTheServerIsNotThere(CapturedOutput output) throws IOException {
    gateway.stop();
    server.close();
    assertThat(catchThrowable(gateway::startAgain)).isNotNull();
    assertThat(output.getAll()).contains("lagret.ledger.url", "localhost:" + port);
    serverIsUp();
    gateway.startAgain();
    gateway.waitsUntilOpen();
    goodReportGoesThrough();
  }

  @Test
  void refusesASecondGateway(@TempDir Path elsewhere, CapturedOutput output) {
    Throwable refused =
        catchThrowable(
            () ->
                Gateway.start(elsewhere, portal, caseSystem, "lagret.ledger.url=" + url()).close());

    assertThat(refused).isNotNull();
    assertThat(output.getAll()).contains("Another Lagret writes to the ledger");
    goodReportGoesThrough();
  }
}

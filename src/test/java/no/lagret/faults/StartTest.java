package no.lagret.faults;

import static no.lagret.testing.Patience.LONG_ENOUGH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import no.lagret.testing.CaseSystem;
import no.lagret.testing.Gateway;
import no.lagret.testing.InventedReport;
import no.lagret.testing.OpenSsl;
import no.lagret.testing.Portal;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.util.FileSystemUtils;

/** What it says when it cannot start, what it leaves when it stops, and how it starts in a loop. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(OutputCaptureExtension.class)
class StartTest {

  private static final int FEW_LINES = 10;

  @TempDir private static Path standIns;
  @TempDir private Path directory;
  private Portal portal;
  private CaseSystem caseSystem;
  private Gateway gateway;

  @BeforeAll
  void start() {
    portal = Portal.start(standIns);
    caseSystem = CaseSystem.start(standIns);
  }

  @AfterEach
  void stop() {
    if (gateway != null) {
      gateway.close();
      gateway = null;
    }
    caseSystem.isUp();
  }

  @AfterAll
  void end() {
    caseSystem.close();
    portal.close();
  }

  @Test
  void refusesAPortInUse(CapturedOutput output) throws IOException {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertRefused(
          output, List.of("server.port=" + other.getLocalPort()), "port", "already in use");
    }
  }

  @Test
  void refusesAKeyThatOthersCanRead(CapturedOutput output) throws IOException {
    Path key = Files.copy(portal.privateKey(), directory.resolve("open.key"));
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));
    assertRefused(
        output,
        List.of("lagret.keys.private[0]=" + key),
        "can be read by others",
        "chmod 600 " + key);
  }

  @Test
  void refusesAKeyThatIsNotThere(CapturedOutput output) {
    assertRefused(
        output,
        List.of("lagret.keys.private[0]=" + directory.resolve("no.key")),
        "no.key does not exist");
  }

  @Test
  void refusesAKeyThatIsNone(CapturedOutput output) throws IOException {
    Path key = Files.writeString(directory.resolve("no.key"), "-----BEGIN NOTHING-----");
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
    assertRefused(
        output, List.of("lagret.keys.private[0]=" + key), "no.key holds no PEM block", "PEM file");
  }

  @Test
  void refusesACertificateOfAnotherKey(CapturedOutput output) {
    assertRefused(
        output,
        List.of("lagret.keys.certificate=" + new OpenSsl(directory).pair("other").certificate()),
        "belongs to none of the private keys",
        "lagret.keys.private");
  }

  @Test
  void refusesARouteFolderThatIsNotThere(CapturedOutput output) {
    assertRefused(
        output,
        List.of("lagret.routes=case-system-fax"),
        "routes/case-system-fax/case-system-fax.camel.yaml: is missing",
        "lagret.routes-directory");
  }

  @Test
  void refusesAValueThatIsNone(CapturedOutput output) {
    assertRefused(
        output,
        List.of("lagret.delivery.retry-delay=soon"),
        "lagret.delivery.retry-delay is «soon»",
        "no Duration");
  }

  @Test
  void refusesANumberThatIsNone(CapturedOutput output) {
    assertRefused(
        output,
        List.of("lagret.delivery.false-receipt-attempts=many"),
        "lagret.delivery.false-receipt-attempts",
        "many");
  }

  @Test
  void refusesAClosedDayThatIsNone(CapturedOutput output) {
    assertRefused(
        output,
        List.of("lagret.deadlines.closed-days=12-24,24.12"),
        "lagret.deadlines.closed-days holds «24.12»",
        "for example 12-24");
  }

  @Test
  void refusesTheLedgerOfANewerLagret(CapturedOutput output) throws SQLException {
    runs();
    gateway.stop();
    try (Connection connection = DriverManager.getConnection(gateway.ledgerUrl());
        Statement statement = connection.createStatement()) {
      statement.executeUpdate(
          """
          insert into flyway_schema_history (installed_rank, version, description, type, script,
            checksum, installed_by, execution_time, success)
          values (99, '99', 'newer', 'SQL', 'V99__newer.sql', 1, '', 1, true)""");
    }
    assertSays(output, catchThrowable(gateway::startAgain), "newer Lagret", "ledger.db");
  }

  @Test
  void refusesAStampKeyThatIsNotTheOneOfTheQueues(CapturedOutput output) throws IOException {
    runs();
    caseSystem.isDown();
    InventedReport report = portal.offers(InventedReport.small());
    gateway.waitsUntil(report.reportId(), "QUEUED");
    gateway.stop();

    Path key = gateway.dataDirectory().resolve("keys/stamp.key");
    Path kept = Files.move(key, directory.resolve("kept.key"));
    assertSays(
        output,
        catchThrowable(gateway::startAgain),
        "stamp.key is not the key of what lies in the queues",
        "from the backup");

    Files.delete(key);
    Files.move(kept, key);
    caseSystem.isUp();
    gateway.startAgain();
    gateway.waitsUntil(report.reportId(), "CONFIRMED");
    assertThat(gateway.alarmStands("QUARANTINE")).isFalse();
  }

  /** The Java that runs the tests is not told to end. */
  @Test
  void saysThatJavaWouldGoOnWhenItsMemoryIsFull(CapturedOutput output) {
    runs();
    assertThat(output).contains("-XX:+ExitOnOutOfMemoryError");
  }

  @Test
  void saysWhatItLeaves(CapturedOutput output) {
    runs();
    InventedReport refused = InventedReport.small();
    caseSystem
        .answers("put")
        .forReport(refused.reportId())
        .problem(422, "urn:familia:problem:x")
        .forEver();
    portal.offers(refused);
    gateway.waitsUntil(refused.reportId(), "DEAD");
    caseSystem.isDown();
    InventedReport waiting = portal.offers(InventedReport.small());
    gateway.waitsUntil(waiting.reportId(), "QUEUED");

    gateway.stop();

    assertThat(output)
        .contains("It leaves 1 queued, 0 stored and not confirmed, 1 dead letters. All are in");
    caseSystem.isUp();
    gateway.startAgain();
    gateway.waitsUntil(waiting.reportId(), "CONFIRMED");
  }

  @Test
  @Tag("long")
  void letsThePortalBeWhenItCrashedAgainAndAgain(CapturedOutput output) throws IOException {
    runs();
    caseSystem.isDown();
    InventedReport held = portal.offers(InventedReport.small());
    gateway.waitsUntil(held.reportId(), "QUEUED");
    for (int i = 0; i < 4; i++) {
      crashes();
      assertThat(output).doesNotContain("takes nothing from the portal");
      if (i < 3) {
        startsAgain();
      }
    }
    caseSystem.isUp();
    int before = portal.lists();
    gateway.startAgain();
    gateway.waitsUntil(held.reportId(), "CONFIRMED");
    assertThat(output).contains("takes nothing from the portal for 5 s");
    assertThat(portal.lists()).isEqualTo(before);
    InventedReport another = portal.offers(InventedReport.small());
    gateway.waitsUntil(another.reportId(), "CONFIRMED");
  }

  private void runs() {
    gateway = Gateway.start(directory, portal, caseSystem);
    awaitAsked(portal.lists());
  }

  private void startsAgain() {
    int before = portal.lists();
    gateway.startAgain();
    awaitAsked(before);
  }

  private void awaitAsked(int before) {
    await().atMost(LONG_ENOUGH).until(() -> portal.lists() > before);
  }

  /** What a power cut leaves of an idle gateway; this process itself has to go on. */
  private void crashes() throws IOException {
    Path left = directory.resolve("left");
    FileSystemUtils.copyRecursively(gateway.dataDirectory(), left);
    gateway.stop();
    FileSystemUtils.deleteRecursively(gateway.dataDirectory());
    Files.move(left, gateway.dataDirectory());
  }

  private void assertRefused(CapturedOutput output, List<String> settings, String... words) {
    assertSays(
        output,
        catchThrowable(
            () ->
                gateway =
                    Gateway.start(directory, portal, caseSystem, settings.toArray(String[]::new))),
        words);
  }

  private static void assertSays(CapturedOutput output, Throwable refusal, String... words) {
    assertThat(refusal).isNotNull();
    String said = output.getAll();
    String complaint = said.substring(said.lastIndexOf("APPLICATION FAILED TO START"));
    assertThat(complaint).contains(words);
    assertThat(complaint.lines().skip(2).filter(line -> !line.isBlank()))
        .hasSizeLessThan(FEW_LINES);
  }
}

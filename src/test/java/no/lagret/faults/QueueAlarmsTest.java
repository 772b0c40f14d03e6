package no.lagret.faults;

import static no.lagret.testing.Patience.LONG_ENOUGH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import no.lagret.alert.Condition;
import no.lagret.broker.BrokerManagement;
import no.lagret.broker.Queue;
import no.lagret.ledger.Census;
import no.lagret.testing.BeginsAndEnds;
import no.lagret.testing.InventedReport;
import no.lagret.testing.Lifted;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is done to the queues and the disk beside a whole gateway, and put right again. */
class QueueAlarmsTest extends WholeWay {

  private static final int SPOT = 20_000;

  @Override
  String[] settings() {
    return new String[] {"lagret.keep-sealed=true"};
  }

  @AfterEach
  void letGo() {
    gateway.post("/api/delivery/resume");
  }

  private InventedReport queued(InventedReport report) {
    gateway.post("/api/delivery/pause");
    portal.offers(report);
    gateway.waitsUntil(report.reportId(), "QUEUED");
    return report;
  }

  /** Taken out of its queue behind the gateway's back, and printed by the portal. */
  private Lifted gone(InventedReport report) {
    Lifted lifted =
        Lifted.from(gateway.queues(), Queue.REPORTS, "LagretReport = '" + report.reportId() + "'");
    portal.forgets(report.dispatchId());
    takesACensus();
    assertThat(gateway.alarmStands("MISSING", report.reportId())).isTrue();
    return lifted;
  }

  private void takesACensus() {
    assertThat(gateway.part(Census.class).take()).isNotNull();
  }

  @Test
  @BeginsAndEnds(Condition.MISSING)
  void missesAReportUntilKsHasSentItAgain() {
    InventedReport report = queued(InventedReport.small());
    gone(report);

    InventedReport again = portal.offers(report.resent());
    gateway.post("/api/delivery/resume");
    portal.waitsForConfirmationOf(again);
    takesACensus();
    gateway.waitsForEndOf("MISSING");
    assertStoredOnce(report);
  }

  @Test
  @BeginsAndEnds(Condition.MISSING)
  void missesAReportUntilItIsBackInItsQueue() {
    InventedReport report = queued(InventedReport.small());
    Lifted lifted = gone(report);

    lifted.into(Queue.REPORTS);
    takesACensus();
    gateway.waitsForEndOf("MISSING");
    gateway.post("/api/delivery/resume");
    caseSystem.waitsUntilStored(report);
    assertStoredOnce(report);
  }

  @Test
  @BeginsAndEnds(Condition.BACKSTOP)
  void laysAReportThatFellThroughBeforeAPersonUntilItIsSettled() {
    goodReportGoesThrough();
    InventedReport report = InventedReport.small();
    caseSystem.answers("put").forReport(report.reportId()).problem(422, "urn:x").forEver();
    portal.offers(report);
    assertEndsDead(report, "REFUSED");
    Lifted.moves(
        gateway.queues(),
        Queue.DEAD_LETTERS,
        "LagretReport = '" + report.reportId() + "'",
        Queue.BACKSTOP);

    await()
        .atMost(LONG_ENOUGH)
        .until(() -> gateway.deadLetters(report.reportId()).toString().contains("BACKSTOP"));
    assertThat(gateway.alarmStands("BACKSTOP", report.reportId())).isTrue();
    caseSystem.answers("put").forReport(report.reportId()).kind("normal").forEver();
    redelivers(report);
    assertEndsStoredAndConfirmed(report);
    gateway.waitsForEndOf("BACKSTOP");
  }

  /** Tried by the delivery until the broker gives it up, and not met again and again after that. */
  @Test
  @BeginsAndEnds({Condition.BACKSTOP, Condition.QUARANTINE})
  void keepsWhatIsNoReportApartUntilSomebodyHasSeenIt() {
    gateway
        .queues()
        .send(Queue.REPORTS, "no report".getBytes(StandardCharsets.UTF_8), Map.of("Lagret", "x"));

    gateway.waitsForAlarm("BACKSTOP");
    gateway.waitsForAlarm("QUARANTINE");
    await()
        .atMost(LONG_ENOUGH)
        .until(() -> gateway.part(BrokerManagement.class).count(Queue.BACKSTOP) == 0);
    gateway.isSeen("BACKSTOP");
    gateway.isSeen("QUARANTINE");
    assertThat(gateway.alarmStands("BACKSTOP")).isFalse();
    goodReportGoesThrough();
  }

  @Test
  @BeginsAndEnds(Condition.DAMAGED)
  void fetchesAgainWhatTheDiskChanged() throws IOException {
    InventedReport report = queued(InventedReport.ofSize(40 << 10));
    gateway.stop();
    for (Path body : largeBodies()) {
      flipABitOf(body);
    }
    gateway.startAgain();
    gateway.waitsUntilOpen();

    assertEndsStoredAndConfirmed(report);
    assertThat(failures(report, "DAMAGED")).isEqualTo(1);
    assertThat(portal.fetchesOf(report.dispatchId())).isEqualTo(2);
    gateway.waitsForEndOf("DAMAGED");
  }

  private List<Path> largeBodies() throws IOException {
    try (Stream<Path> files =
        Files.walk(gateway.dataDirectory().resolve("broker/large-messages"))) {
      List<Path> bodies = files.filter(file -> file.toFile().length() > SPOT).toList();
      assertThat(bodies).isNotEmpty();
      return bodies;
    }
  }

  private static void flipABitOf(Path file) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      ByteBuffer one = ByteBuffer.allocate(1);
      channel.read(one, SPOT);
      channel.write(ByteBuffer.wrap(new byte[] {(byte) (one.get(0) ^ 1)}), SPOT);
    }
  }

  @Test
  @BeginsAndEnds(Condition.COPY_NOT_KEPT)
  void bringsAReportToItsEndWhoseCopyCannotBeKept() throws IOException {
    Path kept = gateway.dataDirectory().resolve("kept");
    Path away = cannotBeKept(kept);

    Files.delete(kept);
    Files.move(away, kept);
    goodReportGoesThrough();
    gateway.waitsForEndOf("COPY_NOT_KEPT");
  }

  @Test
  @BeginsAndEnds(Condition.COPY_NOT_KEPT)
  void missesNoCopyThatNobodyWantsAnyMore() throws IOException {
    Path kept = gateway.dataDirectory().resolve("kept");
    Path away = cannotBeKept(kept);

    gateway.stop();
    gateway.startAgain("lagret.keep-sealed=false");
    goodReportGoesThrough();
    gateway.waitsForEndOf("COPY_NOT_KEPT");

    gateway.stop();
    Files.delete(kept);
    Files.move(away, kept);
    gateway.startAgain("lagret.keep-sealed=true");
    gateway.waitsUntilOpen();
  }

  /** A file lies where the folder was, which lies elsewhere now. */
  private Path cannotBeKept(Path kept) throws IOException {
    goodReportGoesThrough();
    Path away = Files.move(kept, kept.resolveSibling("away"));
    Files.createFile(kept);
    goodReportGoesThrough();
    gateway.waitsForAlarm("COPY_NOT_KEPT");
    return away;
  }

  /** The disk is as full as it is: what is changed is from where on it is too full. */
  @Test
  @BeginsAndEnds(Condition.DISK)
  void takesNothingWhileTheDiskIsFullerThanItMayBe() throws IOException {
    FileStore disk = Files.getFileStore(gateway.dataDirectory());
    long used = 100 - disk.getUsableSpace() * 100 / disk.getTotalSpace();
    gateway.stop();
    gateway.startAgain("lagret.intake.disk-limit=" + Math.max(0, used - 1));
    gateway.waitsForAlarm("DISK");
    InventedReport report = portal.offers(InventedReport.small());
    int before = portal.lists();
    await().atMost(LONG_ENOUGH).until(() -> portal.lists() >= before + 4);
    assertThat(portal.fetchesOf(report.dispatchId())).isZero();

    gateway.stop();
    gateway.startAgain("lagret.intake.disk-limit=100");
    assertEndsStoredAndConfirmed(report);
    gateway.waitsForEndOf("DISK");
  }
}

package no.lagret.faults;

import static no.lagret.testing.Patience.LONG_ENOUGH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import no.lagret.testing.FolderCaseSystem;
import no.lagret.testing.HungMount;
import no.lagret.testing.InventedReport;
import no.lagret.testing.Portal;
import no.lagret.testing.RecipientSettings;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two districts over files and a municipality over HTTP; the mount of one district hangs. */
@Tag("long")
class HungMountTest extends WholeWay {

  private static final String SETTINGS = "lagret.recipients.nordstrand.case-system.file.";

  private final District nordstrand = new District("nordstrand");
  private final District sagene = new District("sagene");

  /** A recipient whose case system imports from a folder. */
  private static final class District {
    private final String name;
    private Portal portal;
    private FolderCaseSystem familia;

    District(String name) {
      this.name = name;
    }

    void start(Path directory) throws IOException {
      Path own = Files.createDirectory(directory.resolve(name));
      portal = Portal.start(own);
      familia = FolderCaseSystem.in(own);
    }

    Stream<String> settings() {
      return Stream.concat(
          RecipientSettings.of(name, portal, familia, "10m"),
          Stream.of("lagret.recipients." + name + ".case-system.file.response-timeout=3s"));
    }

    InventedReport isOffered() {
      return portal.offers(InventedReport.small());
    }

    void imports(InventedReport report) {
      await("handover of " + report.reportId())
          .atMost(LONG_ENOUGH)
          .until(() -> Files.isDirectory(familia.handedOver(report.reportId())));
      familia.takes(report.reportId());
      familia.receipts(report.reportId(), "2026/" + report.reportId().substring(0, 8));
    }
  }

  @Override
  @BeforeAll
  void start(@TempDir Path directory) {
    try {
      nordstrand.start(directory);
      sagene.start(directory);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    super.start(directory);
  }

  @Override
  String[] settings() {
    return Stream.concat(nordstrand.settings(), sagene.settings()).toArray(String[]::new);
  }

  @Override
  @AfterAll
  void end() {
    super.end();
    nordstrand.portal.close();
    sagene.portal.close();
  }

  @BeforeEach
  @AfterEach
  void nothingHangs() {
    await("the end of what hung")
        .atMost(LONG_ENOUGH)
        .until(() -> !gateway.alarms().toString().contains(SETTINGS));
  }

  private void goesThrough(District district) {
    InventedReport report = district.isOffered();
    district.imports(report);
    gateway.waitsUntil(report.reportId(), "CONFIRMED");
  }

  private void isAlarmed(String setting) {
    await("alarm about " + setting)
        .atMost(LONG_ENOUGH)
        .until(() -> gateway.alarms().toString().contains(SETTINGS + setting));
  }

  private static long threadsInFolders() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("case-system-folder"))
        .filter(thread -> stack(thread).anyMatch(at -> at.contains("UnixNativeDispatcher")))
        .count();
  }

  private static Stream<String> stack(Thread thread) {
    return Stream.of(thread.getStackTrace()).map(StackTraceElement::getClassName);
  }

  @Test
  void keepsTheReportsOfAnOutboxThatHangsAndConfirmsThoseOfTheOthers() {
    InventedReport waiting;
    try (HungMount hung = HungMount.over(nordstrand.familia.outbox())) {
      waiting = nordstrand.isOffered();
      gateway.waitsForFailures(waiting.reportId(), 3);
      isAlarmed("outbox");

      goodReportGoesThrough();
      goesThrough(sagene);

      assertThat(failures(waiting)).containsOnly("OUTAGE");
      assertThat(threadsInFolders()).as("threads that hang").isEqualTo(1);
    }

    nordstrand.imports(waiting);
    gateway.waitsUntil(waiting.reportId(), "CONFIRMED");
    assertThat(nordstrand.familia.timesTaken(waiting.reportId())).isEqualTo(1);
  }

  /** Nobody hands anything over meanwhile: it is seen all the same. */
  @Test
  void tellsOfReceiptsThatHangAndStopsAndStartsMeanwhile() {
    InventedReport waiting = nordstrand.isOffered();
    gateway.waitsUntil(waiting.reportId(), "AWAITING_RECEIPT");
    nordstrand.imports(waiting);
    gateway.waitsUntil(waiting.reportId(), "CONFIRMED");
    InventedReport next;
    try (HungMount hung = HungMount.over(nordstrand.familia.receipts())) {
      isAlarmed("receipts");
      next = nordstrand.isOffered();
      goesThrough(sagene);

      gateway.stop();
      gateway.startAgain();
      gateway.waitsUntilOpen();

      goodReportGoesThrough();
      goesThrough(sagene);
    }

    nordstrand.imports(next);
    gateway.waitsUntil(next.reportId(), "CONFIRMED");
  }
}

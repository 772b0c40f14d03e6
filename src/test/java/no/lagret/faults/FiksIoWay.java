package no.lagret.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import no.lagret.report.Digests;
import no.lagret.report.Document;
import no.lagret.testing.CaseSystem;
import no.lagret.testing.FiksIoPortal;
import no.lagret.testing.Gateway;
import no.lagret.testing.InventedReport;
import no.lagret.testing.StoredVersion;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * One gateway between KS's broker and a case system for all tests of a class, and what the promise
 * says of it on this channel: nothing lost, nothing told before it is stored, nothing given back.
 */
@TestInstance(Lifecycle.PER_CLASS)
abstract class FiksIoWay {

  static final Duration LONG_ENOUGH = Duration.ofSeconds(120);

  FiksIoPortal portal;
  CaseSystem caseSystem;
  Gateway gateway;

  @BeforeAll
  void start(@TempDir Path directory) {
    portal = FiksIoPortal.start(directory);
    caseSystem = CaseSystem.start(directory);
    gateway =
        Gateway.start(directory, portal, caseSystem, "lagret.portal.fiks-io.payload-timeout=3s");
    gateway.waitsUntilOpen();
  }

  /** The dispatches that persons handed back, in order. */
  List<String> handedBack() {
    return List.of();
  }

  @AfterAll
  void end() {
    if (gateway != null) {
      gateway.close();
    }
    try {
      assertThat(portal.negativeReceipts())
          .extracting(receipt -> receipt.path("id").asString(""))
          .containsExactlyElementsOf(handedBack());
      assertThat(portal.givenUp()).as("nacked, or pushed in vain too often").isEmpty();
    } finally {
      caseSystem.close();
      portal.close();
    }
  }

  void assertEndsStoredAndConfirmed(InventedReport report) {
    portal.waitsForConfirmationOf(report);
    gateway.waitsUntil(report.reportId(), "CONFIRMED");
    assertStoredOnce(report);
  }

  /** Once, the PDF as it was sent and the form with it. */
  void assertStoredOnce(InventedReport report) {
    List<StoredVersion> stored = caseSystem.stored(report.reportId());
    assertThat(stored).hasSize(1);
    assertThat(stored.get(0).files())
        .contains(
            new StoredVersion.File(Document.PDF, Digests.sha256(report.pdf()), report.pdf().length))
        .extracting(StoredVersion.File::name)
        .containsExactlyInAnyOrder(Document.PDF, Document.JSON);
  }

  /** Waits until it lies among the dead letters for this reason, the portal not told. */
  JsonNode assertEndsDead(String reportId, String dispatchId, String reason) {
    gateway.waitsUntil(reportId, "DEAD");
    List<JsonNode> letters = gateway.deadLetters(reportId);
    assertThat(letters).hasSize(1);
    assertThat(letters.get(0).path("reason").asString("")).isEqualTo(reason);
    assertThat(portal.confirmationsOf(dispatchId)).isZero();
    return letters.get(0);
  }

  /** KS holds nothing of the account any more that was not taken. */
  void assertAllTaken() {
    await("an empty queue at KS").atMost(LONG_ENOUGH).until(() -> portal.waiting() == 0);
  }

  void redelivers(String reportId) {
    String letter = gateway.deadLetters(reportId).get(0).path("id").asString("");
    assertThat(gateway.post("/api/dead-letters/" + letter + "/redeliver").statusCode())
        .isEqualTo(202);
  }
}

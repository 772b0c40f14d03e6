package no.lagret.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import no.lagret.report.Digests;
import no.lagret.report.Document;
import no.lagret.testing.CaseSystem;
import no.lagret.testing.Gateway;
import no.lagret.testing.InventedReport;
import no.lagret.testing.Portal;
import no.lagret.testing.StoredVersion;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.Arguments;

/** One gateway between two stand-ins for all tests of a class, and what the promise says of it. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class WholeWay {

  Portal portal;
  CaseSystem caseSystem;
  Gateway gateway;

  @BeforeAll
  void start(@TempDir Path directory) {
    portal = Portal.start(directory);
    caseSystem = CaseSystem.start(directory);
    gateway = Gateway.start(directory, portal, caseSystem, settings());
    gateway.waitsUntilOpen();
  }

  /** What the other side may put into its answers to lead a route elsewhere. */
  static Stream<Arguments> steeringHeaders() {
    return Stream.of(
        arguments("CamelHttpUri", "http://127.0.0.1:9/"),
        arguments("camelhttpuri", "http://127.0.0.1:9/"),
        arguments("CamelRestHttpUri", "http://127.0.0.1:9/"),
        arguments("CamelHttpPath", "/elsewhere"),
        arguments("CamelHttpMethod", "DELETE"),
        arguments("CamelHttpResponseCode", "201"),
        arguments("CamelJmsDestinationName", "lagret.dead-letters"),
        arguments("LagretStamp", "forged"),
        arguments("LagretReport", "forged"),
        arguments("LagretDispatch", "forged"),
        arguments("LagretChannel", "FIKS_IO"),
        arguments("_AMQ_DUPL_ID", "the same for all"),
        arguments("_AMQ_SCHED_DELIVERY", "99999999999999"),
        arguments("JMSReplyTo", "lagret.dead-letters"),
        arguments("Content-Disposition", "attachment"));
  }

  /** Other settings than the usual ones, {@code name=value}. */
  String[] settings() {
    return new String[0];
  }

  /** The dispatches that persons handed back, in order; none where the gateway is alone. */
  List<String> handedBack() {
    return List.of();
  }

  @AfterAll
  void end() {
    if (gateway != null) {
      gateway.close();
    }
    caseSystem.close();
    portal.close();
    assertThat(portal.negativeReceipts().stream().map(line -> line.path("id").asString("")))
        .containsExactlyElementsOf(handedBack());
  }

  /** A good report goes through, which also tells guard and supervisor that all is well. */
  void goodReportGoesThrough() {
    InventedReport report = portal.offers(InventedReport.small());
    assertEndsStoredAndConfirmed(report);
  }

  void assertEndsStoredAndConfirmed(InventedReport report) {
    gateway.waitsUntil(report.reportId(), "CONFIRMED");
    assertStoredOnce(report);
    assertThat(portal.confirmedDispatches()).contains(report.dispatchId());
  }

  void assertStoredOnce(InventedReport report) {
    List<StoredVersion> stored = caseSystem.stored(report.reportId());
    assertThat(stored).hasSize(1);
    assertThat(stored.get(0).files())
        .containsExactly(
            new StoredVersion.File(
                Document.PDF, Digests.sha256(report.pdf()), report.pdf().length));
  }

  void assertPortalNotTold(InventedReport report) {
    assertThat(portal.confirmationsOf(report.dispatchId())).isZero();
  }

  /** Waits until it lies among the dead letters for this reason, the portal not told. */
  void assertEndsDead(InventedReport report, String reason) {
    gateway.waitsUntil(report.reportId(), "DEAD");
    assertThat(gateway.deadLetters(report.reportId()))
        .singleElement()
        .satisfies(letter -> assertThat(letter.path("reason").asString("")).isEqualTo(reason));
    assertPortalNotTold(report);
  }

  /** An operator delivers its dead letter again. */
  void redelivers(InventedReport report) {
    String letter = gateway.deadLetters(report.reportId()).get(0).path("id").asString("");
    assertThat(gateway.post("/api/dead-letters/" + letter + "/redeliver").statusCode())
        .isEqualTo(202);
  }

  /** How many of its attempts failed for a cause of this class. */
  long failures(InventedReport report, String failureClass) {
    return failures(report).filter(failureClass::equals).count();
  }

  /** The class of each failed attempt, oldest first. */
  Stream<String> failures(InventedReport report) {
    return gateway.events(report.reportId(), "ATTEMPT_FAILED").stream()
        .map(event -> event.path("facts").path("FAILURE_CLASS").asString(""));
  }
}

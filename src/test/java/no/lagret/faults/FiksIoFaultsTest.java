package no.lagret.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import no.lagret.alert.Condition;
import no.lagret.testing.BeginsAndEnds;
import no.lagret.testing.InventedReport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * What can happen to the connection, the token and the replies of Fiks IO while reports flow:
 * nothing is lost, nothing is told that is not stored, nothing is given back.
 */
class FiksIoFaultsTest extends FiksIoWay {

  @AfterEach
  void mend() {
    portal.plugsIn();
    portal.isUp();
    portal.reset();
    caseSystem.isUp();
    gateway.post("/api/delivery/resume");
  }

  /** Of all that was ever confirmed: nothing that the case system does not hold. */
  @AfterAll
  void tellsOnlyOfWhatIsStored() {
    // Asked of the journals of both stand-ins, before they end.
    for (JsonNode confirmed : portal.confirmations()) {
      String dispatchId = confirmed.path("id").asString("");
      assertThat(reportIds).as("confirmed %s", dispatchId).containsKey(dispatchId);
      assertThat(caseSystem.stored(reportIds.get(dispatchId))).hasSize(1);
    }
  }

  private final java.util.Map<String, String> reportIds =
      new java.util.concurrent.ConcurrentHashMap<>();

  private InventedReport sends() {
    InventedReport report = portal.sends(InventedReport.small());
    reportIds.put(report.dispatchId(), report.reportId());
    return report;
  }

  /** Past KS's API, which is slow where many are needed; the portal's own invented reports. */
  private String publishes() {
    String reportId = UUID.randomUUID().toString();
    String dispatchId =
        portal.publishes(offer -> offer.put("reportId", reportId).put("size", 2_000));
    reportIds.put(dispatchId, reportId);
    return reportId;
  }

  @Test
  @BeginsAndEnds(Condition.PORTAL_DOWN)
  void goesOnByItselfWhenTheBrokerDiesAndComesBack() {
    List<String> before = Stream.generate(this::publishes).limit(10).toList();
    portal.brokerDies();
    gateway.waitsForAlarm("PORTAL_DOWN");
    assertThat(gateway.get("/actuator/health/readiness").statusCode()).isEqualTo(503);

    portal.brokerIsBack();

    portal.waitsForConsumer();
    gateway.waitsForEndOf("PORTAL_DOWN");
    List<String> after = Stream.generate(this::publishes).limit(5).toList();
    Stream.concat(before.stream(), after.stream())
        .forEach(reportId -> gateway.waitsUntil(reportId, "CONFIRMED"));
    assertThat(gateway.get("/actuator/health/readiness").statusCode()).isEqualTo(200);
    assertAllTaken();
  }

  /** During login, attaching, a message, between commit and ack, in the ack itself. */
  @Test
  void losesNothingWhereverTheCableIsCut() {
    for (int bytes : new int[] {1, 300, 900, 2_500, 5_000, 9_000, 14_000}) {
      portal.cutsAfterBytesToGateway(bytes);
      String reportId = publishes();
      gateway.waitsUntil(reportId, "CONFIRMED");
    }
    for (int bytes : new int[] {1, 20, 21, 22, 60, 400, 1_500}) {
      portal.cutsAfterBytesFromGateway(bytes);
      String reportId = publishes();
      gateway.waitsUntil(reportId, "CONFIRMED");
    }
    portal.plugsIn();
    portal.waitsForConsumer();
    assertAllTaken();
  }

  @Test
  void takesOnceWhatIsPushedAgainBecauseTheAckGotLost() {
    for (int i = 0; i < 3; i++) {
      InventedReport report = sends();
      // The ack is the first that the gateway says after the message came.
      portal.cutsTheCable();
      assertEndsStoredAndConfirmed(report);
      assertThat(gateway.events(report.reportId(), "QUEUED")).hasSize(1);
      assertThat(portal.confirmationsOf(report.dispatchId())).isEqualTo(1);
    }
  }

  @Test
  void saysWhichSettingIsWrongWhenTheTokenIsRefusedAndGoesOnWhenItIsGiven() {
    gateway.stop(); // a token at hand is good for two minutes
    portal.behaves("token").status(401).forEver();
    gateway.startAgain();
    gateway.waitsUntilOpen();
    gateway.waitsForAlarm("PORTAL_SETTINGS");
    assertThat(alarm("PORTAL_SETTINGS")).contains("lagret.portal.fiks-io.client-id");
    assertThat(gateway.get("/actuator/health/readiness").statusCode()).isEqualTo(503);
    String waits = publishes();

    portal.reset();

    gateway.waitsUntil(waits, "CONFIRMED");
    gateway.waitsForEndOf("PORTAL_SETTINGS");
  }

  @Test
  @BeginsAndEnds(Condition.PORTAL_SETTINGS)
  void saysWhichSettingIsWrongWhenTheLoginIsRefused() {
    portal.behaves("login").kind("deny").forEver();
    portal.cutsTheCable();
    gateway.waitsForAlarm("PORTAL_SETTINGS");
    assertThat(alarm("PORTAL_SETTINGS")).contains("lagret.portal.fiks-io.integration-password");
    String waits = publishes();

    portal.reset();

    gateway.waitsUntil(waits, "CONFIRMED");
    gateway.waitsForEndOf("PORTAL_SETTINGS");
  }

  @Test
  void speaksWithNobodyWhomItDoesNotTrust() {
    gateway.stop();
    gateway.startAgain("lagret.portal.fiks-io.trust-store=" + portal.certificate());
    gateway.waitsUntilOpen();
    gateway.waitsForAlarm("PORTAL_SETTINGS");
    assertThat(alarm("PORTAL_SETTINGS")).contains("lagret.portal.fiks-io.trust-store");
    String waits = publishes();
    assertThat(gateway.alarmStands("PORTAL_SETTINGS")).isTrue();
    assertThat(portal.consumers()).isZero();
    gateway.stop();

    gateway.startAgain("lagret.portal.fiks-io.trust-store=" + portal.settings().get("trust-store"));
    gateway.waitsUntilOpen();

    gateway.waitsUntil(waits, "CONFIRMED");
    gateway.waitsForEndOf("PORTAL_SETTINGS");
  }

  @Test
  @BeginsAndEnds(Condition.CONFIRMATION_FAILING)
  void tellsTheTwoRefusalsOfAReplyApart() {
    portal.behaves("send").status(401).forEver();
    String first = publishes();
    gateway.waitsForAlarm("CONFIRMATION_FAILING");
    assertThat(alarm("CONFIRMATION_FAILING")).contains("lagret.portal.fiks-io.client-id");
    portal.reset();
    gateway.waitsUntil(first, "CONFIRMED");
    assertThat(gateway.events(first, "CONFIRMATION_FAILED").toString()).contains("STATUS_401");

    gateway.waitsForEndOf("CONFIRMATION_FAILING");
    portal.behaves("send").status(403).forEver();
    String second = publishes();
    gateway.waitsForAlarm("CONFIRMATION_FAILING");
    assertThat(alarm("CONFIRMATION_FAILING"))
        .contains("lagret.portal.fiks-io.integration-password");
    portal.reset();
    gateway.waitsUntil(second, "CONFIRMED");
    assertThat(gateway.events(second, "CONFIRMATION_FAILED").toString()).contains("STATUS_403");
  }

  private String alarm(String condition) {
    return gateway.alarms().stream()
        .filter(alarm -> alarm.path("condition").asString("").equals(condition))
        .map(JsonNode::toString)
        .findFirst()
        .orElse("");
  }

  /** KS gives up after three failed deliveries: what the gateway holds must not count. */
  @Test
  void takesEverythingAtOnceWhileTheCaseSystemIsDownForLong() {
    caseSystem.isDown();
    List<String> waiting = Stream.generate(this::publishes).limit(20).toList();

    assertAllTaken();

    long again = portal.redeliveries();
    caseSystem.isUp();
    waiting.forEach(reportId -> gateway.waitsUntil(reportId, "CONFIRMED"));
    assertThat(portal.redeliveries()).isEqualTo(again);
  }

  /** Stopped in good order, what was pushed is taken first: no push counts in vain. */
  @Test
  void burnsNoDeliveryByStoppingAndStarting() {
    for (int i = 0; i < 2; i++) {
      publishes();
      gateway.stop();
      gateway.startAgain();
      gateway.waitsUntilOpen();
    }

    String last = publishes();
    gateway.waitsUntil(last, "CONFIRMED");
    assertAllTaken();
    assertThat(reportIds.values())
        .allSatisfy(reportId -> gateway.waitsUntil(reportId, "CONFIRMED"));
  }

  /** Whoever attaches takes reports from the receiver that is in use. */
  @Test
  void connectsToNothingWhileItOnlyObserves() {
    gateway.stop();
    String waits = publishes();
    gateway.startAgain("lagret.intake.observe=true");
    gateway.waitsUntilOpen();
    await()
        .atMost(LONG_ENOUGH)
        .until(() -> gateway.get("/api/ledger?size=200").body().contains("OBSERVATION_BEGAN"));
    assertThat(portal.consumers()).isZero();
    assertThat(gateway.get("/actuator/health/readiness").statusCode()).isEqualTo(200);

    gateway.stop();
    gateway.startAgain("lagret.intake.observe=false");
    gateway.waitsUntilOpen();

    gateway.waitsUntil(waits, "CONFIRMED");
  }

  /** With many pushed ahead, and as many waiting as after a holiday. */
  @Test
  void takesTwoHundredThatWaitAtTheStartWithAFullPrefetch() {
    gateway.stop();
    List<String> waiting = Stream.generate(this::publishes).limit(200).toList();

    gateway.startAgain("lagret.portal.fiks-io.prefetch=20");
    gateway.waitsUntilOpen();
    portal.cutsTheCable();

    await("200 confirmations")
        .atMost(LONG_ENOUGH.multipliedBy(2))
        .until(() -> waiting.stream().allMatch(id -> gateway.state(id).equals("CONFIRMED")));
    waiting.forEach(reportId -> assertThat(caseSystem.stored(reportId)).hasSize(1));
    assertAllTaken();
    gateway.stop();
    gateway.startAgain("lagret.portal.fiks-io.prefetch=1");
    gateway.waitsUntilOpen();
  }
}

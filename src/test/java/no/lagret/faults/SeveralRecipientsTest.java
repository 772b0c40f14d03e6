package no.lagret.faults;

import static no.lagret.testing.Patience.LONG_ENOUGH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.Stream;
import no.lagret.alert.Condition;
import no.lagret.testing.BeginsAndEnds;
import no.lagret.testing.InventedReport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jms.core.JmsTemplate;

/** One gateway for a municipality and one of its districts, seen from outside. */
class SeveralRecipientsTest extends TwoRecipients {

  @Override
  String other() {
    return "nordstrand";
  }

  @Override
  Stream<String> settings() {
    return Stream.of(
        "lagret.recipients.nordstrand.recipient.district-number=14",
        "lagret.users[1].recipients=nordstrand",
        "lagret.users[1].roles=operator,approver");
  }

  @AfterEach
  void mend() {
    caseSystem.isUp();
    caseSystem.reset();
    portal.isUp();
    othersCaseSystem.isUp();
    gateway.post("/api/delivery/resume?recipient=default");
  }

  @Test
  void bringsEachReportToTheCaseSystemOfItsRecipientAndConfirmsItThere() {
    InventedReport ours = portal.offers(InventedReport.small());
    InventedReport theirs = othersPortal.offers(InventedReport.small());

    gateway.waitsUntil(ours.reportId(), "CONFIRMED");
    gateway.waitsUntil(theirs.reportId(), "CONFIRMED");

    assertThat(caseSystem.stored(ours.reportId())).hasSize(1);
    assertThat(othersCaseSystem.stored(theirs.reportId())).hasSize(1);
    assertThat(caseSystem.stored(theirs.reportId())).isEmpty();
    assertThat(othersCaseSystem.stored(ours.reportId())).isEmpty();
    assertThat(portal.confirmedDispatches()).contains(ours.dispatchId());
    assertThat(othersPortal.confirmedDispatches()).contains(theirs.dispatchId());
    assertThat(gateway.report(theirs.reportId()).path("recipient").asString())
        .isEqualTo("nordstrand");
    assertThat(othersCaseSystem.putsOf(theirs.reportId()).get(0).toString())
        .doesNotContain("910000001");
  }

  /** The portal knows no ids of two recipients as one. */
  @Test
  void keepsReportsOfTheSameIdApart() {
    InventedReport ours = portal.offers(InventedReport.small());
    gateway.waitsUntil(ours.reportId(), "CONFIRMED");
    InventedReport theirs =
        othersPortal.offers(
            new InventedReport(ours.dispatchId(), ours.reportId(), InventedReport.small().pdf()));

    await("confirmation of the district's own")
        .atMost(LONG_ENOUGH)
        .until(() -> othersPortal.confirmedDispatches().contains(theirs.dispatchId()));
    assertThat(othersCaseSystem.stored(theirs.reportId())).hasSize(1);
    assertThat(caseSystem.stored(theirs.reportId())).hasSize(1);
  }

  @Test
  void deliversAtFullPaceForOneWhileTheOthersCaseSystemHangs() {
    caseSystem.answers("put").kind("hang").forEver();
    List<InventedReport> stuck =
        Stream.generate(() -> portal.offers(InventedReport.small())).limit(8).toList();
    stuck.forEach(report -> gateway.waitsUntil(report.reportId(), "QUEUED"));

    List<InventedReport> flowing =
        Stream.generate(() -> othersPortal.offers(InventedReport.small())).limit(20).toList();
    flowing.forEach(report -> gateway.waitsUntil(report.reportId(), "CONFIRMED"));

    gateway.waitsForAlarm("CASE_SYSTEM_DOWN");
    assertThat(gateway.alarms())
        .filteredOn(alarm -> alarm.path("condition").asString().equals("CASE_SYSTEM_DOWN"))
        .extracting(alarm -> alarm.path("recipient").asString())
        .containsExactly("default");
    assertThat(stuck).allMatch(report -> gateway.state(report.reportId()).equals("QUEUED"));

    caseSystem.reset();
    stuck.forEach(report -> gateway.waitsUntil(report.reportId(), "CONFIRMED"));
    stuck.forEach(report -> assertThat(caseSystem.stored(report.reportId())).hasSize(1));
  }

  @Test
  void takesForOneWhileTheOthersPortalIsDown() {
    portal.isDown();
    InventedReport theirs = othersPortal.offers(InventedReport.small());
    gateway.waitsUntil(theirs.reportId(), "CONFIRMED");
    gateway.waitsForAlarm("PORTAL_DOWN");
    assertThat(gateway.get("/actuator/health/readiness").statusCode()).isEqualTo(503);
    portal.isUp();
    gateway.waitsForEndOf("PORTAL_DOWN");
  }

  @Test
  void pausesOneAndNotTheOther() {
    assertThat(gateway.post("/api/delivery/pause").body())
        .contains("say whose with recipient=", "default, nordstrand");
    assertThat(gateway.post("/api/delivery/pause?recipient=default").statusCode()).isEqualTo(200);
    InventedReport ours = portal.offers(InventedReport.small());
    InventedReport theirs = othersPortal.offers(InventedReport.small());

    gateway.waitsUntil(theirs.reportId(), "CONFIRMED");
    gateway.waitsUntil(ours.reportId(), "QUEUED");

    gateway.post("/api/delivery/resume?recipient=default");
    gateway.waitsUntil(ours.reportId(), "CONFIRMED");
  }

  /** Whoever moves messages by the broker's own tools may miss. */
  @Test
  void handsNobodyAReportThatLiesInAnothersQueue() {
    gateway.post("/api/delivery/pause?recipient=default");
    InventedReport ours = portal.offers(InventedReport.small());
    gateway.waitsUntil(ours.reportId(), "QUEUED");

    JmsTemplate broker = gateway.part(JmsTemplate.class);
    await("moved report").atMost(LONG_ENOUGH).until(() -> movedWhileOnItsWay(broker));
    InventedReport theirs = othersPortal.offers(InventedReport.small());
    gateway.waitsUntil(theirs.reportId(), "CONFIRMED");
    gateway.waitsUntil(ours.reportId(), "CONFIRMED");

    assertThat(othersCaseSystem.putsOf(ours.reportId())).isEmpty();
    assertThat(othersCaseSystem.lookupsOf(ours.reportId())).isZero();
    assertThat(caseSystem.stored(ours.reportId())).hasSize(1);
  }

  /** From the municipality's queue to the district's, with nothing paused when it gets there. */
  private boolean movedWhileOnItsWay(JmsTemplate broker) {
    return Boolean.TRUE.equals(
        broker.execute(
            session -> {
              try (MessageConsumer from =
                      session.createConsumer(session.createQueue("lagret.reports"));
                  MessageProducer to =
                      session.createProducer(session.createQueue("lagret.reports.nordstrand"))) {
                Message message = from.receive(500);
                if (message != null) {
                  gateway.post("/api/delivery/resume?recipient=default");
                  to.send(message);
                }
                session.commit();
                return message != null;
              }
            },
            true));
  }

  @Test
  void letsAUserOfOneRecipientStopNothingOfTheOthers() {
    HttpResponse<String> answer =
        gateway.postAsColleague("/api/delivery/pause?recipient=default", "");
    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(gateway.postAsColleague("/api/delivery/pause?recipient=nordstrand", "").statusCode())
        .isEqualTo(200);
    assertThat(
            gateway.postAsColleague("/api/delivery/resume?recipient=nordstrand", "").statusCode())
        .isEqualTo(200);
  }

  @Test
  void showsOnTheOverviewHowEachIs() {
    othersCaseSystem.isDown();
    await("line of the district")
        .atMost(LONG_ENOUGH)
        .until(() -> line("nordstrand").contains("fact-FAILS"));
    assertThat(line("nordstrand")).contains("Nordstrand bydel");
    assertThat(line("default")).contains("Eksempel kommune").doesNotContain("fact-FAILS");
    assertThat(gateway.get("/?recipient=default").body()).doesNotContain("recipient-nordstrand");

    othersCaseSystem.isUp();
    await("line of the district")
        .atMost(LONG_ENOUGH)
        .until(() -> !line("nordstrand").contains("fact-FAILS"));
  }

  private String line(String recipient) {
    String page = gateway.get("/?language=nb").body();
    int at = page.indexOf("id=\"recipient-" + recipient + "\"");
    return at < 0 ? "" : page.substring(at, page.indexOf("</tr>", at));
  }

  @Test
  void countsEachRecipientByItself() {
    InventedReport theirs = othersPortal.offers(InventedReport.small());
    gateway.waitsUntil(theirs.reportId(), "CONFIRMED");
    await()
        .atMost(LONG_ENOUGH)
        .until(
            () ->
                gateway
                    .get("/actuator/prometheus")
                    .body()
                    .matches(
                        "(?s).*lagret_reports\\{recipient=\"nordstrand\",state=\"CONFIRMED\"\\} [1-9].*"));
    assertThat(gateway.get("/actuator/prometheus").body())
        .contains(
            "lagret_delivery_stopped{by=\"supervisor\",recipient=\"default\"}",
            "lagret_delivery_stopped{by=\"supervisor\",recipient=\"nordstrand\"}",
            "lagret_poll_age_seconds{channel=\"SVARINN\",recipient=\"nordstrand\"}");
  }

  /** Taken out of the settings by mistake, its reports wait and nobody may believe them safe. */
  @Test
  @BeginsAndEnds(Condition.RECIPIENT_NOT_SET)
  void keepsTheReportsOfARecipientThatIsNotSetAnyMoreAndTellsOfIt() {
    othersCaseSystem.isDown();
    InventedReport theirs = othersPortal.offers(InventedReport.small());
    gateway.waitsUntil(theirs.reportId(), "QUEUED");

    othersPortal.isDown();
    gateway.waitsForAlarm("PORTAL_DOWN");

    gateway.startAgainWithout("lagret.recipients.nordstrand.");
    gateway.waitsForAlarm("RECIPIENT_NOT_SET");
    gateway.waitsForEndOf("PORTAL_DOWN");
    assertThat(gateway.state(theirs.reportId())).isEqualTo("QUEUED");
    InventedReport ours = portal.offers(InventedReport.small());
    gateway.waitsUntil(ours.reportId(), "CONFIRMED");

    othersCaseSystem.isUp();
    othersPortal.isUp();
    gateway.startWithAll();
    gateway.waitsUntil(theirs.reportId(), "CONFIRMED");
    gateway.waitsForEndOf("RECIPIENT_NOT_SET");
    assertThat(othersCaseSystem.stored(theirs.reportId())).hasSize(1);
  }
}

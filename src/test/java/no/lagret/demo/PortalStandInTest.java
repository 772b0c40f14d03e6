package no.lagret.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import no.lagret.testing.InventedReport;
import no.lagret.testing.Portal;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

class PortalStandInTest {

  private static final String LIST = "/mottaker/hentNyeForsendelser";

  @TempDir static Path folder;
  private static Portal portal;
  private static Calls calls;

  @BeforeAll
  static void starts() {
    portal = Portal.start(folder);
    calls = Calls.to(portal);
  }

  @AfterAll
  static void stops() {
    portal.close();
  }

  @BeforeEach
  void resets() {
    portal.reset();
  }

  @Test
  void speaksTheContract() throws Exception {
    InventedReport report = portal.offers(InventedReport.small());

    assertThat(portal.baseUrl()).endsWith("/bekymringsmelding-svarinn-mottak/api/v1");
    JsonNode entry = list().get(0);
    assertThat(entry.propertyNames())
        .contains("id", "tittel", "date", "status", "niva", "forsendelseType", "eksternRef")
        .contains("downloadUrl", "serverUrl", "avsender", "mottaker", "filmetadata");
    assertThat(entry.path("downloadUrl").asString())
        .isEqualTo(portal.baseUrl() + "/forsendelse/" + report.dispatchId());
    assertThat(entry.path("tittel").asString()).contains(InventedPerson.MARK, "Å");
    assertThat(entry.path("avsender").toString()).contains(InventedPerson.MARK);
    JsonNode file = entry.path("filmetadata").get(0);
    assertThat(file.path("sha256hash").asString()).isEqualTo(Sha256.hex(report.pdf()));
    assertThat(portal.opens(fetch(report).body())).isEqualTo(report.pdf());
    assertThat(list()).hasSize(1);

    assertThat(confirm(report).statusCode()).isEqualTo(200);

    assertThat(list()).isEmpty();
    assertThat(portal.confirmedDispatches()).containsExactly(report.dispatchId());
    assertThat(confirm(report).statusCode()).as("harmless when repeated").isEqualTo(200);
    assertThat(portal.confirmationsOf(report.dispatchId())).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ber", "der"})
  void sealsWithTheLibraryOfTheRealPortal(String encoding) throws Exception {
    InventedReport report =
        portal.offers(
            InventedReport.small(), offer -> offer.put("encoding", encoding).remove("sealed"));

    byte[] sealed = fetch(report).body();

    assertThat(sealed[1] == (byte) 0x80).as("indefinite length").isEqualTo(encoding.equals("ber"));
    assertThat(portal.opens(sealed)).isEqualTo(report.pdf());
  }

  @Test
  void recordsNegativeReceipts() throws Exception {
    InventedReport report = portal.offers(InventedReport.small());

    calls.post(
        "/mottakFeilet/forsendelse/" + report.dispatchId(),
        "{\"feilmelding\":\"Kan ikke leses\",\"permanent\":true}");

    assertThat(portal.negativeReceipts().get(0).path("permanent").asBoolean()).isTrue();
    assertThat(list()).isEmpty();
    assertThat(portal.confirmedDispatches()).isEmpty();
  }

  @Test
  void changesFieldsOfAnEntry() throws Exception {
    portal.offers(
        InventedReport.small(),
        offer -> {
          offer.withObject("/fields").putNull("tittel").put("helt-nytt-felt", 1);
          offer.withObject("/file").putNull("sha256hash").put("size", 0);
          offer.withArray("/remove").add("avsender");
        });

    JsonNode entry = list().get(0);

    assertThat(entry.path("tittel").isNull()).isTrue();
    assertThat(entry.has("helt-nytt-felt")).isTrue();
    assertThat(entry.has("avsender")).isFalse();
    assertThat(entry.path("filmetadata").get(0).path("sha256hash").isNull()).isTrue();
    assertThat(entry.path("filmetadata").get(0).path("size").asInt()).isZero();
  }

  @Test
  void listsWrongly() throws Exception {
    InventedReport first = portal.offers(InventedReport.small());
    InventedReport second = portal.offers(InventedReport.small());
    confirm(second);

    portal.behaves("list").kind("repeat").forDispatch(first.dispatchId()).once();
    portal.behaves("list").kind("keep").forDispatch(second.dispatchId()).once();
    assertThat(ids(list()))
        .containsExactly(first.dispatchId(), first.dispatchId(), second.dispatchId());

    portal.behaves("list").kind("omit").forDispatch(first.dispatchId()).once();
    assertThat(list()).isEmpty();

    portal.behaves("list").kind("huge").with("entries", 5000).once();
    assertThat(list()).hasSize(5000);

    portal.behaves("list").kind("malformed").once();
    assertThatThrownBy(PortalStandInTest::list).isInstanceOf(JacksonException.class);

    assertThat(ids(list())).as("behaves again").containsExactly(first.dispatchId());
  }

  @Test
  void answersAFetchWithOtherBytes() throws Exception {
    InventedReport report = portal.offers(InventedReport.small());
    byte[] sealed = fetch(report).body();

    portal.behaves("fetch").kind("plain-pdf").once();
    assertThat(fetch(report).body()).isEqualTo(report.pdf());
    portal.behaves("fetch").kind("zero").once();
    assertThat(fetch(report).body()).isEmpty();
    portal.behaves("fetch").kind("short-der").once();
    assertThat(fetch(report).body()).hasSize(sealed.length / 2);
    portal.behaves("fetch").kind("garbage").once();
    assertThat(fetch(report).body()).isNotEqualTo(sealed).hasSizeGreaterThan(1000);
    portal.behaves("fetch").kind("cut").once();
    assertThatThrownBy(() -> fetch(report)).isInstanceOf(IOException.class);
    assertThat(fetch(report).body()).isEqualTo(sealed);
  }

  @Test
  void losesTheAnswerToAConfirmationThatItRecorded() throws Exception {
    InventedReport report = portal.offers(InventedReport.small());
    portal.behaves("confirm").kind("drop").forDispatch(report.dispatchId()).once();
    assertThat(calls.raw("POST", "/kvitterMottak/forsendelse/" + report.dispatchId())).isEmpty();
    assertThat(portal.confirmedDispatches()).isEmpty();

    portal.behaves("confirm").kind("drop-after").forDispatch(report.dispatchId()).once();
    assertThat(calls.raw("POST", "/kvitterMottak/forsendelse/" + report.dispatchId())).isEmpty();

    portal.waitsForConfirmationOf(report);
    assertThat(list()).isEmpty();
  }

  @Test
  void knowsAConfirmedDispatchNoMore() throws Exception {
    InventedReport listed = portal.offers(InventedReport.small());
    InventedReport gone = portal.offers(InventedReport.small());
    portal.behaves("confirm").status(404).forDispatch(listed.dispatchId()).once();
    portal.behaves("confirm").kind("gone").forDispatch(gone.dispatchId()).once();

    assertThat(confirm(listed).statusCode()).isEqualTo(404);
    assertThat(confirm(gone).statusCode()).isEqualTo(404);

    assertThat(ids(list())).containsExactly(listed.dispatchId());
    assertThat(portal.confirmedDispatches()).isEmpty();
  }

  @Test
  void refusesOtherCredentials() throws Exception {
    InventedReport report = portal.offers(InventedReport.small());
    Calls stranger = Calls.to(portal, "feil");

    assertThat(stranger.raw("GET", LIST)).asString().startsWith("HTTP/1.1 401 ");

    assertThat(stranger.raw("POST", "/kvitterMottak/forsendelse/" + report.dispatchId()))
        .asString()
        .startsWith("HTTP/1.1 401 ");
    assertThat(portal.refusedCredentials()).isEqualTo(2);
    assertThat(portal.confirmedDispatches()).isEmpty();
  }

  @Test
  void remembersOverBeingKilled() throws Exception {
    InventedReport confirmed = portal.offers(InventedReport.small());
    InventedReport waiting = portal.offers(InventedReport.small());
    confirm(confirmed);

    portal.process().kill();
    assertThatThrownBy(PortalStandInTest::list).isInstanceOf(IOException.class);
    portal.process().startAgain();

    assertThat(ids(list())).containsExactly(waiting.dispatchId());
    assertThat(portal.opens(fetch(waiting).body())).isEqualTo(waiting.pdf());
  }

  private static JsonNode list() throws IOException, InterruptedException {
    HttpResponse<byte[]> response = calls.get(LIST);
    assertThat(response.statusCode()).isEqualTo(200);
    return Json.read(response.body());
  }

  private static List<String> ids(JsonNode list) {
    return list.valueStream().map(entry -> entry.path("id").asString()).toList();
  }

  private static HttpResponse<byte[]> fetch(InventedReport report)
      throws IOException, InterruptedException {
    return calls.get("/forsendelse/" + report.dispatchId());
  }

  private static HttpResponse<byte[]> confirm(InventedReport report)
      throws IOException, InterruptedException {
    return calls.post("/kvitterMottak/forsendelse/" + report.dispatchId());
  }
}

package no.lagret.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.UUID;
import no.lagret.testing.CaseSystem;
import no.lagret.testing.StoredVersion;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class CaseSystemStandInTest {

  private static final String FILE = "/filer/bekymringsmelding.pdf";

  @TempDir static Path folder;
  private static CaseSystem caseSystem;
  private static Calls calls;

  private final String id = UUID.randomUUID().toString();
  private final byte[] pdf = SampleReport.pdf(id);

  @BeforeAll
  static void starts() {
    caseSystem = CaseSystem.start(folder);
    calls = Calls.to(caseSystem, caseSystem.token());
  }

  @AfterAll
  static void stops() {
    caseSystem.close();
  }

  @BeforeEach
  void resets() {
    caseSystem.reset();
  }

  @Test
  void speaksTheContract() throws Exception {
    HttpResponse<byte[]> unknown = calls.get("/" + id);
    assertThat(unknown.statusCode()).isEqualTo(404);
    assertThat(unknown.headers().firstValue("Content-Type")).contains("application/problem+json");

    HttpResponse<byte[]> put = calls.put(id, pdf);
    assertThat(put.statusCode()).isEqualTo(201);
    JsonNode receipt = Json.read(put.body());
    assertThat(receipt.path("bekymringsmeldingId").asString()).isEqualTo(id);
    assertThat(receipt.path("journalpostId").asString()).matches("[A-Za-z0-9._/-]{1,64}");
    assertThat(receipt.path("filer").get(0).path("sha256").asString()).isEqualTo(Sha256.hex(pdf));
    assertThat(receipt.path("filer").get(0).path("storrelse").asInt()).isEqualTo(pdf.length);

    assertThat(Json.read(calls.get("/" + id).body())).isEqualTo(receipt);
    assertThat(calls.get("/" + id + FILE).body()).isEqualTo(pdf);
    assertThat(calls.put(id, pdf).statusCode()).as("stored already").isEqualTo(200);
    assertThat(calls.put(id, SampleReport.pdf("another")).statusCode()).isEqualTo(409);
    assertThat(caseSystem.stored(id))
        .containsExactly(
            new StoredVersion(
                id,
                receipt.path("journalpostId").asString(),
                Arrays.asList(
                    new StoredVersion.File("bekymringsmelding.pdf", Sha256.hex(pdf), pdf.length))));
    assertThat(caseSystem.putsOf(id)).hasSize(3);
    assertThat(caseSystem.putsOf(id).get(0).path("metadata").path("kanal").asString())
        .isEqualTo("SVARINN");
  }

  @Test
  void listsByTimeAndByJournalReference() throws Exception {
    calls.put(id, pdf);
    caseSystem.registersByHand("for-hånd", "2026/77");

    assertThat(list("?fra=2020-01-01T00:00:00+01:00&til=2099-01-01T00:00:00Z")).hasSize(2);
    assertThat(list("?fra=2020-01-01T00:00:00%2B01:00&til=2021-01-01T00:00:00Z")).isEmpty();
    assertThat(list("?journalpostId=2026%2F77").get(0).path("bekymringsmeldingId").asString())
        .isEqualTo("for-hånd");
    assertThat(list("?journalpostId=2026/77").get(0).path("filer")).isEmpty();
  }

  @Test
  void refusesAnotherToken() throws Exception {
    assertThat(Calls.to(caseSystem, "feil").get("/" + id).statusCode()).isEqualTo(401);
    assertThat(caseSystem.refusedCredentials()).isEqualTo(1);
    assertThat(caseSystem.lookupsOf(id)).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "wrong-id, /bekymringsmeldingId",
    "no-journal, /journalpostId",
    "odd-journal, /journalpostId",
    "wrong-digest, /filer/0/sha256",
    "no-digest, /filer/0/sha256",
    "wrong-size, /filer/0/storrelse",
    "missing-files, /filer/0"
  })
  void spoilsTheReceiptOfWhatItStored(String kind, String where) throws Exception {
    caseSystem.answers("put").kind(kind).forReport(id).once();

    JsonNode spoiled = Json.read(calls.put(id, pdf).body());
    JsonNode truth = Json.read(calls.get("/" + id).body());

    assertThat(spoiled.at(where)).isNotEqualTo(truth.at(where));
    assertThat(caseSystem.stored(id)).hasSize(1);
  }

  @Test
  void liesAboutStoring() throws Exception {
    caseSystem.answers("put").kind("lie").once();

    JsonNode receipt = Json.read(calls.put(id, pdf).body());

    assertThat(receipt.at("/filer/0/sha256").asString()).isEqualTo(Sha256.hex(pdf));
    assertThat(caseSystem.stored(id)).isEmpty();
    assertThat(calls.get("/" + id).statusCode()).isEqualTo(404);
    assertThat(calls.get("/" + id + FILE).statusCode()).isEqualTo(404);
  }

  @Test
  void storesOnlyAPart() throws Exception {
    String whole = UUID.randomUUID().toString();
    caseSystem.answers("put").kind("truncate-store").with("bytes", 100).forReport(id).once();
    caseSystem.answers("put").kind("truncate-store-whole-receipt").forReport(whole).once();

    assertThat(Json.read(calls.put(id, pdf).body()).at("/filer/0/storrelse").asInt())
        .isEqualTo(100);
    assertThat(Json.read(calls.put(whole, pdf).body()).at("/filer/0/sha256").asString())
        .isEqualTo(Sha256.hex(pdf));

    assertThat(calls.get("/" + id + FILE).body()).isEqualTo(Arrays.copyOf(pdf, 100));
    assertThat(calls.get("/" + whole + FILE).body()).hasSize(pdf.length / 2);
    assertThat(caseSystem.stored(whole).get(0).files().get(0).size()).isEqualTo(pdf.length / 2);
  }

  @Test
  void storesOtherBytesAndStoresTwice() throws Exception {
    caseSystem.answers("put").kind("corrupt-store").once();
    calls.put(id, pdf);
    assertThat(calls.get("/" + id + FILE).body()).hasSize(pdf.length).isNotEqualTo(pdf);

    caseSystem.answers("put").kind("store-again").once();
    calls.put(id, pdf);
    assertThat(caseSystem.stored(id)).hasSize(2);
    assertThat(list("?fra=2020-01-01T00:00:00Z&til=2099-01-01T00:00:00Z")).hasSize(2);
  }

  @Test
  void answersEmptyWithAndWithoutStoring() throws Exception {
    caseSystem.answers("put").kind("empty").with("status", 200).once();
    assertThat(calls.put(id, pdf).body()).isEmpty();
    assertThat(caseSystem.stored(id)).isEmpty();

    caseSystem.answers("put").kind("empty").afterDoingIt().once();
    HttpResponse<byte[]> answer = calls.put(id, pdf);
    assertThat(answer.statusCode()).isEqualTo(201);
    assertThat(answer.body()).isEmpty();
    assertThat(caseSystem.stored(id)).hasSize(1);
  }

  @Test
  void dropsBeforeOrAfterStoring() {
    caseSystem.answers("put").kind("reset").once();
    assertThatThrownBy(() -> calls.put(id, pdf)).isInstanceOf(IOException.class);
    assertThat(caseSystem.stored(id)).isEmpty();

    caseSystem.answers("put").kind("reset").afterDoingIt().once();
    assertThatThrownBy(() -> calls.put(id, pdf)).isInstanceOf(IOException.class);
    assertThat(caseSystem.stored(id)).hasSize(1);
  }

  @Test
  void hidesTheFileForAWhile() throws Exception {
    calls.put(id, pdf);
    caseSystem.answers("read").problem(404, "about:blank").forReport(id).times(2);

    assertThat(calls.get("/" + id + FILE).statusCode()).isEqualTo(404);
    assertThat(calls.get("/" + id + FILE).statusCode()).isEqualTo(404);
    assertThat(calls.get("/" + id + FILE).body()).isEqualTo(pdf);

    caseSystem.answers("read").kind("other-bytes").after(1).once();
    assertThat(calls.get("/" + id + FILE).body()).isEqualTo(pdf);
    assertThat(calls.get("/" + id + FILE).body()).isNotEqualTo(pdf);
  }

  @Test
  void losesWhatItStored() throws Exception {
    caseSystem.answers("put").kind("vanish").with("lookups", 2).once();
    calls.put(id, pdf);

    assertThat(calls.get("/" + id + FILE).statusCode()).isEqualTo(200);
    assertThat(calls.get("/" + id).statusCode()).isEqualTo(200);
    assertThat(calls.get("/" + id).statusCode()).isEqualTo(404);
    assertThat(caseSystem.stored(id)).isEmpty();

    calls.put(id, pdf);
    caseSystem.alters(id);
    assertThat(calls.get("/" + id + FILE).body()).isNotEqualTo(pdf);
    caseSystem.loses(id);
    assertThat(calls.get("/" + id + FILE).statusCode()).isEqualTo(404);
  }

  @Test
  void refusesWithMarkedPersonalDataInTheDetail() throws Exception {
    caseSystem.answers("put").problem(422, "urn:familia:problem:avvist").forReport(id).forEver();

    HttpResponse<byte[]> refusal = calls.put(id, pdf);

    assertThat(refusal.statusCode()).isEqualTo(422);
    assertThat(Json.read(refusal.body()).path("type").asString())
        .isEqualTo("urn:familia:problem:avvist");
    assertThat(Json.read(refusal.body()).path("detail").asString()).contains(InventedPerson.MARK);
    assertThat(calls.put(UUID.randomUUID().toString(), pdf).statusCode()).isEqualTo(201);
  }

  @Test
  void goesDownAndComesBack() throws Exception {
    caseSystem.isDown();
    assertThatThrownBy(() -> calls.get("/" + id)).isInstanceOf(IOException.class);
    caseSystem.isUp();
    assertThat(calls.get("/" + id).statusCode()).isEqualTo(404);

    caseSystem.refusesConnectionsFor(Duration.ofSeconds(2));
    Awaitility.await()
        .untilAsserted(
            () ->
                assertThatThrownBy(() -> calls.get("/" + id)).isInstanceOf(ConnectException.class));
    Awaitility.await().ignoreExceptions().until(() -> calls.get("/" + id).statusCode() == 404);
  }

  @Test
  void remembersOverBeingKilled() throws Exception {
    calls.put(id, pdf);

    caseSystem.process().kill();
    caseSystem.process().startAgain();

    assertThat(calls.get("/" + id + FILE).body()).isEqualTo(pdf);
    assertThat(caseSystem.stored(id)).hasSize(1);
  }

  private static JsonNode list(String query) throws IOException, InterruptedException {
    return Json.read(calls.get(query).body());
  }
}

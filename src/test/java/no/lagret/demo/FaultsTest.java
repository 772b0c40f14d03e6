package no.lagret.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import no.lagret.testing.InventedReport;
import no.lagret.testing.Misbehaving;
import no.lagret.testing.Portal;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes over the wire, seen at a socket. */
class FaultsTest {

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
  void answersAnyStatusSoManyTimes() throws Exception {
    list().status(503).retryAfter(7).times(2);
    list().status(418).with("body", "<p>nei</p>").with("contentType", "text/html").once();

    assertThat(calls.get(LIST).headers().firstValue("Retry-After")).contains("7");
    assertThat(calls.get(LIST).statusCode()).isEqualTo(503);
    HttpResponse<byte[]> third = calls.get(LIST);
    assertThat(third.statusCode()).isEqualTo(418);
    assertThat(third.body()).asString().isEqualTo("<p>nei</p>");
    assertThat(calls.get(LIST).statusCode()).isEqualTo(200);
  }

  @Test
  void saysRetryAfterAsADate() throws Exception {
    list().status(429).retryAfterDate(60).once();

    String date = calls.get(LIST).headers().firstValue("Retry-After").orElseThrow();

    assertThat(ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant())
        .isBetween(Instant.now().plusSeconds(30), Instant.now().plusSeconds(61));
  }

  @Test
  void addsHeadersThatAimAtTheGateway() throws Exception {
    list()
        .header("camelhttpuri", "http://127.0.0.1:9/")
        .header("CamelRestHttpUri", "http://127.0.0.1:9/")
        .header("_AMQ_DUPL_ID", "x")
        .forEver();

    HttpResponse<byte[]> answer = calls.get(LIST);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().map())
        .containsKeys("camelhttpuri", "CamelRestHttpUri", "_AMQ_DUPL_ID");
  }

  @Test
  void sendsElsewhereOrToALoginPage() throws Exception {
    list().kind("redirect").with("location", "http://127.0.0.1:9/x").once();
    list().kind("html").once();
    list().problem(400, "urn:x").once();

    assertThat(calls.get(LIST).headers().firstValue("Location")).contains("http://127.0.0.1:9/x");
    HttpResponse<byte[]> page = calls.get(LIST);
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body()).asString().contains("Logg inn");
    assertThat(calls.get(LIST).headers().firstValue("Content-Type")).contains(Answer.PROBLEM);
  }

  @Test
  void announcesMoreThanItSends() throws Exception {
    InventedReport report = portal.offers(InventedReport.small());
    portal.behaves("fetch").kind("cut").with("bytes", 10).once();

    String raw = text(calls.raw("GET", "/forsendelse/" + report.dispatchId()));

    String[] headAndBody = raw.split("\r\n\r\n", 2);
    assertThat(headAndBody[0]).containsPattern("Content-Length: [0-9]{4}");
    assertThat(headAndBody[1]).hasSize(10);
  }

  @Test
  void dripsByteByByte() throws Exception {
    list().kind("drip").with("millis", 300).once();
    Instant start = Instant.now();

    assertThat(text(calls.raw("GET", LIST))).endsWith("[]");

    assertThat(Duration.between(start, Instant.now())).isGreaterThan(Duration.ofMillis(550));
  }

  @Test
  void hangsAndThenSaysNothing() throws Exception {
    list().kind("hang").with("millis", 400).once();
    Instant start = Instant.now();

    assertThat(calls.raw("GET", LIST)).isEmpty();

    assertThat(Duration.between(start, Instant.now())).isGreaterThan(Duration.ofMillis(350));
  }

  @Test
  void answersLateButWhole() throws Exception {
    list().kind("slow").with("millis", 400).once();
    Instant start = Instant.now();

    assertThat(calls.get(LIST).statusCode()).isEqualTo(200);

    assertThat(Duration.between(start, Instant.now())).isGreaterThan(Duration.ofMillis(350));
  }

  @Test
  void dropsTheConnectionOrSpeaksNoHttp() throws Exception {
    list().kind("drop").once();
    list().kind("broken-http").once();
    list().kind("reset").once();

    assertThat(calls.raw("GET", LIST)).isEmpty();
    assertThat(text(calls.raw("GET", LIST))).doesNotStartWith("HTTP/");
    assertThatThrownBy(() -> calls.raw("GET", LIST)).isInstanceOf(IOException.class);
  }

  @Test
  void writesAnEndlessBody() throws Exception {
    list().kind("endless").with("bytes", 3_000_000).once();

    assertThat(calls.raw("GET", LIST)).hasSizeGreaterThan(3_000_000);
  }

  @Test
  void refusesAKindThatNobodyKnows() {
    assertThatThrownBy(() -> list().kind("tull").once())
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("is one of");
  }

  private static Misbehaving list() {
    return portal.behaves("list");
  }

  private static String text(byte[] raw) {
    return new String(raw, StandardCharsets.ISO_8859_1);
  }
}

package no.lagret.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import no.lagret.demo.InventedPerson;
import no.lagret.report.Digests;
import no.lagret.testing.InventedReport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Marked personal data goes in everywhere it can, and must come to rest nowhere. */
@ExtendWith(OutputCaptureExtension.class)
class ClearTextTest extends WholeWay {

  private static final List<String> WORDS =
      List.of(InventedPerson.MARK, InventedPerson.NUMBER, "Ørnulf");
  private static final List<Charset> ENCODINGS =
      List.of(
          StandardCharsets.UTF_8,
          StandardCharsets.ISO_8859_1,
          StandardCharsets.UTF_16LE,
          StandardCharsets.UTF_16BE);

  @Override
  String[] settings() {
    return new String[] {"logging.level.no.lagret=debug"};
  }

  @Test
  void nothingReadableComesToRest(CapturedOutput output) throws IOException {
    List<InventedReport> reports = new ArrayList<>();
    goodReportGoesThrough();
    reports.add(refused());
    goodReportGoesThrough();
    reports.add(conflicting());
    goodReportGoesThrough();
    reports.add(unreadable());
    goodReportGoesThrough();
    reports.add(falselyReceipted());
    goodReportGoesThrough();
    reports.add(unsealed());
    reports.add(withFileNames());
    for (String call : List.of("ask", "put", "read")) {
      reports.add(afterOutages(call));
    }
    reports.add(afterTroubleAtThePortal());
    reports.add(afterBadLists());
    InventedReport waiting = InventedReport.small();
    caseSystem.answers("put").forReport(waiting.reportId()).problem(503, "x").forEver();
    reports.add(portal.offers(waiting));
    gateway.waitsForFailures(waiting.reportId(), 2);

    assertThat(wordsIn(waiting.pdf())).as("what was fed").isNotEmpty();
    assertThat(wordsIn(output.getAll().getBytes(StandardCharsets.UTF_8))).as("log").isEmpty();
    assertThat(output.getAll()).as("log was captured").contains(waiting.reportId());
    assertThat(answersWithWords(reports)).as("answers of the API").isEmpty();
    assertThat(filesWithWords()).as("files").isEmpty();
    gateway.stop();
    assertThat(filesWithWords()).as("files of a stopped gateway").isEmpty();
  }

  private InventedReport refused() {
    InventedReport report = InventedReport.small();
    caseSystem
        .answers("put")
        .forReport(report.reportId())
        .problem(422, "urn:" + InventedPerson.MARK)
        .with("title", InventedPerson.NAME)
        .header("X-Barn", InventedPerson.MARK)
        .forEver();
    portal.offers(report);
    assertEndsDead(report, "REFUSED");
    return report;
  }

  private InventedReport conflicting() {
    InventedReport report = InventedReport.small();
    caseSystem.answers("put").forReport(report.reportId()).kind("conflict").forEver();
    portal.offers(report);
    assertEndsDead(report, "CONFLICT");
    return report;
  }

  private InventedReport unreadable() {
    InventedReport report =
        portal.offers(
            InventedReport.small(),
            offer -> offer.withObject("/file").put("sha256hash", "0".repeat(64)));
    assertEndsDead(report, "UNREADABLE");
    return report;
  }

  private InventedReport falselyReceipted() {
    InventedReport report = InventedReport.small();
    for (String call : List.of("put", "ask")) {
      caseSystem
          .answers(call)
          .forReport(report.reportId())
          .kind("odd-journal")
          .with("journalpostId", InventedPerson.NAME)
          .forEver();
    }
    portal.offers(report);
    assertEndsDead(report, "FALSE_RECEIPT");
    return report;
  }

  private InventedReport unsealed() {
    InventedReport report = InventedReport.small();
    portal.behaves("fetch").forDispatch(report.dispatchId()).kind("plain-pdf").forEver();
    portal.offers(report);
    assertEndsStoredAndConfirmed(report);
    return report;
  }

  /** The right PDF, and a file that has a person's name. */
  private InventedReport withFileNames() {
    InventedReport report = InventedReport.small();
    ArrayNode files = JsonNodeFactory.instance.arrayNode();
    for (String name : List.of("bekymringsmelding.pdf", InventedPerson.NAME + ".pdf")) {
      files
          .addObject()
          .put("filnavn", name)
          .put("sha256", Digests.sha256(report.pdf()))
          .put("storrelse", report.pdf().length);
    }
    JsonNode set = JsonNodeFactory.instance.objectNode().set("filer", files);
    for (String call : List.of("put", "ask")) {
      caseSystem
          .answers(call)
          .forReport(report.reportId())
          .kind("receipt")
          .with("set", set)
          .times(1);
    }
    portal.offers(report);
    assertEndsStoredAndConfirmed(report);
    return report;
  }

  private InventedReport afterOutages(String call) {
    InventedReport report = InventedReport.small();
    for (int status : new int[] {200, 302, 401, 404, 418, 500}) {
      caseSystem
          .answers(call)
          .forReport(report.reportId())
          .status(status)
          .with("body", "<html>{\"navn\": \"" + InventedPerson.NAME)
          .with("contentType", status == 200 ? "text/html" : "application/problem+json")
          .header("Location", "http://127.0.0.1:9/" + InventedPerson.MARK)
          .header("Retry-After", InventedPerson.MARK)
          .header("Set-Cookie", InventedPerson.MARK)
          .once();
    }
    portal.offers(report);
    gateway.waitsForFailures(report.reportId(), 1);
    assertEndsStoredAndConfirmed(report);
    return report;
  }

  private InventedReport afterTroubleAtThePortal() {
    InventedReport report = InventedReport.small();
    for (String call : List.of("fetch", "confirm")) {
      portal
          .behaves(call)
          .forDispatch(report.dispatchId())
          .problem(500, "urn:" + InventedPerson.MARK)
          .header("Retry-After", InventedPerson.MARK)
          .header("LagretReport", InventedPerson.MARK)
          .once();
      portal
          .behaves(call)
          .forDispatch(report.dispatchId())
          .kind("redirect")
          .with("location", "http://127.0.0.1:9/" + InventedPerson.MARK)
          .once();
    }
    portal.offers(report);
    assertEndsStoredAndConfirmed(report);
    return report;
  }

  private InventedReport afterBadLists() {
    portal.behaves("list").kind("malformed").once();
    portal
        .behaves("list")
        .status(200)
        .with("contentType", "application/json")
        .with("body", "[{\"tittel\": \"" + InventedPerson.NAME + "\", \"id\": oi}]")
        .once();
    InventedReport report =
        portal.offers(
            InventedReport.small(),
            offer ->
                offer
                    .withObject("/fields")
                    .put("eksternRef", InventedPerson.NAME)
                    .put("status", InventedPerson.NAME)
                    .put("date", InventedPerson.NAME));
    InventedReport known =
        new InventedReport(report.dispatchId(), report.dispatchId(), report.pdf());
    assertEndsStoredAndConfirmed(known);
    return known;
  }

  private List<String> answersWithWords(List<InventedReport> reports) {
    List<String> paths = new ArrayList<>();
    for (InventedReport report : reports) {
      paths.add("/api/reports/" + report.reportId());
      gateway
          .deadLetters(report.reportId())
          .forEach(letter -> paths.add("/api/dead-letters/" + letter.path("id").asString("")));
    }
    for (String list : List.of("reports", "dead-letters", "alarms")) {
      paths.add("/api/" + list + "?size=200");
    }
    for (int page = 0; page < 3; page++) {
      paths.add("/api/ledger?size=200&page=" + page);
    }
    paths.addAll(
        List.of(
            "/api/summary",
            "/api/nowhere",
            "/actuator/prometheus",
            "/actuator/health",
            "/actuator/health/readiness"));
    return paths.stream()
        .filter(
            path -> !wordsIn(gateway.get(path).body().getBytes(StandardCharsets.UTF_8)).isEmpty())
        .toList();
  }

  private List<Path> filesWithWords() throws IOException {
    List<Path> found = new ArrayList<>();
    try (Stream<Path> files = Files.walk(gateway.dataDirectory())) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (!wordsIn(file.toString().getBytes(StandardCharsets.UTF_8)).isEmpty()
            || !wordsIn(Files.readAllBytes(file)).isEmpty()) {
          found.add(file);
        }
      }
    }
    assertThat(Files.exists(gateway.dataDirectory())).isTrue();
    return found;
  }

  /** The marked words in these bytes, whatever the encoding. */
  private static List<String> wordsIn(byte[] bytes) {
    // Each byte becomes one character, so that a search for bytes is a search for text.
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    return WORDS.stream()
        .filter(
            word ->
                ENCODINGS.stream()
                    .map(word::getBytes)
                    .anyMatch(
                        wanted -> text.contains(new String(wanted, StandardCharsets.ISO_8859_1))))
        .toList();
  }
}

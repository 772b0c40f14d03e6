package no.lagret.testing;

import static no.lagret.testing.Patience.LONG_ENOUGH;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The municipal case system over HTTP, as a test sees it. */
public final class CaseSystem implements AutoCloseable {

  private static final String TOKEN = "oppdiktet-token";

  private final StandInProcess process;
  private final Controls controls;
  private final JournalFile journal;

  private CaseSystem(Path directory) {
    Path file = directory.resolve("case-system.jsonl");
    process =
        StandInProcess.start(
            directory,
            "case-system",
            "--journal=" + file,
            "--store=" + directory.resolve("case-system"),
            "--token=" + TOKEN);
    controls = new Controls(process);
    journal = new JournalFile(file);
  }

  /** Starts it in an existing directory. */
  public static CaseSystem start(Path directory) {
    return new CaseSystem(directory);
  }

  public String baseUrl() {
    return process.baseUrl();
  }

  public String token() {
    return TOKEN;
  }

  /** {@code ask}, {@code put}, {@code read} or {@code list}. */
  public Misbehaving answers(String call) {
    return new Misbehaving(controls, call);
  }

  /** Every version of the report that is stored now, oldest first: more than one is a fault. */
  public List<StoredVersion> stored(String reportId) {
    List<StoredVersion> stored = new ArrayList<>();
    for (JsonNode line : journal.events()) {
      if (line.path("reportId").asString("").equals(reportId)) {
        switch (line.path("event").asString("")) {
          case "stored" -> stored.add(StoredVersion.of(line));
          case "vanished" -> stored.clear();
          default -> {}
        }
      }
    }
    return stored;
  }

  /** Every report that is stored now. */
  public Set<String> storedReports() {
    Set<String> stored = new HashSet<>();
    for (JsonNode line : journal.events()) {
      switch (line.path("event").asString("")) {
        case "stored" -> stored.add(line.path("reportId").asString(""));
        case "vanished" -> stored.remove(line.path("reportId").asString(""));
        default -> {}
      }
    }
    return stored;
  }

  /** How many versions were ever stored, of all reports. */
  public int storedInAll() {
    return journal.named("stored").size();
  }

  /** What came with each put of the report, whether or not it was stored. */
  public List<JsonNode> putsOf(String reportId) {
    return journal.named("put", "reportId", reportId);
  }

  public int lookupsOf(String reportId) {
    return journal.named("asked", "reportId", reportId).size();
  }

  public int readsOf(String reportId) {
    return journal.named("read", "reportId", reportId).size();
  }

  /** {@code {"at", "on", "reportId", "status", "manner", "behaviour"}} of each answer, in order. */
  public List<JsonNode> answered() {
    return journal.named("answered");
  }

  public int refusedCredentials() {
    return journal.named("refused-credentials").size();
  }

  public void waitsUntilStored(InventedReport report) {
    await("storing of report " + report.reportId())
        .atMost(LONG_ENOUGH)
        .until(() -> !stored(report.reportId()).isEmpty());
  }

  /** Drops every connection until {@link #isUp}. */
  public void isDown() {
    controls.post("down");
  }

  /** Refuses connections at the port for so long, whole seconds. */
  public void refusesConnectionsFor(Duration time) {
    controls.post(
        "down",
        Controls.JSON.createObjectNode().put("refuse", true).put("seconds", time.toSeconds()));
  }

  public void isUp() {
    controls.post("up");
  }

  /** Loses what it has stored of a report. */
  public void loses(String reportId) {
    controls.post("vanish", of(reportId));
  }

  /** Changes stored bytes without telling. */
  public void alters(String reportId) {
    controls.post("alter", of(reportId));
  }

  /** A person registers a report; the case system then knows no digests of it. */
  public void registersByHand(String reportId, String journalReference) {
    controls.post("register", of(reportId).put("journalpostId", journalReference));
  }

  /** Behaves well again and forgets every report; counts start anew. */
  public void reset() {
    controls.post("reset", Controls.JSON.createObjectNode().put("all", true));
  }

  /** The process itself, to be killed and started again. */
  public StandInProcess process() {
    return process;
  }

  @Override
  public void close() {
    process.close();
  }

  private static ObjectNode of(String reportId) {
    return Controls.JSON.createObjectNode().put("reportId", reportId);
  }
}

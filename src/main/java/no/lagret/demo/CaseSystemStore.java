package no.lagret.demo;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Where the case system keeps its reports: synced files in a directory, read again after a restart.
 * What it says of them is computed from the bytes on the disk.
 */
final class CaseSystemStore {

  private final Path directory;
  private final EventJournal journal;
  private final Map<String, List<StoredReport>> reports = new ConcurrentHashMap<>();
  private final Map<String, Integer> lookupsLeft = new ConcurrentHashMap<>();
  private int stored;

  CaseSystemStore(Path directory, EventJournal journal) {
    this.directory = DurableFiles.directory(directory);
    this.journal = journal;
    for (Path report : DurableFiles.in(directory)) {
      DurableFiles.in(report).forEach(this::load);
    }
  }

  /** Stores one more version and says so in the journal. */
  synchronized StoredReport store(String reportId, List<Part> files) {
    Path folder = nextFolder(reportId);
    files.forEach(
        file -> DurableFiles.write(StoredReport.file(folder, file.fileName()), file.bytes()));
    List<Part> onDisk =
        files.stream()
            .map(file -> file.with(DurableFiles.read(StoredReport.file(folder, file.fileName()))))
            .toList();
    return keep(new StoredReport(reportId, folder, Receipts.of(reportId, nextReference(), onDisk)));
  }

  /** A report that a person has registered: the case system knows no files of it. */
  synchronized StoredReport register(String reportId, String journalReference) {
    ObjectNode receipt = Receipts.of(reportId, journalReference, List.of());
    return keep(new StoredReport(reportId, nextFolder(reportId), receipt));
  }

  /** The newest version. */
  synchronized @Nullable StoredReport find(String reportId) {
    List<StoredReport> versions = reports.getOrDefault(reportId, List.of());
    return versions.isEmpty() ? null : versions.get(versions.size() - 1);
  }

  /** Whether the newest version has a file of exactly these bytes. */
  boolean holds(String reportId, byte[] file) {
    StoredReport report = find(reportId);
    return report != null
        && report
            .receipt()
            .path("filer")
            .valueStream()
            .anyMatch(kept -> Sha256.hex(file).equals(kept.path("sha256").asString("")));
  }

  /** As {@link #find}, and counts as a lookup for those that are to vanish. */
  synchronized @Nullable StoredReport lookUp(String reportId) {
    Integer left = lookupsLeft.get(reportId);
    if (left != null && left <= 0) {
      vanish(reportId);
    } else if (left != null) {
      lookupsLeft.put(reportId, left - 1);
    }
    return find(reportId);
  }

  synchronized void vanishAfter(String reportId, int lookups) {
    lookupsLeft.put(reportId, lookups);
  }

  synchronized void vanish(String reportId) {
    lookupsLeft.remove(reportId);
    if (reports.remove(reportId) != null) {
      DurableFiles.delete(folder(reportId));
      journal.append("vanished", Json.object().put("reportId", reportId));
    }
  }

  /** Changes the stored bytes of the newest version behind its receipt's back. */
  synchronized void alter(String reportId) {
    StoredReport report = find(reportId);
    if (report != null) {
      String name = report.receipt().path("filer").path(0).path("filnavn").asString("");
      DurableFiles.write(StoredReport.file(report.folder(), name), new byte[] {0});
      journal.append("altered", Json.object().put("reportId", reportId));
    }
  }

  synchronized void vanishAll() {
    List.copyOf(reports.keySet()).forEach(this::vanish);
    journal.append("reset", Json.object());
  }

  synchronized ArrayNode list(Predicate<StoredReport> wanted) {
    ArrayNode list = Json.object().putArray("list");
    reports.values().stream()
        .flatMap(List::stream)
        .filter(wanted)
        .forEach(report -> list.add(report.receipt()));
    return list;
  }

  synchronized ObjectNode state() {
    ObjectNode state = Json.object().put("stored", reports.size());
    state.set("receipts", list(report -> true));
    return state;
  }

  private StoredReport keep(StoredReport report) {
    DurableFiles.write(report.folder().resolve("receipt.json"), Json.bytes(report.receipt()));
    ObjectNode line =
        Json.object()
            .put("reportId", report.reportId())
            .put("journalpostId", report.journalReference())
            .put("version", reports.getOrDefault(report.reportId(), List.of()).size() + 1);
    line.set("files", report.receipt().path("filer"));
    journal.append("stored", line);
    add(report);
    return report;
  }

  private void load(Path folder) {
    Path receipt = folder.resolve("receipt.json");
    if (Files.exists(receipt)) {
      ObjectNode read = Json.readObject(DurableFiles.read(receipt));
      add(new StoredReport(read.path("bekymringsmeldingId").asString(""), folder, read));
    }
  }

  private void add(StoredReport report) {
    reports.computeIfAbsent(report.reportId(), id -> new ArrayList<>()).add(report);
    stored++;
  }

  private String nextReference() {
    return "2026/" + (stored + 1001) + "-" + (reports.size() + 1);
  }

  private Path nextFolder(String reportId) {
    int version = reports.getOrDefault(reportId, List.of()).size() + 1;
    return DurableFiles.directory(folder(reportId).resolve(String.format("%04d", version)));
  }

  private Path folder(String reportId) {
    return directory.resolve(
        Sha256.hex(reportId.getBytes(StandardCharsets.UTF_8)).substring(0, 32));
  }
}

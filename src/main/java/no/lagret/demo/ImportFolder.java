package no.lagret.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;

/**
 * The folders of a case system that imports from one: reports are taken out of {@code outbox},
 * whole, kept in {@code stored}, and receipts laid into {@code receipts}, whole. All are made where
 * they are missing, in one directory, so that taking out is one rename.
 */
public final class ImportFolder {

  private static final String METADATA = "metadata.json";

  /** A hyphen and a UUID, for it may be taken more than once. */
  private static final int UNIQUE = 37;

  private final Path outbox;
  private final Path receipts;
  private final Path taken;
  private final EventJournal journal;
  private final CaseSystemStore store;

  /**
   * @param directory of the folders
   * @param journal the file of events
   */
  public ImportFolder(Path directory, Path journal) {
    this.outbox = DurableFiles.directory(directory.resolve("outbox"));
    this.receipts = DurableFiles.directory(directory.resolve("receipts"));
    this.taken = DurableFiles.directory(directory.resolve("taken"));
    this.journal = new EventJournal(journal);
    this.store = new CaseSystemStore(directory.resolve("stored"), this.journal);
  }

  /**
   * A report as it was handed over.
   *
   * @param name of the folder in which it lay; its receipt is called so too
   * @param folder where it lies now
   */
  record Taken(String name, String reportId, List<Part> files, Path folder) {}

  /** {@code lagret.case-system.file.outbox}. */
  public Path outbox() {
    return outbox;
  }

  /** {@code lagret.case-system.file.receipts}. */
  public Path receipts() {
    return receipts;
  }

  /**
   * Takes a report out of the outbox, and stores it unless it is stored already.
   *
   * @param name of its folder
   * @throws UncheckedIOException when it does not lie there
   */
  public void take(String name) {
    Taken report = takeOut(name);
    keep(report.reportId(), report.files());
    forget(report);
  }

  /** How often a report of that id was taken out. */
  public int timesTaken(String reportId) {
    return (int)
        journal.events().stream()
            .filter(event -> event.path("event").asString("").equals("taken"))
            .filter(event -> event.path("reportId").asString("").equals(reportId))
            .count();
  }

  /** The receipt of a stored report, computed from what is stored. */
  public ObjectNode receipt(String reportId) {
    return Objects.requireNonNull(store.find(reportId), "Not stored: " + reportId)
        .receipt()
        .deepCopy();
  }

  /** Lays a text among the receipts, whole. */
  public void lay(String name, String text) {
    // Said before: whoever reads the receipt can act on it at once.
    journal.append("lays", Json.object().put("name", name));
    DurableFiles.write(receipts.resolve(name), text.getBytes(StandardCharsets.UTF_8));
  }

  /** The folders that lie in the outbox, none that is still being built. */
  List<String> lying() {
    return DurableFiles.in(outbox).stream()
        .map(entry -> entry.getFileName().toString())
        .filter(name -> !name.startsWith("."))
        .toList();
  }

  /** Whose report lies there under that name. */
  String reportId(String name) {
    return reportId(outbox.resolve(name));
  }

  Taken takeOut(String name) {
    Path folder = taken.resolve(name + "-" + UUID.randomUUID());
    try {
      Files.move(outbox.resolve(name), folder, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot take " + name, e);
    }
    Taken report = read(folder);
    journal.append("taken", Json.object().put("reportId", report.reportId()));
    return report;
  }

  /** What was taken out before a crash, and is perhaps not stored yet. */
  List<Taken> begun() {
    return DurableFiles.in(taken).stream().map(ImportFolder::read).toList();
  }

  /** Stores it, or finds it stored already with the same bytes. */
  StoredReport keep(String reportId, List<Part> files) {
    StoredReport there = store.find(reportId);
    boolean same = there != null && files.stream().allMatch(file -> holds(reportId, file.bytes()));
    return same ? there : store.store(reportId, files);
  }

  void forget(Taken report) {
    DurableFiles.delete(report.folder());
  }

  boolean holds(String reportId, byte[] file) {
    return store.holds(reportId, file);
  }

  ObjectNode state() {
    return store.state();
  }

  void close() {
    journal.close();
  }

  private static Taken read(Path folder) {
    List<Part> files =
        DurableFiles.in(folder).stream()
            .filter(file -> !file.endsWith(METADATA))
            .map(file -> new Part("fil", file.getFileName().toString(), DurableFiles.read(file)))
            .toList();
    String name = folder.getFileName().toString();
    return new Taken(name.substring(0, name.length() - UNIQUE), reportId(folder), files, folder);
  }

  private static String reportId(Path folder) {
    return Json.readObject(DurableFiles.read(folder.resolve(METADATA)))
        .path("bekymringsmeldingId")
        .asString("");
  }
}

package no.lagret.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import no.lagret.demo.FolderStandIn;
import no.lagret.demo.ImportFolder;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A case system that imports from a folder: takes and receipts what a test tells it to, or all that
 * comes.
 */
public final class FolderCaseSystem implements AutoCloseable {

  private final ImportFolder folder;
  private @Nullable FolderStandIn standIn;

  private FolderCaseSystem(Path directory) {
    folder = new ImportFolder(directory, directory.resolve("case-system.jsonl"));
  }

  /** With folders of its own in an existing one. */
  public static FolderCaseSystem in(Path directory) {
    return new FolderCaseSystem(directory);
  }

  public Path outbox() {
    return folder.outbox();
  }

  public Path receipts() {
    return folder.receipts();
  }

  /** Where the report lies for it to take. */
  public Path handedOver(String reportId) {
    return outbox().resolve(reportId);
  }

  /** All that lies for it to take, half-built folders among them. */
  public List<String> lying() {
    try (Stream<Path> entries = Files.list(outbox())) {
      return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Takes a report out of the folder; it may have been taken before. */
  public void takes(String reportId) {
    folder.take(reportId);
  }

  /** From now on it imports by itself what lies there, and lays the receipts down. */
  public FolderStandIn imports() {
    standIn = new FolderStandIn(0, folder, Duration.ofMillis(150));
    return standIn;
  }

  /** Lays down the receipt of what it took, computed from what it stored. */
  public void receipts(String reportId, String journalReference) {
    lays(
        reportId + ".json",
        folder.receipt(reportId).put("journalpostId", journalReference).toString());
  }

  /** Lays down a receipt of other bytes than it stored. */
  public void receiptsOtherBytes(String reportId) {
    ObjectNode receipt = folder.receipt(reportId);
    ((ObjectNode) receipt.path("filer").path(0)).put("sha256", "0".repeat(64));
    lays(reportId + ".json", receipt.toString());
  }

  /** Lays down whatever is told, whole. */
  public void lays(String name, String text) {
    folder.lay(name, text);
  }

  /** A receipt that has lain there for as long. */
  public void hasLain(String name, Duration since) {
    try {
      Files.setLastModifiedTime(
          receipts().resolve(name), FileTime.from(Instant.now().minus(since)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How often the report was taken. */
  public int timesTaken(String reportId) {
    return folder.timesTaken(reportId);
  }

  @Override
  public void close() {
    if (standIn != null) {
      standIn.close();
    }
  }
}

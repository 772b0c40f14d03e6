package no.lagret.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import no.lagret.report.Digests;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A case system that imports from a folder: takes and receipts what a test tells it to. */
public final class FolderCaseSystem {

  private final Path outbox;
  private final Path receipts;
  private final Path store;

  private FolderCaseSystem(Path directory) throws IOException {
    outbox = Files.createDirectory(directory.resolve("outbox"));
    receipts = Files.createDirectory(directory.resolve("receipts"));
    store = Files.createDirectory(directory.resolve("imported"));
  }

  /** With folders of its own in an existing one. */
  public static FolderCaseSystem in(Path directory) {
    try {
      return new FolderCaseSystem(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Path outbox() {
    return outbox;
  }

  public Path receipts() {
    return receipts;
  }

  /** Where the report lies for it to take. */
  public Path handedOver(String reportId) {
    return outbox.resolve(reportId);
  }

  /** All that lies for it to take, half-built folders among them. */
  public List<String> lying() {
    try (Stream<Path> entries = Files.list(outbox)) {
      return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Takes a report out of the folder; it may have been taken before. */
  public void takes(String reportId) {
    try {
      Files.move(handedOver(reportId), store.resolve(reportId + "-" + UUID.randomUUID()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Takes all that lies there, and lays down its receipts: those it gave before once more. */
  public void importsAllBut(Set<String> reportIds) {
    for (String reportId : lying()) {
      if (!reportId.startsWith(".") && !reportIds.contains(reportId)) {
        try {
          takes(reportId);
        } catch (UncheckedIOException e) {
          continue; // the gateway took it back meanwhile
        }
        receipts(reportId, "2026/" + reportId.substring(0, 8));
      }
    }
  }

  /** Lays down the receipt of what it took, computed from what it stored. */
  public void receipts(String reportId, String journalReference) {
    lays(reportId + ".json", receipt(reportId, journalReference, storedPdf(reportId)).toString());
  }

  /** Lays down a receipt of other bytes than it stored. */
  public void receiptsOtherBytes(String reportId) {
    lays(reportId + ".json", receipt(reportId, "2026/9", new byte[] {1}).toString());
  }

  /** Lays down whatever is told, whole. */
  public void lays(String name, String text) {
    try {
      Path part = receipts.resolve(name + ".part");
      Files.writeString(part, text);
      Files.move(part, receipts.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A receipt that has lain there for as long. */
  public void hasLain(String name, Duration since) {
    try {
      Files.setLastModifiedTime(receipts.resolve(name), FileTime.from(Instant.now().minus(since)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How often the report was taken. */
  public int timesTaken(String reportId) {
    return stored(reportId).size();
  }

  private List<Path> stored(String reportId) {
    try (Stream<Path> entries = Files.list(store)) {
      return entries
          .filter(entry -> entry.getFileName().toString().startsWith(reportId))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private byte[] storedPdf(String reportId) {
    try {
      return Files.readAllBytes(stored(reportId).get(0).resolve("bekymringsmelding.pdf"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ObjectNode receipt(String reportId, String reference, byte[] pdf) {
    ObjectNode receipt =
        Controls.JSON
            .createObjectNode()
            .put("bekymringsmeldingId", reportId)
            .put("journalpostId", reference)
            .put("lagret", OffsetDateTime.now().toString());
    ArrayNode files = receipt.putArray("filer");
    files
        .addObject()
        .put("filnavn", "bekymringsmelding.pdf")
        .put("sha256", Digests.sha256(pdf))
        .put("storrelse", pdf.length);
    return receipt;
  }
}

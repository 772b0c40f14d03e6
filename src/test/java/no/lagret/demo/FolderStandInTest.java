package no.lagret.demo;

import static no.lagret.testing.Patience.LONG_ENOUGH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.UUID;
import no.lagret.testing.StandInProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** The stand-in that imports from a folder, as the command runs it and as it misbehaves. */
class FolderStandInTest {

  @TempDir private Path directory;
  private final byte[] pdf = SampleReport.pdf("a report", 4096);

  private StandInProcess process() {
    return StandInProcess.start(
        directory,
        "case-system",
        "--folder=" + directory,
        "--journal=" + directory.resolve("familia.jsonl"),
        "--every=100ms");
  }

  private String handsOver(String name) throws IOException {
    Path building = Files.createDirectories(directory.resolve("building"));
    Files.write(building.resolve("bekymringsmelding.pdf"), pdf);
    Files.writeString(
        building.resolve("metadata.json"), "{\"bekymringsmeldingId\": \"" + name + "\"}");
    Files.createDirectories(directory.resolve("outbox"));
    Files.move(building, directory.resolve("outbox").resolve(name), StandardCopyOption.ATOMIC_MOVE);
    return name;
  }

  private Path receipt(String reportId) {
    return directory.resolve("receipts").resolve(reportId + ".json");
  }

  private JsonNode waitsForReceipt(String reportId) {
    await("receipt").atMost(LONG_ENOUGH).until(() -> Files.exists(receipt(reportId)));
    return Json.read(DurableFiles.read(receipt(reportId)));
  }

  private static String id() {
    return UUID.randomUUID().toString();
  }

  @Test
  void takesAReportOutKeepsItAndLaysItsReceiptDown() throws IOException {
    String reportId = handsOver(id());
    try (StandInProcess familia = process()) {
      JsonNode receipt = waitsForReceipt(reportId);

      assertThat(receipt.path("bekymringsmeldingId").asString()).isEqualTo(reportId);
      assertThat(receipt.path("journalpostId").asString()).isNotEmpty();
      assertThat(receipt.path("filer").path(0).path("sha256").asString())
          .isEqualTo(Sha256.hex(pdf));
      assertThat(directory.resolve("outbox").resolve(reportId)).doesNotExist();
    }
  }

  @Test
  void givesTheSameReceiptForTheSameReportHandedOverAgain() throws IOException {
    String reportId = handsOver(id());
    try (StandInProcess familia = process()) {
      JsonNode first = waitsForReceipt(reportId);
      Files.delete(receipt(reportId));
      handsOver(reportId);

      assertThat(waitsForReceipt(reportId)).isEqualTo(first);
    }
  }

  /** It had taken the report out, and not stored it. */
  @Test
  void finishesAfterAKillWhatItHadBegun() throws IOException {
    String reportId = handsOver(id());
    Files.createDirectories(directory.resolve("taken"));
    Files.move(
        directory.resolve("outbox").resolve(reportId),
        directory.resolve("taken").resolve(reportId + "-" + id()));

    try (StandInProcess familia = process()) {
      waitsForReceipt(reportId);
      await("nothing begun")
          .atMost(LONG_ENOUGH)
          .until(() -> DurableFiles.in(directory.resolve("taken")).isEmpty());
    }
  }

  @ParameterizedTest
  @CsvSource({"leave,false,false", "silent,true,false", "lie,false,true", "late,true,true"})
  void misbehavesOnceAsTold(String kind, boolean keeps, boolean receipts) throws IOException {
    ImportFolder folder = new ImportFolder(directory, directory.resolve("familia.jsonl"));
    try (FolderStandIn familia = new FolderStandIn(0, folder, Duration.ofMillis(50))) {
      String reportId = id();
      familia.behave("on=import,seconds=1,kind=" + kind + ",id=" + reportId);
      handsOver(reportId);
      String next = handsOver(id()); // comes after it, and is treated well
      waitsForReceipt(next);

      await("what becomes of it")
          .atMost(LONG_ENOUGH)
          .until(
              () ->
                  familia.holds(reportId, pdf) == keeps
                      && Files.exists(receipt(reportId)) == receipts);
      assertThat(Files.exists(directory.resolve("outbox").resolve(reportId)))
          .isEqualTo(kind.equals("leave"));
    }
  }

  @Test
  void spoilsReceiptsAsTold() throws IOException {
    ImportFolder folder = new ImportFolder(directory, directory.resolve("familia.jsonl"));
    try (FolderStandIn familia = new FolderStandIn(0, folder, Duration.ofMillis(50))) {
      familia.behave("on=import,kind=torn,times=1");
      String torn = handsOver(id());
      await("receipt").atMost(LONG_ENOUGH).until(() -> Files.exists(receipt(torn)));
      assertThat(Files.readString(receipt(torn))).startsWith("{").doesNotEndWith("}");

      familia.behave("on=import,kind=corrupt-store,times=1");
      String corrupt = handsOver(id());
      assertThat(waitsForReceipt(corrupt).path("filer").path(0).path("sha256").asString())
          .isNotEqualTo(Sha256.hex(pdf));

      familia.behave("on=import,kind=second,times=1,seconds=1");
      String twice = handsOver(id());
      String first = waitsForReceipt(twice).path("journalpostId").asString();
      await("second receipt")
          .atMost(LONG_ENOUGH)
          .until(
              () -> waitsForReceipt(twice).path("journalpostId").asString().equals(first + "-2"));
    }
  }
}

package no.lagret.casesystem;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import no.lagret.chaos.LoopDisk;
import no.lagret.chaos.Shell;
import no.lagret.report.Channel;
import no.lagret.report.ClassifiedFailure;
import no.lagret.report.Digests;
import no.lagret.report.Dispatch;
import no.lagret.report.Document;
import no.lagret.report.FailureClass;
import no.lagret.report.OpenedReport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What lies in the folder is whole, under a name that is safe, or not there. */
class CaseFolderTest {

  private static final int SMALL = 4_000;
  private static final int LARGER_THAN_THE_DISK = 300_000;

  @TempDir private Path disk;
  private Path outbox;
  private Path receipts;
  private CaseFolder folder;
  private boolean mounted;

  /** One in memory stands for a disk that fills or can only be read; only root may mount it. */
  private void onASmallDisk() throws IOException {
    Shell.run("mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", disk.toString());
    mounted = true;
    makeFolders();
  }

  @BeforeEach
  void makeFolders() throws IOException {
    folder = folderOn(disk, Duration.ofSeconds(30));
  }

  private CaseFolder folderOn(Path place, Duration responseTimeout) throws IOException {
    outbox = Files.createDirectory(place.resolve("outbox"));
    receipts = Files.createDirectory(place.resolve("receipts"));
    return new CaseFolder(
        new CaseSystemSettings.File(
            outbox, receipts, Duration.ofHours(2), Duration.ZERO, responseTimeout));
  }

  @AfterEach
  void unmount() {
    if (mounted) {
      Shell.run("umount", disk.toString());
    }
  }

  @Test
  @Tag("long")
  void leavesNothingOnAFullDiskAndGoesOnOnceThereIsRoom() throws Exception {
    onASmallDisk();
    assertThatThrownBy(() -> folder.handOver(report("r-1", LARGER_THAN_THE_DISK), "{}"))
        .isInstanceOfSatisfying(
            ClassifiedFailure.class,
            failure -> {
              assertThat(failure.failureClass()).isEqualTo(FailureClass.OUTAGE);
              assertThat(failure.setting()).isEqualTo(CaseFolder.OUTBOX);
              assertThat(failure).hasMessageContaining("is full");
            });
    assertThat(names(outbox)).isEmpty();

    folder.handOver(report("r-1", SMALL), "{}");

    assertThat(names(outbox)).containsExactly("r-1");
  }

  @Test
  @Tag("long")
  void saysThatADiskCanOnlyBeReadAndGoesOnOnceItCanBeWritten() throws Exception {
    onASmallDisk();
    Shell.run("mount", "-o", "remount,ro", disk.toString());
    assertThatThrownBy(() -> folder.handOver(report("r-2", SMALL), "{}"))
        .isInstanceOf(ClassifiedFailure.class)
        .hasMessageContaining("can only be read");
    assertThatThrownBy(() -> folder.probe()).isInstanceOf(ClassifiedFailure.class);

    Shell.run("mount", "-o", "remount,rw", disk.toString());
    folder.probe();
    folder.handOver(report("r-2", SMALL), "{}");

    assertThat(names(outbox)).containsExactly("r-2");
  }

  /** What was given up may be done all the same, and the case system be quicker than the retry. */
  @Test
  @Tag("long")
  void laysNothingTwiceThatWasLaidAfterItsTimeWasOver() throws Exception {
    Path place = disk.resolve("frozen");
    try (LoopDisk frozen = LoopDisk.formatted(disk.resolve("image"), place, "8m")) {
      CaseFolder slow = folderOn(place, Duration.ofSeconds(3));
      OpenedReport report = report("r-9", SMALL);
      frozen.freezes();
      try {
        assertThatThrownBy(() -> slow.handOver(report, "{}"))
            .isInstanceOf(ClassifiedFailure.class)
            .hasMessageContaining("does not answer within 3 s");
      } finally {
        frozen.thaws();
      }
      await().atMost(Duration.ofSeconds(60)).until(() -> names(outbox).equals(List.of("r-9")));
      Files.move(outbox.resolve("r-9"), place.resolve("taken"));

      await()
          .atMost(Duration.ofSeconds(60))
          .ignoreExceptions()
          .untilAsserted(() -> slow.handOver(report, "{}"));
      assertThat(names(outbox)).isEmpty();

      slow.handOver(report, "{}"); // asked for once more, later
      assertThat(names(outbox)).containsExactly("r-9");
    }
  }

  @Test
  void takesTheSameContentThatLiesThereForItsOwnAndRefusesOther() throws Exception {
    folder.handOver(report("r-3", SMALL), "{\"forsendelseId\": \"first\"}");
    folder.handOver(report("r-3", SMALL), "{\"forsendelseId\": \"second\"}");

    assertThatThrownBy(() -> folder.handOver(report("r-3", SMALL + 1), "{}"))
        .isInstanceOfSatisfying(
            ClassifiedFailure.class,
            failure -> assertThat(failure.failureClass()).isEqualTo(FailureClass.CONFLICT));
    assertThat(Files.readString(outbox.resolve("r-3").resolve("metadata.json"))).contains("first");
    assertThat(names(outbox)).containsExactly("r-3");
  }

  @ParameterizedTest
  @ValueSource(strings = {"../../etc/passwd", "a/b", "..", "Åse Testesen", "r 4", ""})
  void namesAReportByADigestWhoseIdIsNoName(String reportId) throws Exception {
    folder.handOver(report(reportId, SMALL), "{}");

    assertThat(names(outbox)).containsExactly(Digests.sha256(reportId.getBytes(UTF_8)));
  }

  /** A link may lead anywhere, and something endless may lie there. */
  @Test
  void readsNoLinkAndNothingHugeAsAReceipt() throws Exception {
    Path elsewhere = Files.writeString(disk.resolve("elsewhere.json"), "{}");
    Files.createSymbolicLink(receipts.resolve("r-5.json"), elsewhere);
    Files.write(receipts.resolve("r-6.json"), new byte[200_000]);

    assertThat(folder.receipt("r-5")).isNull();
    assertThat(folder.hasReceiptNamed("r-5.json")).isTrue();
    assertThat(folder.receipt("r-6")).isNotNull();
  }

  @Test
  void takesBackOnlyWhatIsSettled() throws Exception {
    folder.handOver(report("r-7", SMALL), "{}");
    folder.handOver(report("r-8", SMALL), "{}");
    Files.writeString(receipts.resolve("r-7.json"), "{}");

    folder.archive("r-7.json", Instant.now());
    folder.takeBackSettled(Instant.now().plusSeconds(1));

    assertThat(names(outbox)).containsExactly("r-8");
    assertThat(folder.receipt("r-7")).isNotNull();
  }

  private static OpenedReport report(String reportId, int size) {
    Dispatch dispatch =
        new Dispatch(
            "default",
            Channel.SVARINN,
            reportId,
            UUID.randomUUID().toString(),
            1,
            null,
            Instant.now(),
            null,
            "0".repeat(64),
            size);
    Document pdf = new Document(Document.PDF, "application/pdf", new byte[size]);
    return new OpenedReport(dispatch, List.of(pdf), Set.of(), false, false, null);
  }

  private static List<String> names(Path directory) throws IOException {
    try (Stream<Path> entries = Files.list(directory)) {
      return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
    }
  }
}

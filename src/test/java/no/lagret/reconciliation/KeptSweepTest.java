package no.lagret.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import no.lagret.alert.Alarms;
import no.lagret.alert.Condition;
import no.lagret.delivery.KeptCopies;
import no.lagret.ledger.EventType;
import no.lagret.ledger.Ledger;
import no.lagret.ledger.LedgerEvent;
import no.lagret.ledger.WrittenLedger;
import no.lagret.recipient.PerRecipient;
import no.lagret.report.Channel;
import no.lagret.report.Digests;
import no.lagret.report.Dispatch;
import no.lagret.testing.MovableClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A kept copy is there for as long as it may be needed, and not a day longer. */
class KeptSweepTest {

  private static final Duration RETENTION = Duration.ofDays(30);

  private final MovableClock clock = new MovableClock();
  private WrittenLedger written;
  private Alarms alarms;
  private KeptCopies copies;
  private DifferenceTable differences;
  private KeptSweep sweep;
  private Path folder;

  @BeforeEach
  void open(@TempDir Path directory) {
    written = new WrittenLedger(directory);
    alarms = new Alarms(JdbcClient.create(written.database()), clock, List.of());
    folder = directory.resolve("kept");
    copies = new KeptCopies(folder, true, alarms);
    differences = new DifferenceTable(new JdbcTemplate(written.database()));
    sweep =
        new KeptSweep(
            copies,
            new Ledger(JdbcClient.create(written.database())),
            differences,
            PerRecipient.of(List.of("default"), name -> RETENTION),
            alarms,
            Duration.ZERO,
            clock);
  }

  @AfterEach
  void close() {
    written.close();
  }

  private String kept(String report, EventType last) throws IOException {
    byte[] sealed = ("sealed " + report).getBytes(java.nio.charset.StandardCharsets.UTF_8);
    String digest = Digests.sha256(sealed);
    Files.createDirectories(folder);
    Files.write(folder.resolve(digest), sealed);
    Dispatch dispatch =
        new Dispatch(
            "default",
            Channel.SVARINN,
            report,
            "dispatch-" + report,
            1,
            null,
            Instant.now(),
            null,
            digest,
            sealed.length,
            null);
    written.write(LedgerEvent.of(EventType.QUEUED, dispatch, 1), LedgerEvent.of(last, dispatch, 2));
    return digest;
  }

  @Test
  void keepsItUntilThePortalHasDeletedItsOwn() throws IOException {
    String digest = kept("a", EventType.CONFIRMED);
    clock.runsAheadBy(RETENTION.minusHours(1));
    sweep.sweep();
    assertThat(copies.read(digest)).isNotNull();

    clock.runsAheadBy(RETENTION.plusHours(1));
    sweep.sweep();
    assertThat(copies.has(digest)).isFalse();
  }

  @Test
  void keepsWhatIsNotSettledHoweverOldItIs() throws IOException {
    String queued = kept("a", EventType.ATTEMPT_FAILED);
    String stored = kept("b", EventType.STORED);
    clock.runsAheadBy(RETENTION.multipliedBy(10));

    sweep.sweep();

    assertThat(copies.all()).containsExactlyInAnyOrder(queued, stored);
  }

  @Test
  void keepsWhatIsMissedInTheCaseSystem() throws IOException {
    String digest = kept("a", EventType.CONFIRMED);
    differences.add(
        "default",
        List.of(
            new DifferenceTable.New(new Found(DifferenceKind.GONE, "a", "a", null, null, 1), null)),
        clock.instant());
    clock.runsAheadBy(RETENTION.multipliedBy(2));

    sweep.sweep();

    assertThat(copies.has(digest)).isTrue();
  }

  @Test
  void deletesNothingByAClockThatIsKnownToBeWrong() throws IOException {
    String digest = kept("a", EventType.CONFIRMED);
    alarms.begin(Condition.CLOCK, "default", "default", null, "Check the clock.");
    clock.runsAheadBy(RETENTION.multipliedBy(2));
    sweep.sweep();
    assertThat(copies.has(digest)).isTrue();

    alarms.end(Condition.CLOCK, "default");
    sweep.sweep();
    assertThat(copies.has(digest)).isFalse();
  }

  @Test
  void keepsWhatTheLedgerDoesNotKnowForAsLongAsIfItDid() throws IOException {
    Files.createDirectories(folder);
    Path unknown = Files.writeString(folder.resolve("0".repeat(64)), "sealed");
    sweep.sweep();
    assertThat(unknown).exists();

    Files.setLastModifiedTime(
        unknown, FileTime.from(clock.instant().minus(RETENTION).minusSeconds(60)));
    sweep.sweep();
    assertThat(unknown).doesNotExist();
  }

  @Test
  void givesNothingBackThatIsNotWhatItWas() throws IOException {
    String digest = kept("a", EventType.CONFIRMED);
    Files.writeString(folder.resolve(digest), "something else");

    assertThat(copies.read(digest)).isNull();
  }
}

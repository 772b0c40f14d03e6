package no.lagret.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import no.lagret.chaos.ChaosRun.Fate;
import no.lagret.chaos.agent.Tight;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Cuts the power under journal and ledger. SIGKILL spares what the kernel holds and so proves
 * nothing about syncing; here only what was synced is left. See {@link LoopDisk}.
 *
 * <p>A start costs most, so it is cut several times: all cuts but the last are looked at as they
 * lie, and from the last the gateway goes on. {@code -Dchaos.cuts} how often (else as often as
 * {@code -Dchaos.minutes} allow), {@code -Dchaos.seed} to repeat a run.
 */
@Tag("long")
class PowerCutIT {

  private static final int CUTS_A_START = 6;
  private static final int LONGEST_WAIT_MS = 1_200;

  private final long seed = number("chaos.seed", System.nanoTime() & 0xffffff);
  private final int wanted = (int) number("chaos.cuts", 0);
  private final Duration time = Duration.ofMinutes(number("chaos.minutes", 4));
  private final Random random = new Random(seed);
  private final List<String> found = new ArrayList<>();
  private int cuts;
  private int cutsInFlight;

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  private Path directory;

  @Test
  void losesNothingWhenThePowerFails() {
    Instant began = Instant.now();
    try (Outlet outlet = new Outlet("")) {
      while (wanted > 0 ? cuts < wanted : Instant.now().isBefore(began.plus(time))) {
        outlet.failsOften();
      }
      Tally tally = outlet.run.settle();
      found.addAll(tally.wrong());
      new LedgerFile(outlet.run.data)
          .found()
          .forEach(dispatch -> found.add("further in the queues than in the ledger: " + dispatch));
      if (outlet.run.verifyLedger() != 0) {
        found.add("verify-ledger finds the ledger broken");
      }
      System.out.printf(
          "%d power cuts, %d of them with a report in flight, %d starts, in %d s%n"
              + "%d offered: %d confirmed, %d dead letters (%d made so by cuts), %d lost, %d confirmed"
              + " too early, %d stored twice or differently, %d missing, %d taken twice; %d findings;"
              + " paging began %d times, the journal was compacted %d times%n",
          cuts,
          cutsInFlight,
          outlet.run.kills.size() + 1,
          Duration.between(began, Instant.now()).toSeconds(),
          outlet.run.offered.size(),
          tally.confirmed(),
          tally.deadLetters(),
          tally.poison().size(),
          tally.lost().size(),
          tally.confirmedTooEarly().size(),
          tally.storedDifferently().size(),
          tally.missing().size(),
          tally.takenTwice().size(),
          found.size(),
          outlet.run.timesSaid(Tight.PAGES),
          outlet.run.timesSaid(Tight.COMPACTS));
      assertThat(outlet.run.timesSaid(Tight.PAGES)).isPositive();
      assertThat(outlet.run.timesSaid(Tight.COMPACTS)).isPositive();
      assertThat(found).as("chaos.seed=%d", seed).isEmpty();
    }
  }

  @Test
  void isRedWhenTheJournalIsNotSynced() {
    assertRed("no-datasync");
  }

  @Test
  void isRedWhenTheLedgerIsNotSynced() {
    assertRed("ledger-unsynced");
  }

  /** The very same cuts, and a rule taken away. */
  private void assertRed(String broken) {
    try (Outlet outlet = new Outlet(broken)) {
      outlet.failsOften();
      System.out.printf("%s: %d cuts, %d findings, such as%n", broken, cuts, found.size());
      found.stream().limit(5).forEach(System.out::println);
      assertThat(found).as("chaos.seed=%d", seed).isNotEmpty();
    }
  }

  private static long number(String property, long otherwise) {
    String value = System.getProperty(property, "");
    return value.isBlank() ? otherwise : Long.parseLong(value);
  }

  /** A gateway, and the power that it has. */
  private final class Outlet implements AutoCloseable {

    final ChaosRun run;
    private LoopDisk disk;

    Outlet(String broken) {
      System.out.println("chaos.seed=" + seed + " in " + directory);
      disk = LoopDisk.formatted(directory.resolve("disk.img"), directory.resolve("data"), "512M");
      run = new ChaosRun(directory, broken);
      run.tight = true;
    }

    void failsOften() {
      List<Cut> made = new ArrayList<>();
      offer();
      try (Gateway gateway = run.opened()) {
        while (made.size() < CUTS_A_START) {
          offer();
          if (gateway.ends(Duration.ofMillis(random.nextInt(LONGEST_WAIT_MS)))) {
            throw new AssertionError("The gateway stopped by itself:\n" + gateway.said());
          }
          gateway.pause();
          made.add(cut());
          if (made.size() < CUTS_A_START) {
            gateway.resume();
          }
        }
        gateway.kill();
        run.killed("POWER");
      }
      disk.close();
      made.forEach(this::lookAt);
      disk = LoopDisk.mounted(made.get(made.size() - 1).image(), run.data);
    }

    private void offer() {
      run.offer(Fate.GOOD);
      run.offer(Fate.values()[random.nextInt(Fate.values().length)]);
      run.offer(Fate.GOOD);
    }

    /** The stand-ins keep what they said and did until now. */
    private Cut cut() {
      Path image = directory.resolve("cut-" + ++cuts + ".img");
      disk.copyTo(image);
      cutsInFlight += run.anyInFlight() ? 1 : 0;
      return new Cut(cuts, image, new StandInJournals(directory).confirmed());
    }

    /** Looking empties the queues: the one to go on from is looked at in a copy. */
    private void lookAt(Cut cut) {
      boolean goesOn = cut.number() == cuts;
      Path looked = goesOn ? directory.resolve("look.img") : cut.image();
      if (goesOn) {
        LoopDisk.copy(cut.image(), looked);
      }
      try (LoopDisk look = LoopDisk.mounted(looked, directory.resolve("look"))) {
        Autopsy.of(directory.resolve("look"), cut.confirmed()).stream()
            .map(wrong -> "cut " + cut.number() + ": " + wrong)
            .forEach(found::add);
      }
      try {
        Files.delete(looked);
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    }

    @Override
    public void close() {
      run.close();
      disk.close();
    }
  }

  private record Cut(int number, Path image, java.util.Set<String> confirmed) {}
}

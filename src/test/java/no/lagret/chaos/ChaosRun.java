package no.lagret.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import no.lagret.chaos.agent.Point;
import no.lagret.testing.CaseSystem;
import no.lagret.testing.FiksIoPortal;
import no.lagret.testing.InventedReport;
import no.lagret.testing.Portal;
import org.jspecify.annotations.Nullable;

/** Reports in flight, a gateway that is killed and started again, and at the end a count. */
final class ChaosRun implements AutoCloseable {

  private static final Duration LONGEST_START = Duration.ofMinutes(4);
  private static final Duration LONGEST_SETTLING = Duration.ofMinutes(5);
  private static final Duration AFTERMATH = Duration.ofSeconds(10);

  /** What a report will meet at the case system. */
  enum Fate {
    GOOD,
    OUTAGES,
    /** Over files: it is stored, and no receipt comes before it is handed over once more. */
    LIE,
    /** Over files: other bytes are stored and receipted. */
    REFUSED
  }

  /** A kill: where ({@code RANDOM} for any moment), when, and whether a report was in work. */
  record Kill(String where, Instant at, boolean inFlight) {}

  final Path directory;
  final Path data;
  final Map<InventedReport, Fate> offered = new LinkedHashMap<>();

  /** Those among them that are the district's. */
  final Set<InventedReport> overFiles = new HashSet<>();

  final List<Kill> kills = new ArrayList<>();
  final List<String> missed = new ArrayList<>();

  /** JVM options of the gateways started from now on. */
  final List<String> options = new ArrayList<>();

  final CaseSystem caseSystem;

  /** Variables for the gateways to come. */
  final Map<String, String> environment = new HashMap<>();

  /** Whether the gateways to come page and compact their journal with a dozen reports. */
  boolean tight;

  private @Nullable District district;
  private final PortalSide side;
  private final Path agent;
  private final String broken;
  private final List<String> settings;
  private final Path log;

  /**
   * @param directory made where it is missing; what a case system of an earlier run held in it is
   *     held again
   * @param broken the rule taken away, or empty
   * @param more settings
   */
  ChaosRun(Path directory, String broken, String... more) {
    this(made(directory), new PortalSide.Asked(Portal.start(directory)), broken, more);
  }

  /** The same on channel FIKS_IO. */
  static ChaosRun onFiksIo(Path directory, String broken, String... more) {
    made(directory);
    return new ChaosRun(
        directory, new PortalSide.Pushing(FiksIoPortal.start(directory)), broken, more);
  }

  private ChaosRun(Path directory, PortalSide side, String broken, String... more) {
    this.directory = directory;
    this.side = side;
    this.data = directory.resolve("data");
    this.broken = broken;
    Gateway.unpack();
    caseSystem = CaseSystem.start(directory);
    agent = AgentJar.in(directory);
    settings = new ArrayList<>(side.settings(data, caseSystem));
    // These crashes are ours, and time is short.
    settings.add("--lagret.intake.longest-restart-pause=0s");
    for (String setting : more) {
      // Given twice, a setting would be a list of both.
      settings.removeIf(known -> name(known).equals(name(setting)));
      settings.add(setting);
    }
    log = directory.resolve("gateway.log");
  }

  private static Path made(Path directory) {
    try {
      return Files.createDirectories(directory);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** The portal that is asked for reports. */
  Portal portal() {
    return ((PortalSide.Asked) side).portal();
  }

  /** The portal that pushes reports. */
  FiksIoPortal fiksIo() {
    return ((PortalSide.Pushing) side).portal();
  }

  /** Keeps an older key, as after a change of keys. */
  void alsoOpensWith(Path key) {
    settings.replaceAll(
        known -> name(known).equals("--lagret.keys.private") ? known + "," + key : known);
  }

  /** The gateways to come have a second recipient, whose case system imports from a folder. */
  void withDistrict() {
    district = new District(directory);
    settings.addAll(district.settings().toList());
  }

  void offer(Fate fate) {
    offer(report(fate), fate);
  }

  /** The same for the district. */
  void offerToDistrict(Fate fate) {
    InventedReport report = report(fate);
    offered.put(report, fate);
    overFiles.add(report);
    Objects.requireNonNull(district).offer(report, fate);
  }

  /** One to each recipient. */
  void offerToEach(Fate fate) {
    offer(fate);
    if (district != null) {
      offerToDistrict(fate);
    }
  }

  private static InventedReport report(Fate fate) {
    return InventedReport.ofSize(fate == Fate.GOOD ? 40 * 1024 : 4 * 1024);
  }

  void offer(InventedReport report, Fate fate) {
    switch (fate) {
      case GOOD -> {}
      case OUTAGES -> caseSystem.answers("put").forReport(report.reportId()).status(503).times(6);
      case LIE -> caseSystem.answers("put").forReport(report.reportId()).kind("lie").once();
      case REFUSED ->
          caseSystem
              .answers("put")
              .forReport(report.reportId())
              .problem(422, "urn:familia:problem:avvist")
              .forEver();
    }
    offered.put(side.offers(report), fate);
  }

  private static String name(String setting) {
    return setting.substring(0, setting.indexOf('='));
  }

  /** Starts the gateway and kills it where the point is passed for the {@code hit}th time. */
  void killAt(Point point, int hit) {
    Path marker = directory.resolve("marker");
    try {
      Files.deleteIfExists(marker);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    try (Gateway gateway = start("point=" + point + ",hit=" + hit + ",file=" + marker)) {
      if (!gateway.ends(LONGEST_START)) {
        missed.add(point.name());
      } else if (Files.exists(marker)) {
        killed(point.name());
      } else {
        throw new AssertionError("The gateway stopped by itself:\n" + tail(gateway));
      }
    }
  }

  /** Kills it so many milliseconds after it has first asked the portal. */
  void killAfter(long millis) {
    try (Gateway gateway = opened()) {
      gateway.ends(Duration.ofMillis(millis));
      gateway.kill();
      killed("RANDOM");
    }
  }

  /** A gateway that has asked the portal. */
  Gateway opened() {
    int before = side.visits();
    Gateway gateway = start(null);
    Instant end = Instant.now().plus(LONGEST_START);
    while (side.visits() == before && Instant.now().isBefore(end)) {
      if (gateway.ends(Duration.ofMillis(100))) {
        throw new AssertionError("The gateway stopped by itself:\n" + tail(gateway));
      }
    }
    return gateway;
  }

  void killed(String where) {
    kills.add(new Kill(where, Instant.now(), anyInFlight()));
  }

  /**
   * A report is in flight from when it was fetched until the ledger says that it is confirmed or a
   * dead letter: until then the gateway has work with it after the next start.
   */
  boolean anyInFlight() {
    Set<String> inFlight = new StandInJournals(directory).fetched();
    new LedgerFile(data).settled().forEach(inFlight::remove);
    return !inFlight.isEmpty();
  }

  /** Runs a gateway until something holds, and stops it in good order. */
  void until(BooleanSupplier holds) {
    try (Gateway gateway = opened()) {
      Instant end = Instant.now().plus(LONGEST_SETTLING);
      while (!holds.getAsBoolean()) {
        if (gateway.ends(Duration.ofMillis(300)) || Instant.now().isAfter(end)) {
          throw new AssertionError("It did not come to that:\n" + tail(gateway));
        }
      }
      stop(gateway);
    }
  }

  /** Stops it in good order. */
  static void stop(Gateway gateway) {
    gateway.stop();
    if (!gateway.ends(Duration.ofSeconds(90))) {
      throw new AssertionError("The gateway does not stop when asked to");
    }
  }

  /** The answer's body, or an empty one while there is none. */
  String get(Gateway gateway, String path) {
    String answer = gateway.get(Gateway.port(settings), path);
    return answer == null ? "" : answer;
  }

  Gateway start(@Nullable String strike) {
    List<String> all = new ArrayList<>(options);
    List<String> toAgent = new ArrayList<>();
    if (strike != null) {
      toAgent.add(strike);
    }
    if (!broken.isEmpty()) {
      toAgent.add("break=" + broken);
    }
    if (tight) {
      toAgent.add("tight=yes");
    }
    if (!toAgent.isEmpty()) {
      all.add("-javaagent:" + agent + "=" + String.join(",", toAgent));
    }
    return Gateway.startUnpacked(log, environment, all, settings);
  }

  /**
   * Lets everything run until each dispatch is settled, and a little longer for what comes late: a
   * second copy, a second confirmation, the ledger's last events.
   */
  Tally settle() {
    return settle(() -> true);
  }

  /** The same, and until something more holds. */
  Tally settle(BooleanSupplier alsoHolds) {
    try (Gateway gateway = opened()) {
      Instant end = Instant.now().plus(LONGEST_SETTLING);
      Instant over = null;
      Tally tally;
      do {
        if (gateway.ends(Duration.ofSeconds(1))) {
          throw new AssertionError("The gateway stopped by itself:\n" + tail(gateway));
        }
        tally = Tally.of(this, gateway.get(Gateway.port(settings), "/api/dead-letters?size=200"));
        if (!(tally.lost().isEmpty() && alsoHolds.getAsBoolean())) {
          over = null;
        } else if (over == null) {
          over = Instant.now().plus(AFTERMATH);
        }
      } while ((broken.isEmpty() || tally.allWell())
          && Instant.now().isBefore(over == null ? end : over));
      stop(gateway);
      return tally;
    }
  }

  /** How often its gateways have said so. */
  long timesSaid(String words) {
    try (Stream<String> lines = Files.lines(log)) {
      return lines.filter(line -> line.contains(words)).count();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** The exit code of {@code verify-ledger}. */
  int verifyLedger() {
    try (Gateway command =
        Gateway.startUnpacked(
            directory.resolve("verify.log"),
            List.of(),
            List.of("verify-ledger", "--lagret.data-directory=" + data))) {
      return command.ends(Duration.ofMinutes(2)) ? command.exitCode() : -1;
    }
  }

  private static String tail(Gateway gateway) {
    List<String> lines = gateway.said().lines().toList();
    return String.join("\n", lines.subList(Math.max(0, lines.size() - 15), lines.size()));
  }

  @Override
  public void close() {
    if (district != null) {
      district.close();
    }
    side.close();
    caseSystem.close();
  }
}

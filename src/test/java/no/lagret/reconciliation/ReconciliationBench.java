package no.lagret.reconciliation;

import static java.nio.charset.StandardCharsets.UTF_8;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import no.lagret.alert.Alarms;
import no.lagret.casesystem.StillStored;
import no.lagret.ledger.Ledger;
import no.lagret.ledger.WrittenLedger;
import no.lagret.recipient.PerRecipient;
import no.lagret.report.Timestamps;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Makes comparisons of a size in a JVM of its own, and says how long each step of them took. */
public final class ReconciliationBench {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("dd.MM.uuuu HH:mm:ss").withZone(ZoneId.of("Europe/Oslo"));

  private final Path directory;
  private final int rows;
  private final Instant from = Instant.parse("2026-01-01T00:00:00Z");
  private final Instant to = from.plus(Duration.ofDays(365));
  private final StringBuilder portal = new StringBuilder("id;forsendelse;tid;status;tittel\n");
  private final StringBuilder caseSystem = new StringBuilder("id;journalpost;tid\n");
  private final List<Object[]> dispatches = new ArrayList<>();

  private ReconciliationBench(Path directory, int rows) {
    this.directory = directory;
    this.rows = rows;
  }

  /** Runs the command that {@link #main} is, and reads what it says. */
  public static Map<String, List<Double>> results(List<String> command) {
    Map<String, List<Double>> results = new LinkedHashMap<>();
    try {
      Process process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
      try (BufferedReader said = process.inputReader(UTF_8)) {
        said.lines()
            .filter(line -> line.startsWith("took "))
            .map(line -> line.split(" ", 3))
            .forEach(
                part ->
                    results
                        .computeIfAbsent(part[2], step -> new ArrayList<>())
                        .add(Double.valueOf(part[1])));
      }
      if (process.waitFor() != 0) {
        throw new AssertionError("The comparison ended with " + process.exitValue());
      }
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
    return results;
  }

  /** Directory, how many reports, how many rounds. */
  public static void main(String[] arguments) throws IOException {
    ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).setLevel(Level.ERROR);
    Path directory = Files.createDirectories(Path.of(arguments[0]));
    new ReconciliationBench(directory, Integer.parseInt(arguments[1]))
        .run(Integer.parseInt(arguments[2]));
  }

  private void run(int rounds) {
    invent();
    for (int round = 0; round < rounds; round++) {
      Path folder = directory.resolve("round-" + round);
      folder.toFile().mkdirs();
      try (WrittenLedger written = new WrittenLedger(folder)) {
        JdbcTemplate jdbc = new JdbcTemplate(written.database());
        TransactionTemplate transaction =
            new TransactionTemplate(new JdbcTransactionManager(written.database()));
        transaction.executeWithoutResult(status -> fill(jdbc));
        compare(written, jdbc, transaction);
      }
    }
  }

  private void invent() {
    Random random = new Random(1);
    for (int i = 0; i < rows; i++) {
      String id = new UUID(random.nextLong(), random.nextLong()).toString();
      Instant sent = from.plusSeconds((long) (random.nextDouble() * 364 * 86_400));
      String at = Timestamps.format(sent.plusSeconds(60));
      dispatches.add(
          new Object[] {
            "default",
            "SVARINN",
            "f-" + i,
            id,
            "CONFIRMED",
            Timestamps.format(sent),
            at,
            at,
            at,
            "0".repeat(64),
            1000,
            "2026/" + i,
            at,
            "READ_BACK",
            "e-" + i
          });
      if (i % 10_000 != 1) {
        portal.append(String.join(";", id, "f-" + i, TIME.format(sent), "Levert", "Tittel"));
        portal.append('\n');
      }
      if (i % 10_000 != 2) {
        caseSystem.append(String.join(";", id, "2026/" + i, TIME.format(sent.plusSeconds(70))));
        caseSystem.append('\n');
      }
      if (i % 12_500 == 3) {
        portal.append(
            String.join(
                ";", UUID.randomUUID().toString(), "g-" + i, TIME.format(sent), "Venter", "T"));
        portal.append('\n');
      }
    }
  }

  private void fill(JdbcTemplate jdbc) {
    jdbc.batchUpdate(
        """
        insert into dispatch (recipient, channel, dispatch_id, report_id, state, sent_at,
          received_at, stored_at, confirmed_at, sealed_sha256, sealed_size, journal_reference,
          last_event_at, read_back, last_event_id, generation, step, rank, attempts)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1, 3, 100, 0)""",
        dispatches);
  }

  private void compare(WrittenLedger written, JdbcTemplate jdbc, TransactionTemplate transaction) {
    InstantSource clock = () -> to.plus(Duration.ofDays(1));
    Alarms alarms = new Alarms(JdbcClient.create(jdbc), clock, List.of());
    Ledger ledger = new Ledger(JdbcClient.create(jdbc));
    StillStored nobody = StillStored.nowhere();
    DifferenceTable table = new DifferenceTable(jdbc);
    DifferenceAlarms raised = new DifferenceAlarms(alarms);
    RunTable runs = new RunTable(JdbcClient.create(jdbc));
    Reconciler reconciler =
        new Reconciler(
            (recipient, period, logs) -> SidesReader.ofLogs(recipient, period, logs),
            ledger,
            nobody,
            new Differences(table, raised, clock),
            raised,
            runs,
            transaction,
            PerRecipient.of(List.of("default"), name -> Duration.ofDays(30)),
            new ReconciliationSettings(
                "03:00",
                Duration.ofDays(35),
                Duration.ofHours(1),
                Duration.ofMinutes(10),
                Duration.ofDays(1),
                Duration.ofMillis(500),
                Duration.ofHours(1),
                null,
                null,
                null),
            clock);
    byte[] portalBytes = portal.toString().getBytes(UTF_8);
    byte[] caseBytes = caseSystem.toString().getBytes(UTF_8);
    long begun = System.nanoTime();
    Logs logs =
        new Logs(
            reader("id", "forsendelse", null).read("portal", portalBytes),
            reader("id", null, "journalpost").read("case system", caseBytes));
    long read = System.nanoTime();
    Reconciliation run =
        new Reconciliation(
            UUID.randomUUID().toString(),
            clock.instant(),
            "bench",
            null,
            null,
            new Period(from, to),
            true,
            Reconciliation.State.RUNNING,
            null);
    runs.add(run);
    ReconciliationResult result = reconciler.reconcile(run, "default", logs);
    reconciler.tell(run, result);
    long ended = System.nanoTime();
    if (result.differences() != 18 || result.matched() != rows - 10) {
      throw new AssertionError("Not what was seeded: " + result);
    }
    took("read both logs", read - begun);
    took("compare, write and raise", ended - read);
    took("all of it", ended - begun);
  }

  private static void took(String step, long nanos) {
    System.out.println("took " + nanos / 1e9 + " " + step);
  }

  private static LogReader reader(String report, String dispatch, String reference) {
    return new LogReader(
        new ReconciliationSettings.Log(
            new ReconciliationSettings.Columns(
                report,
                dispatch,
                reference,
                null,
                "tid",
                null,
                dispatch == null ? null : "status",
                null),
            ";",
            "UTF-8",
            null,
            "Europe/Oslo",
            List.of("Levert"),
            List.of("Venter"),
            List.of(),
            List.of(),
            true));
  }
}

package no.lagret.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.stream.Stream;
import no.lagret.testing.CaseSystem;
import no.lagret.testing.InventedReport;
import no.lagret.testing.Portal;

/** A portal and a case system, each in its own process, and what happened there. */
final class Sides implements AutoCloseable {

  final Portal portal;
  final CaseSystem caseSystem;
  final Journal portalJournal;
  final Journal caseSystemJournal;

  /**
   * @param directory an existing one, for what they keep
   */
  Sides(Path directory) {
    portal = Portal.start(directory);
    caseSystem = CaseSystem.start(directory);
    portalJournal = new Journal(directory.resolve("portal.jsonl"));
    caseSystemJournal = new Journal(directory.resolve("case-system.jsonl"));
  }

  /** Both answer every call after so long. */
  void answerAfter(Duration time) {
    Stream.of("list", "fetch", "confirm")
        .map(portal::behaves)
        .forEach(call -> call.kind("slow").with("millis", (int) time.toMillis()).forEver());
    Stream.of("ask", "put", "read")
        .map(caseSystem::answers)
        .forEach(call -> call.kind("slow").with("millis", (int) time.toMillis()).forEver());
  }

  /** Offers them all, and lists none of them before {@link #list}. */
  void prepare(Load load) {
    portal.reset();
    portal.behaves("list").kind("omit").forEver();
    InventedReport report = InventedReport.ofSize(load.bytes());
    for (int i = 0; i < load.reports(); i++) {
      // The same bytes are sealed once: sealing so many takes longer than carrying them.
      portal.offers(report.another());
    }
    answerAfter(load.answerTime());
    portalJournal.forget();
    caseSystemJournal.forget();
  }

  /** From now on the portal lists what it holds. */
  void list() {
    portal.behaves("list").kind("fields").forEver();
  }

  /**
   * From the first list that named a report to the last confirmation, in seconds. Each report must
   * have cost the same calls, whoever made them.
   */
  double secondsFor(int reports) {
    Stream.of("fetched", "confirmed").forEach(call -> check(portalJournal, call, reports));
    Stream.of("asked", "put", "stored", "read")
        .forEach(call -> check(caseSystemJournal, call, reports));
    Instant listed =
        portalJournal.named("listed").stream()
            .filter(line -> !line.path("ids").isEmpty())
            .map(Journal::at)
            .min(Comparator.naturalOrder())
            .orElseThrow();
    return seconds(listed, lastConfirmed());
  }

  /** From the first report that was stored to the last confirmation, in seconds. */
  double secondsOfStoring() {
    return seconds(Journal.at(caseSystemJournal.named("stored").get(0)), lastConfirmed());
  }

  private Instant lastConfirmed() {
    return portalJournal.named("confirmed").stream()
        .map(Journal::at)
        .max(Comparator.naturalOrder())
        .orElseThrow();
  }

  private static double seconds(Instant from, Instant to) {
    return Duration.between(from, to).toNanos() / 1e9;
  }

  private static void check(Journal journal, String call, int reports) {
    int calls = journal.named(call).size();
    if (calls != reports) {
      throw new AssertionError(call + " " + calls + " times for " + reports + " reports");
    }
  }

  @Override
  public void close() {
    portal.close();
    caseSystem.close();
  }
}

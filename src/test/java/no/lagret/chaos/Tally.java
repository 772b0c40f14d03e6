package no.lagret.chaos;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import no.lagret.report.Digests;
import no.lagret.testing.InventedReport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What became of every dispatch that was offered, counted at the portal and the case system.
 *
 * @param lost neither confirmed nor shown as a dead letter
 * @param confirmedTooEarly confirmed before the very bytes were stored, or over files before their
 *     receipt was laid down
 * @param storedDifferently stored with other bytes, or more than one version
 * @param strangeDeadLetters dead letters that nothing provoked
 * @param poison dead letters that the kills themselves provoked
 * @param missing found missing by a census
 * @param takenTwice queued twice in one generation
 * @param other anything else that must not be
 */
record Tally(
    int confirmed,
    int deadLetters,
    List<String> lost,
    List<String> confirmedTooEarly,
    List<String> storedDifferently,
    List<String> strangeDeadLetters,
    List<String> poison,
    List<String> missing,
    List<String> takenTwice,
    List<String> other) {

  private static final int KILLS_OF_A_SUSPECT = 3;

  /**
   * @param deadLetters the API's answer, or null while it gives none
   */
  static Tally of(ChaosRun run, @Nullable String deadLetters) {
    StandInJournals journals = new StandInJournals(run.directory);
    Map<String, String> dead = new HashMap<>();
    JsonNode letters = JsonMapper.shared().readTree(deadLetters == null ? "{}" : deadLetters);
    for (JsonNode letter : letters.path("items")) {
      dead.put(letter.path("reportId").asString(""), letter.path("reason").asString(""));
    }
    Tally tally =
        new Tally(
            0,
            dead.size(),
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>());
    int confirmed = 0;
    for (Map.Entry<InventedReport, ChaosRun.Fate> entry : run.offered.entrySet()) {
      confirmed += tally.count(run, journals, entry.getKey(), entry.getValue(), dead) ? 1 : 0;
    }
    if (deadLetters != null) {
      LedgerFile ledger = new LedgerFile(run.data);
      tally.missing.addAll(ledger.missing());
      tally.takenTwice.addAll(ledger.takenTwice());
      ledger.quarantined().forEach(reason -> tally.other.add("quarantined: " + reason));
    } else {
      tally.lost.add("The API does not answer");
    }
    if (journals.negativeReceipts() > 0) {
      tally.other.add("A negative receipt was sent");
    }
    journals.givenUp().forEach(message -> tally.other.add("RabbitMQ gave up: " + message));
    return tally.with(confirmed);
  }

  private boolean count(
      ChaosRun run,
      StandInJournals journals,
      InventedReport report,
      ChaosRun.Fate fate,
      Map<String, String> dead) {
    String name = fate + " " + report.reportId();
    String sha256 = Digests.sha256(report.pdf());
    Instant confirmed = journals.firstConfirmed(report.dispatchId());
    Instant stored = journals.firstStored(report.reportId(), sha256);
    String reason = dead.get(report.reportId());
    if (confirmed == null && reason == null) {
      lost.add(name);
    }
    Instant proved =
        run.overFiles.contains(report) ? journals.firstReceipted(report.reportId()) : stored;
    if (confirmed != null
        && (stored == null
            || proved == null
            || stored.isAfter(confirmed)
            || proved.isAfter(confirmed))) {
      confirmedTooEarly.add(name);
    }
    List<String> digests = journals.storedDigests(report.reportId());
    boolean refused = fate == ChaosRun.Fate.REFUSED;
    if (digests.size() > 1
        || !refused && !new HashSet<>(digests).stream().allMatch(sha256::equals)) {
      storedDifferently.add(name + " " + digests.size() + " versions");
    }
    String expected = run.overFiles.contains(report) ? "FALSE_RECEIPT" : "REFUSED";
    boolean provoked = refused && expected.equals(reason);
    if (reason != null && !provoked) {
      long kills = killsBeforeDeath(run, journals, report);
      ("POISON".equals(reason) && kills >= KILLS_OF_A_SUSPECT ? poison : strangeDeadLetters)
          .add(name + " " + reason + " after " + kills + " kills");
    }
    return confirmed != null;
  }

  private static long killsBeforeDeath(
      ChaosRun run, StandInJournals journals, InventedReport report) {
    Instant fetched = journals.firstFetched(report.dispatchId());
    List<String> deaths = new LedgerFile(run.data).deadLettered(report.reportId());
    return fetched == null || deaths.isEmpty()
        ? 0
        : run.kills.stream()
            .filter(k -> k.at().isAfter(fetched) && k.at().isBefore(Instant.parse(deaths.get(0))))
            .count();
  }

  private Tally with(int count) {
    return new Tally(
        count,
        deadLetters,
        lost,
        confirmedTooEarly,
        storedDifferently,
        strangeDeadLetters,
        poison,
        missing,
        takenTwice,
        other);
  }

  /** Nothing is wrong yet, though some may wait. */
  boolean allWell() {
    return wrong().size() == lost.size();
  }

  /** Everything that must not be. */
  List<String> wrong() {
    List<String> wrong = new ArrayList<>(other);
    lost.forEach(s -> wrong.add("lost: " + s));
    confirmedTooEarly.forEach(s -> wrong.add("confirmed before it was stored: " + s));
    storedDifferently.forEach(s -> wrong.add("stored differently: " + s));
    strangeDeadLetters.forEach(s -> wrong.add("dead letter without cause: " + s));
    missing.forEach(s -> wrong.add("missing in a census: " + s));
    takenTwice.forEach(s -> wrong.add("taken twice: " + s));
    return wrong;
  }
}

package no.lagret.replay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import no.lagret.testing.CaseSystem;
import no.lagret.testing.InventedReport;
import no.lagret.testing.Portal;

/** A municipality's account at the portal and its case system, which behave as they did then. */
final class Town implements AutoCloseable {

  /** For how long the portal kept a confirmed report, in days. */
  static final int KEPT = 14;

  /** When the reports of a day are sent. */
  private static final LocalTime NOON = LocalTime.of(12, 0);

  final Municipality municipality;
  final Portal portal;
  final CaseSystem caseSystem;
  private final InventedReport sample = InventedReport.small();
  private final Deque<History.Sent> kept = new ArrayDeque<>();

  Town(Municipality municipality, Path directory) {
    this.municipality = municipality;
    Path own = directory.resolve(municipality.name());
    try {
      Files.createDirectories(own);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    portal = Portal.start(own);
    caseSystem = CaseSystem.start(own);
  }

  /** When on a day its reports are sent. */
  static Instant sentAt(LocalDate day) {
    return day.atTime(NOON).toInstant(ZoneOffset.UTC);
  }

  /** The portal deletes what it confirmed two weeks ago, and offers what came today. */
  void begins(History.Day day) {
    while (!kept.isEmpty() && !kept.peek().on().plusDays(KEPT).isAfter(day.date())) {
      portal.forgets(kept.remove().dispatchId());
    }
    day.sent().stream()
        .filter(sent -> sent.municipality().equals(municipality))
        .forEach(this::offers);
  }

  /** Whether every report is confirmed. */
  boolean isDone() {
    return portal.waiting().isEmpty();
  }

  /** Of those reports the ones that are in the case system no more than at the portal. */
  List<History.Sent> gone(List<History.Sent> sent) {
    Set<String> there = new HashSet<>(caseSystem.storedReports());
    kept.forEach(still -> there.add(still.reportId()));
    return sent.stream().filter(report -> !there.contains(report.reportId())).toList();
  }

  private void offers(History.Sent sent) {
    if (sent.overloaded()) {
      caseSystem.answers("put").forReport(sent.reportId()).kind("lie").once();
    }
    portal.offers(
        new InventedReport(sent.dispatchId(), sent.reportId(), sample.pdf()),
        offer -> offer.put("date", sentAt(sent.on()).toEpochMilli()));
    kept.add(sent);
  }

  @Override
  public void close() {
    portal.close();
    caseSystem.close();
  }
}

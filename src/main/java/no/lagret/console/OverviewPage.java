package no.lagret.console;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import no.lagret.alert.Alarms;
import no.lagret.brake.Brakes;
import no.lagret.casesystem.RecipientSettings;
import no.lagret.deadline.PaperClock;
import no.lagret.ledger.DeadLetterFilter;
import no.lagret.ledger.DeadLetterOrder;
import no.lagret.ledger.DeadLetterRow;
import no.lagret.ledger.DispatchRow;
import no.lagret.ledger.Ledger;
import no.lagret.ledger.Page;
import no.lagret.ledger.PageRequest;
import no.lagret.ledger.StateFigures;
import no.lagret.pulse.Checked;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** Is every report safe? What do I have to do now? */
@WebPage
class OverviewPage {

  private final Ledger ledger;
  private final Alarms alarms;
  private final Brakes brakes;
  private final ObjectProvider<Checked> checks;
  private final PaperClock paper;
  private final InstantSource clock;

  OverviewPage(
      Ledger ledger,
      Alarms alarms,
      Brakes brakes,
      ObjectProvider<Checked> checks,
      PaperClock paper,
      InstantSource clock) {
    this.ledger = ledger;
    this.alarms = alarms;
    this.brakes = brakes;
    this.checks = checks;
    this.paper = paper;
    this.clock = clock;
  }

  @GetMapping("/")
  String show(Model page, @AuthenticationPrincipal SignedIn user) {
    Set<String> recipients = user.recipients();
    StateFigures figures =
        user.sees(RecipientSettings.DEFAULT_NAME)
            ? ledger.figures(RecipientSettings.DEFAULT_NAME)
            : new StateFigures(Map.of(), Map.of());
    Page<DeadLetterRow> dead =
        ledger.deadLetters(
            new DeadLetterFilter(recipients, null, null, null, null, false),
            DeadLetterOrder.OLDEST,
            new PageRequest(0, 1));
    long standing =
        alarms.standing().stream()
            // Somebody sees to the others.
            .filter(a -> a.acknowledgedBy() == null && AlarmsApi.concerns(a, recipients))
            .count();
    page.addAttribute(
        "overview",
        Overview.of(
            checks.orderedStream().toList(),
            figures,
            dead.total(),
            dead.items().stream().map(DeadLetterRow::firstAt).findFirst().orElse(null),
            standing));
    ledger
        .oldestWaiting()
        .map(DispatchRow::dispatch)
        .filter(dispatch -> user.sees(dispatch.recipient()))
        .ifPresent(
            dispatch -> {
              page.addAttribute("oldest", dispatch);
              page.addAttribute("paperAt", paper.paperAt(dispatch));
            });
    page.addAttribute("brakes", BrakesJson.of(brakes));
    days(page, recipients);
    return "overview";
  }

  private void days(Model page, @Nullable Set<String> recipients) {
    LocalDate today = LocalDate.ofInstant(clock.instant(), Times.NORWAY);
    Instant first = today.minusDays(Day.SHOWN - 1L).atStartOfDay(Times.NORWAY).toInstant();
    List<Day> days = Day.last(today, ledger.hours(recipients, first));
    page.addAttribute("days", days);
    page.addAttribute(
        "most",
        days.stream()
            .mapToLong(d -> Math.max(d.received(), Math.max(d.stored(), d.confirmed())))
            .max()
            .orElse(0));
  }
}

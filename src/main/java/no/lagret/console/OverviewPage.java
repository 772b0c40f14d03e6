package no.lagret.console;

import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import no.lagret.alert.Alarms;
import no.lagret.brake.Brakes;
import no.lagret.deadline.PaperClock;
import no.lagret.figures.Day;
import no.lagret.figures.Days;
import no.lagret.ledger.DeadLetterFilter;
import no.lagret.ledger.DeadLetterOrder;
import no.lagret.ledger.DeadLetterRow;
import no.lagret.ledger.DispatchRow;
import no.lagret.ledger.Ledger;
import no.lagret.ledger.Page;
import no.lagret.ledger.PageRequest;
import no.lagret.ledger.StateFigures;
import no.lagret.portal.svarinn.Observation;
import no.lagret.portal.svarinn.Observations;
import no.lagret.pulse.Checked;
import no.lagret.recipient.PerRecipient;
import no.lagret.recipient.RecipientSettings;
import no.lagret.recipient.Recipients;
import no.lagret.reconciliation.Reconciliations;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Is every report safe? What do I have to do now? */
@WebPage
class OverviewPage {

  private static final int SHOWN = 30;

  private final Recipients recipients;
  private final Ledger ledger;
  private final Alarms alarms;
  private final PerRecipient<Brakes> brakes;
  private final ObjectProvider<Checked> checks;
  private final List<PerRecipient<? extends Checked>> checksOfRecipients;
  private final PaperClock paper;
  private final Observations observations;
  private final Reconciliations reconciliations;
  private final InstantSource clock;

  OverviewPage(
      Recipients recipients,
      Ledger ledger,
      Alarms alarms,
      PerRecipient<Brakes> brakes,
      ObjectProvider<Checked> checks,
      List<PerRecipient<? extends Checked>> checksOfRecipients,
      PaperClock paper,
      Observations observations,
      Reconciliations reconciliations,
      InstantSource clock) {
    this.recipients = recipients;
    this.ledger = ledger;
    this.alarms = alarms;
    this.brakes = brakes;
    this.checks = checks;
    this.checksOfRecipients = checksOfRecipients;
    this.paper = paper;
    this.observations = observations;
    this.reconciliations = reconciliations;
    this.clock = clock;
  }

  /**
   * @param recipient whose alone; all that the user sees where it is missing
   */
  @GetMapping("/")
  String show(
      Model page,
      @RequestParam(required = false) @Nullable String recipient,
      @AuthenticationPrincipal SignedIn user) {
    List<String> seen = recipients.names().stream().filter(user::sees).toList();
    List<String> shown = seen.contains(recipient) ? List.of(recipient) : seen;
    // A user of all recipients sees what is told of none, and of those not set any more.
    Set<String> asked = seen.contains(recipient) ? Set.of(recipient) : user.recipients();
    page.addAttribute("recipients", seen.size() > 1 ? lines(seen) : List.of());
    page.addAttribute("chosen", seen.contains(recipient) ? recipient : null);
    show(page, shown, asked, user);
    return "overview";
  }

  private List<RecipientLine> lines(List<String> seen) {
    return seen.stream()
        .map(
            name -> {
              Overview own = overview(List.of(name), Set.of(name));
              String called =
                  recipients.settings("recipient", RecipientSettings.class).of(name).name();
              return new RecipientLine(name, called == null ? name : called, own);
            })
        .toList();
  }

  /**
   * One recipient of several.
   *
   * @param called what people call it
   * @param overview the answer for its reports alone
   */
  public record RecipientLine(String name, String called, Overview overview) {}

  private StateFigures figures(List<String> shown) {
    return shown.stream().map(ledger::figures).reduce(StateFigures.NONE, StateFigures::plus);
  }

  private List<Checked> checks(List<String> shown) {
    return Stream.concat(
            checks.orderedStream(),
            checksOfRecipients.stream()
                .flatMap(each -> shown.stream().flatMap(name -> each.find(name).stream())))
        .toList();
  }

  private Map<String, Observation.Figures> observed(List<String> shown) {
    Map<String, Observation.Figures> observed = new LinkedHashMap<>();
    for (String name : shown) {
      observations.of(name).ifPresent(own -> observed.put(name, own.figures()));
    }
    return observed;
  }

  private Overview overview(List<String> shown, @Nullable Set<String> asked) {
    Page<DeadLetterRow> dead =
        ledger.deadLetters(
            new DeadLetterFilter(asked, null, null, null, null, false),
            DeadLetterOrder.OLDEST,
            new PageRequest(0, 1));
    long standing =
        alarms.standing().stream()
            // Somebody sees to the others.
            .filter(a -> a.acknowledgedBy() == null && AlarmsApi.concerns(a, asked))
            .count();
    return Overview.of(
        checks(shown),
        figures(shown),
        dead.total(),
        dead.items().stream().map(DeadLetterRow::firstAt).findFirst().orElse(null),
        standing);
  }

  private void show(Model page, List<String> shown, @Nullable Set<String> asked, SignedIn user) {
    page.addAttribute("overview", overview(shown, asked));
    page.addAttribute("observing", observations.on());
    page.addAttribute("observed", observed(shown));
    ledger
        .oldestWaiting()
        .map(DispatchRow::dispatch)
        .filter(dispatch -> user.sees(dispatch.recipient()))
        .filter(dispatch -> asked == null || asked.contains(dispatch.recipient()))
        .ifPresent(
            dispatch -> {
              page.addAttribute("oldest", dispatch);
              page.addAttribute("paperAt", paper.paperAt(dispatch));
            });
    Map<String, BrakesJson> stops = new LinkedHashMap<>();
    for (String name : shown) {
      BrakesJson own = BrakesJson.of(brakes.of(name));
      if (own != null) {
        stops.put(name, own);
      }
    }
    page.addAttribute("brakes", stops);
    page.addAttribute("reconciled", Reconciled.last(reconciliations, shown, clock.instant()));
    days(page, asked);
  }

  private void days(Model page, @Nullable Set<String> recipients) {
    Days shown = Days.last(SHOWN, clock);
    List<Day> days = Day.each(shown, ledger.hours(recipients, shown.begin(), shown.end()));
    page.addAttribute("days", days);
    page.addAttribute("most", Day.most(days));
    page.addAttribute("inMonths", false);
  }
}

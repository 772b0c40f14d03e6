package no.lagret.console;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import no.lagret.alert.Alarms;
import no.lagret.brake.Brakes;
import no.lagret.ledger.DeadLetterFilter;
import no.lagret.ledger.DispatchRow;
import no.lagret.ledger.EventFilter;
import no.lagret.ledger.EventType;
import no.lagret.ledger.Ledger;
import no.lagret.ledger.Page;
import no.lagret.ledger.PageRequest;
import no.lagret.ledger.ReportFilter;
import no.lagret.ledger.ReportView;
import no.lagret.recipient.PerRecipient;
import no.lagret.report.ReportState;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The first question: is every report safe? */
@RestController
class SummaryApi {

  private static final PageRequest ONE = new PageRequest(0, 1);

  private final Ledger ledger;
  private final PerRecipient<Brakes> brakes;
  private final Alarms alarms;

  SummaryApi(Ledger ledger, PerRecipient<Brakes> brakes, Alarms alarms) {
    this.ledger = ledger;
    this.brakes = brakes;
    this.alarms = alarms;
  }

  @GetMapping("/api/summary")
  SummaryJson summary(@AuthenticationPrincipal SignedIn user) {
    Set<String> recipients = user.recipients();
    Map<ReportState, Long> counts = new EnumMap<>(ReportState.class);
    for (ReportState state : ReportState.values()) {
      counts.put(state, in(recipients, state, ONE).total());
    }
    return new SummaryJson(
        counts,
        ledger
            .deadLetters(new DeadLetterFilter(recipients, null, null, null, null, false), ONE)
            .total(),
        oldestWaiting(user, counts),
        ledger
            .events(
                new EventFilter(null, null, null, Set.of(EventType.CENSUS), null, null, null), ONE)
            .items()
            .stream()
            .map(EventJson::of)
            .findFirst()
            .orElse(null),
        brakes(user),
        alarms.standing().stream()
            .filter(alarm -> AlarmsApi.concerns(alarm, recipients))
            .map(AlarmJson::of)
            .toList());
  }

  private Map<String, BrakesJson> brakes(SignedIn user) {
    Map<String, BrakesJson> known = new LinkedHashMap<>();
    brakes.forEach(
        (recipient, own) -> {
          BrakesJson stops = user.sees(recipient) ? BrakesJson.of(own) : null;
          if (stops != null) {
            known.put(recipient, stops);
          }
        });
    return known;
  }

  private Page<ReportView> in(
      @Nullable Set<String> recipients, ReportState state, PageRequest page) {
    return ledger.reports(new ReportFilter(recipients, state, null, null, null), page);
  }

  private SummaryJson.@Nullable Waiting oldestWaiting(
      SignedIn user, Map<ReportState, Long> counts) {
    if (user.recipients() == null) {
      return ledger.oldestWaiting().map(SummaryApi::waiting).orElse(null);
    }
    // The list is newest first: its last page of one holds the oldest.
    SummaryJson.Waiting oldest = null;
    for (ReportState state : ReportState.values()) {
      int count = Math.toIntExact(counts.getOrDefault(state, 0L));
      if (state.isFinal() || count == 0) {
        continue;
      }
      List<ReportView> last = in(user.recipients(), state, new PageRequest(count - 1, 1)).items();
      for (ReportView report : last) {
        if (oldest == null || report.receivedAt().isBefore(oldest.receivedAt())) {
          oldest =
              new SummaryJson.Waiting(
                  report.reportId(), report.recipient(), state, report.receivedAt());
        }
      }
    }
    return oldest;
  }

  private static SummaryJson.Waiting waiting(DispatchRow row) {
    return new SummaryJson.Waiting(
        row.dispatch().reportId(),
        row.dispatch().recipient(),
        row.state(),
        row.dispatch().receivedAt());
  }
}

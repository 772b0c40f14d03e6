package no.lagret.console;

import jakarta.servlet.http.HttpServletRequest;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import no.lagret.alert.Alarms;
import no.lagret.deadletter.Approval;
import no.lagret.deadletter.Approvals;
import no.lagret.ledger.DeadLetterFilter;
import no.lagret.ledger.Ledger;
import no.lagret.ledger.PageRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.dao.DataAccessException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

/** What every page shows around its own matter: whose it is, who reads it, what waits. */
@Component
final class PageModel {

  private static final PageRequest ONE = new PageRequest(0, 1);

  private final Ledger ledger;
  private final Approvals approvals;
  private final Alarms alarms;
  private final String recipient;

  PageModel(
      Ledger ledger,
      Approvals approvals,
      Alarms alarms,
      @Value("${lagret.recipient.name:Lagret}") String name) {
    this.ledger = ledger;
    this.approvals = approvals;
    this.alarms = alarms;
    this.recipient = name;
  }

  Map<String, Object> of(HttpServletRequest request) {
    Map<String, Object> model = new HashMap<>();
    model.put("language", Languages.of(LocaleContextHolder.getLocale()));
    model.put("languages", Languages.ALL);
    model.put("here", Paths.own(Paths.of(request)));
    model.put("path", request.getRequestURI());
    model.put("recipientName", recipient);
    SignedIn user = user();
    if (user != null) {
      model.put("user", user);
      for (Role role : Role.values()) {
        model.put("is" + role, user.is(role));
      }
      count(model, user.recipients());
    }
    return model;
  }

  /** Navigation must stand when nothing else does. */
  private void count(Map<String, Object> model, @Nullable Set<String> recipients) {
    try {
      DeadLetterFilter open = new DeadLetterFilter(recipients, null, null, null, null, false);
      model.put("openDeadLetters", ledger.deadLetters(open, ONE).total());
      model.put("openApprovals", approvals.list(recipients, Approval.State.OPEN, ONE).total());
      model.put(
          "standingAlarms",
          alarms.standing().stream().filter(a -> AlarmsApi.concerns(a, recipients)).count());
    } catch (DataAccessException e) {
      model.put("openDeadLetters", "?");
      model.put("openApprovals", "?");
      model.put("standingAlarms", "?");
    }
  }

  private static @Nullable SignedIn user() {
    Authentication who = SecurityContextHolder.getContext().getAuthentication();
    return who != null && who.getPrincipal() instanceof SignedIn user ? user : null;
  }
}

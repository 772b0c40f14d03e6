package no.lagret.dryrun;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import no.lagret.recipient.Recipients;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/**
 * What a dry run takes from the municipality's settings: only what is named here, none of it an
 * address, a credential or a file outside of the routes. A new setting stays out until it is added,
 * so that none can lead out by being forgotten.
 */
final class ChosenSettings {

  private static final List<String> TAKEN =
      List.of(
          "lagret.routes-directory",
          "lagret.routes",
          "lagret.recipient.organisation-number",
          "lagret.recipient.name",
          "lagret.recipient.municipality-number",
          "lagret.recipient.district-number",
          "lagret.case-system.http.connect-timeout",
          "lagret.case-system.http.response-timeout",
          "lagret.case-system.http.read-back-timeout",
          "lagret.case-system.http.problem-types",
          "lagret.portal.svarinn.connect-timeout",
          "lagret.portal.svarinn.response-timeout",
          "lagret.delivery.consumers",
          "lagret.delivery.retry-multiplier",
          "lagret.delivery.false-receipt-attempts",
          "lagret.approvals.second-person");

  private ChosenSettings() {}

  /** By their names, those of one recipient among several under its own. */
  static Map<String, Object> of(Environment settings, String recipient) {
    Binder binder = Binder.get(settings);
    Map<String, Object> chosen = new LinkedHashMap<>();
    for (String flat : TAKEN) {
      String name = Recipients.setting(recipient, flat);
      binder
          .bind(name, Bindable.listOf(String.class))
          .ifBound(values -> chosen.put(name, String.join(",", values)));
    }
    return chosen;
  }
}

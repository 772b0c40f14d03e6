package no.lagret.routes;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import no.lagret.recipient.Recipients;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.boot.origin.Origin;
import org.springframework.boot.origin.OriginLookup;
import org.springframework.boot.origin.TextResourceOrigin;
import org.springframework.context.ApplicationListener;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * Looks for settings of ours that nothing reads: a misspelt one would else be passed over in
 * silence, and its default hold.
 */
public final class UnknownSettings
    implements ApplicationListener<ApplicationEnvironmentPreparedEvent>, Ordered {

  /** All of them; those of a list without their index. The test compares with the sample file. */
  static final List<String> KNOWN =
      List.of(
          "lagret.data-directory",
          "lagret.routes-directory",
          "lagret.routes",
          "lagret.recipient.organisation-number",
          "lagret.recipient.name",
          "lagret.recipient.municipality-number",
          "lagret.recipient.district-number",
          "lagret.keys.private",
          "lagret.keys.certificate",
          "lagret.keys.stamp",
          "lagret.keys.proof",
          "lagret.portal.svarinn.base-url",
          "lagret.portal.svarinn.username",
          "lagret.portal.svarinn.password",
          "lagret.portal.svarinn.poll-interval",
          "lagret.portal.svarinn.response-timeout",
          "lagret.portal.svarinn.connect-timeout",
          "lagret.case-system.http.base-url",
          "lagret.case-system.http.token",
          "lagret.case-system.http.client-certificate",
          "lagret.case-system.http.client-key",
          "lagret.case-system.http.trust-store",
          "lagret.case-system.http.connect-timeout",
          "lagret.case-system.http.response-timeout",
          "lagret.case-system.http.read-back-timeout",
          "lagret.case-system.http.problem-types",
          "lagret.case-system.file.outbox",
          "lagret.case-system.file.receipts",
          "lagret.case-system.file.receipt-timeout",
          "lagret.case-system.file.delete-after",
          "lagret.delivery.consumers",
          "lagret.delivery.retry-delay",
          "lagret.delivery.retry-multiplier",
          "lagret.delivery.max-retry-delay",
          "lagret.delivery.false-receipt-attempts",
          "lagret.intake.disk-limit",
          "lagret.intake.longest-restart-pause",
          "lagret.confirmations.hold",
          "lagret.approvals.second-person",
          "lagret.broker.mode",
          "lagret.broker.url",
          "lagret.broker.username",
          "lagret.broker.password",
          "lagret.ledger.url",
          "lagret.ledger.census-interval",
          "lagret.deadlines.paper-after",
          "lagret.deadlines.closed-days",
          "lagret.http.trusted-proxy",
          "lagret.http.longest-session",
          "lagret.oidc.role-claim",
          "lagret.oidc.roles",
          "lagret.oidc.name-claim",
          "lagret.oidc.recipients",
          "lagret.users.name",
          "lagret.users.password",
          "lagret.users.roles",
          "lagret.users.recipients",
          "lagret.demo.reports-every");

  /** Those whose last part somebody else has named. */
  private static final List<String> MAPS = List.of("lagret.oidc.roles", "lagret.oidc.recipients");

  private static final int SHOWN = 5;

  @Override
  public int getOrder() {
    return Ordered.LOWEST_PRECEDENCE - 2;
  }

  @Override
  public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
    List<String> unknown = in(event.getEnvironment()).stream().map(Unknown::sentence).toList();
    if (!unknown.isEmpty()) {
      throw new MisspeltSettings(
          unknown.subList(0, Math.min(SHOWN, unknown.size())), unknown.size());
    }
  }

  /**
   * A setting that nothing reads.
   *
   * @param file where it stands, or empty
   * @param line counted from 1, or 0
   */
  record Unknown(String name, String file, int line, String nearest) {

    String sentence() {
      return name
          + (line > 0 ? " (" + file + ", line " + line + ")" : "")
          + ": did you mean "
          + nearest
          + "?";
    }
  }

  /** All of them, in the order of their sources. */
  static List<Unknown> in(ConfigurableEnvironment settings) {
    List<Unknown> unknown = new ArrayList<>();
    for (PropertySource<?> source : settings.getPropertySources()) {
      if (source instanceof SystemEnvironmentPropertySource environment) {
        look(environment, "LAGRET_", UnknownSettings::inEnvironment, unknown);
      } else if (source instanceof EnumerablePropertySource<?> names) {
        look(names, "lagret.", UnknownSettings::inFile, unknown);
      }
    }
    return unknown;
  }

  private static void look(
      EnumerablePropertySource<?> source,
      String prefix,
      UnaryOperator<String> form,
      List<Unknown> unknown) {
    Map<String, String> known = KNOWN.stream().collect(Collectors.toMap(form, name -> name));
    for (String name : source.getPropertyNames()) {
      if (name.startsWith(prefix)
          && !known.containsKey(form.apply(name))
          && !isOfARecipient(form, name)
          && MAPS.stream().noneMatch(map -> isIn(form.apply(map), form.apply(name)))) {
        String nearest = known.get(Nearest.to(form.apply(name), known.keySet()));
        unknown.add(unknown(source, name, nearest));
      }
    }
  }

  /** What each of several recipients has of its own stands below its name. */
  private static boolean isOfARecipient(UnaryOperator<String> form, String name) {
    String asked = form.apply(name);
    return KNOWN.stream()
        .filter(flat -> !Recipients.setting("x", flat).equals(flat))
        .map(flat -> form.apply(flat).substring("lagret".length()))
        .anyMatch(
            own ->
                asked.startsWith(form.apply("lagret.recipients"))
                    && asked.endsWith(own)
                    && asked.length() > form.apply("lagret.recipients.").length() + own.length());
  }

  /** In a variable of the environment nothing says where the map's own name ends. */
  private static boolean isIn(String map, String name) {
    return name.startsWith(map)
        && (!map.contains(".") || name.substring(map.length()).matches("[.\\[].+"));
  }

  private static Unknown unknown(PropertySource<?> source, String name, String nearest) {
    Origin origin = OriginLookup.getOrigin(source, name);
    return origin instanceof TextResourceOrigin text
            && text.getResource() != null
            && text.getLocation() != null
        ? new Unknown(
            name, text.getResource().getDescription(), text.getLocation().getLine() + 1, nearest)
        : new Unknown(name, "", 0, nearest);
  }

  /** As names are compared: relaxed binding takes {@code baseUrl} for {@code base-url}. */
  private static String inFile(String name) {
    return name.replaceAll("\\[\\d+]|[-_]", "").toLowerCase(Locale.ROOT);
  }

  /** The same for variables, where dots and dashes cannot be told apart. */
  private static String inEnvironment(String name) {
    return inFile(name.replaceAll("_\\d+(?=_|$)", "")).replace(".", "");
  }

  /** Without the words that Spring puts around a path. */
  static String plain(String resource) {
    return resource.replaceFirst("^.*\\[", "").replaceFirst("].*$", "").replaceFirst("^file:", "");
  }
}

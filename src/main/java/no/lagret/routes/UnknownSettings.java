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

  private static final List<Setting> SETTINGS = Setting.all();

  /** All of them; those of a list without their index. */
  static final List<String> KNOWN = SETTINGS.stream().map(Setting::name).toList();

  /** Those whose last part somebody else has named. */
  private static final List<String> MAPS =
      SETTINGS.stream().filter(Setting::isMap).map(Setting::name).toList();

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

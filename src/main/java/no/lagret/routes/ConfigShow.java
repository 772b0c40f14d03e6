package no.lagret.routes;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import no.lagret.recipient.Recipients;
import no.lagret.recipient.RefusedRecipient;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.origin.Origin;
import org.springframework.boot.origin.PropertySourceOrigin;
import org.springframework.boot.origin.TextResourceOrigin;
import org.springframework.core.env.CommandLinePropertySource;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import tools.jackson.databind.json.JsonMapper;

/**
 * The command {@code config show}: every setting that is given, the value that holds, and where it
 * comes from. Secrets are masked. What is not shown is at the default of config/application.yaml.
 */
public final class ConfigShow {

  private static final Pattern SHOWN =
      Pattern.compile("(lagret|server|spring\\.(profiles|config|security\\.oauth2))\\..*");
  private static final Pattern SECRET =
      Pattern.compile("(?i).*(password|token|secret|credential)[^.]*");
  private static final Pattern NO_SECRET = Pattern.compile("(?i).*token-ur[il]");
  private static final String MASK = "******";

  /** Entries of a list that variables of the environment may give. */
  private static final int ENTRIES = 20;

  private ConfigShow() {}

  /**
   * One setting.
   *
   * @param value masked where it is a secret
   * @param from file and line, variable, argument; {@code default} where it is the gateway's own
   */
  record Shown(String name, String value, String from) {}

  /**
   * Prints them.
   *
   * @param args settings as {@code --name=value}, and {@code --json} for tools
   * @return 0, or 1 where a setting is given that nothing reads, or 2 where they cannot be read
   */
  public static int run(String[] args) {
    LoggingSystem.get(ConfigShow.class.getClassLoader()).beforeInitialize();
    List<String> given = new ArrayList<>(Arrays.asList(args));
    boolean json = given.remove("--json");
    ConfigurableEnvironment settings;
    try {
      settings = GivenSettings.read(given.toArray(String[]::new));
    } catch (UnreadableSettings e) {
      System.out.println(e.finding().text());
      return 2;
    } catch (RuntimeException e) {
      // The message of others may quote a value.
      System.out.println("The settings cannot be read: " + e.getClass().getSimpleName());
      return 2;
    }
    List<Shown> shown;
    try {
      shown = shown(settings);
    } catch (RefusedRecipient e) {
      System.out.println(e.getMessage() + ". " + e.whatToDo());
      return 1;
    }
    List<UnknownSettings.Unknown> unknown = UnknownSettings.in(settings);
    if (json) {
      System.out.println(
          JsonMapper.shared()
              .writeValueAsString(
                  Map.of(
                      "settings",
                      shown,
                      "unknown",
                      unknown.stream().map(UnknownSettings.Unknown::sentence).toList())));
    } else {
      shown.forEach(s -> System.out.println(s.name() + " = " + s.value() + "  (" + s.from() + ")"));
      unknown.forEach(u -> System.out.println("Nothing reads " + u.sentence()));
    }
    return unknown.isEmpty() ? 0 : 1;
  }

  static List<Shown> shown(ConfigurableEnvironment settings) {
    // A misspelt name does not tell that its value is a secret.
    Set<String> unknown =
        UnknownSettings.in(settings).stream()
            .map(UnknownSettings.Unknown::name)
            .collect(Collectors.toSet());
    List<Shown> shown = new ArrayList<>();
    for (String name : names(settings)) {
      for (ConfigurationPropertySource source : ConfigurationPropertySources.get(settings)) {
        ConfigurationProperty found =
            source.getConfigurationProperty(ConfigurationPropertyName.of(name));
        if (found != null) {
          String value =
              unknown.contains(name) ? MASK : masked(name, String.valueOf(found.getValue()));
          shown.add(new Shown(name, value, from(found)));
          break;
        }
      }
    }
    return shown;
  }

  /** What stands in any source, and what a variable of the environment may speak of. */
  private static TreeSet<String> names(ConfigurableEnvironment settings) {
    TreeSet<String> names = new TreeSet<>();
    for (ConfigurationPropertySource source : ConfigurationPropertySources.get(settings)) {
      if (source instanceof IterableConfigurationPropertySource written
          && !(source.getUnderlyingSource() instanceof SystemEnvironmentPropertySource)) {
        written.stream()
            .map(ConfigurationPropertyName::toString)
            .filter(name -> SHOWN.matcher(name).matches())
            .forEach(names::add);
      }
    }
    List<String> recipients = new Recipients(settings).names();
    Stream.concat(UnknownSettings.KNOWN.stream(), Stream.of("server.port", "server.address"))
        .flatMap(flat -> recipients.stream().map(name -> Recipients.setting(name, flat)))
        .flatMap(
            name ->
                Stream.concat(
                    Stream.of(name), IntStream.range(0, ENTRIES).mapToObj(entry(name)::formatted)))
        .forEach(names::add);
    return names;
  }

  /** Of users each entry has parts of its own. */
  private static String entry(String name) {
    return name.startsWith("lagret.users.")
        ? name.replace("lagret.users.", "lagret.users[%d].")
        : name + "[%d]";
  }

  private static String masked(String name, String value) {
    String last = name.toLowerCase(Locale.ROOT).replaceAll("\\[[^]]*]", "");
    if (SECRET.matcher(last).matches() && !NO_SECRET.matcher(last).matches()) {
      return value.isEmpty() ? "" : MASK;
    }
    return value
        .replaceAll("://[^/@\\s]+@", "://" + MASK + "@")
        .replaceAll("(?i)((password|token|secret)=)[^&;]+", "$1" + MASK);
  }

  private static String from(ConfigurationProperty found) {
    Origin origin = found.getOrigin();
    if (origin instanceof PropertySourceOrigin wrapped && wrapped.getOrigin() != null) {
      origin = wrapped.getOrigin();
    }
    if (origin instanceof TextResourceOrigin text && text.getResource() != null) {
      return text.getResource().getDescription().startsWith("class path")
          ? "default"
          : UnknownSettings.plain(text.getResource().getDescription())
              + (text.getLocation() == null ? "" : ", line " + (text.getLocation().getLine() + 1));
    }
    if (origin instanceof PropertySourceOrigin in
        && in.getPropertySource() instanceof SystemEnvironmentPropertySource) {
      return "environment variable " + in.getPropertyName();
    }
    if (found.getSource() != null
        && found.getSource().getUnderlyingSource() instanceof CommandLinePropertySource) {
      return "argument";
    }
    return origin == null ? "system property" : UnknownSettings.plain(origin.toString());
  }
}

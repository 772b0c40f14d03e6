package no.lagret.recipient;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import no.lagret.report.ClassifiedFailure;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/**
 * Whose reports this gateway brings, by their names in the settings: {@code
 * lagret.recipients.<name>.*} for each of several, the flat settings for the one named {@code
 * default}.
 */
public final class Recipients {

  /** The recipient of the flat settings. */
  public static final String DEFAULT = "default";

  private static final String SEVERAL = "lagret.recipients";

  /** Names the recipient whose reports are of nobody. */
  public static final String CANARY = "lagret.canary.recipient";

  /** A part of names of queues and routes. */
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");

  /** What each recipient has of its own; everything else is the gateway's. */
  private static final Pattern OWN =
      Pattern.compile("lagret\\.(recipient|portal|case-system|keys\\.(private|certificate))\\b.*");

  private final Environment environment;
  private final List<String> names;

  /**
   * @throws RefusedRecipient when the settings name one that cannot be
   */
  public Recipients(Environment environment) {
    this.environment = environment;
    this.names = List.copyOf(named(environment));
    String canary = environment.getProperty(CANARY, "");
    if (!canary.isBlank() && !names.contains(canary)) {
      throw new RefusedRecipient(
          CANARY,
          "names no recipient of the settings",
          "Give that one the test sides of portal and case system: lagret.recipients.<name>.*");
    }
    if (counted().isEmpty()) {
      throw new RefusedRecipient(
          CANARY,
          "is the only recipient there is",
          "Its reports count nowhere: give the canary a recipient of its own.");
    }
  }

  private static List<String> named(Environment environment) {
    Binder binder = Binder.get(environment);
    Set<String> keys =
        new TreeSet<>(
            binder
                .bind(SEVERAL, Bindable.mapOf(String.class, Object.class))
                .orElse(Map.of())
                .keySet());
    // A variable of the environment cannot carry a hyphen: it speaks of the name that has them.
    Map<String, String> byForm = new TreeMap<>();
    for (String key : keys) {
      byForm.merge(
          key.replace("-", "").toLowerCase(Locale.ROOT), key, (a, b) -> a.contains("-") ? a : b);
    }
    List<String> names = new ArrayList<>();
    if (byForm.isEmpty() || hasFlat(binder)) {
      names.add(DEFAULT);
    }
    for (String name : byForm.values()) {
      String setting = SEVERAL + "." + name;
      if (name.equals(DEFAULT)) {
        throw new RefusedRecipient(
            setting,
            "is the recipient of the flat settings",
            "Move its settings to lagret.portal, lagret.case-system and so on, or give it another name.");
      }
      if (!NAME.matcher(name).matches()) {
        throw new RefusedRecipient(
            setting,
            "is no name that a recipient can have",
            "Make it of a-z, 0-9 and hyphens: it becomes a part of the names of queues and routes.");
      }
      names.add(name);
    }
    return names;
  }

  private static boolean hasFlat(Binder binder) {
    return Stream.of(
            "lagret.portal.svarinn.base-url",
            "lagret.portal.fiks-io.account-id",
            "lagret.case-system.http.base-url",
            "lagret.case-system.file.outbox")
        .anyMatch(name -> binder.bind(name, String.class).isBound());
  }

  /** Their names, the default one first. */
  public List<String> names() {
    return names;
  }

  /**
   * Those whose reports are of somebody: all but the one of the canary, whose reports are of nobody
   * and count nowhere.
   */
  public List<String> counted() {
    String canary = environment.getProperty(CANARY);
    return names.stream().filter(name -> !name.equals(canary)).toList();
  }

  /** One for each recipient. */
  public <T> PerRecipient<T> each(Function<String, T> make) {
    return PerRecipient.of(names, make);
  }

  /**
   * The settings of each recipient below {@code lagret.<part>}.
   *
   * @throws org.springframework.boot.context.properties.bind.BindException when one has no usable
   *     value
   */
  public <T> PerRecipient<T> settings(String part, Class<T> type) {
    Binder binder = Binder.get(environment);
    return each(name -> binder.bindOrCreate(prefix(name) + "." + part, Bindable.of(type)));
  }

  /** Whether the recipient has this setting, given by its flat name. */
  public boolean has(String recipient, String flat) {
    return environment.containsProperty(setting(recipient, flat));
  }

  /** The name under which a recipient's own setting stands, from its flat one. */
  public static String setting(String recipient, String flat) {
    return OWN.matcher(flat).matches()
        ? prefix(recipient) + flat.substring("lagret".length())
        : flat;
  }

  /** What failed for the recipient, and which setting of its to check where one is to blame. */
  public static String said(String recipient, ClassifiedFailure failure) {
    String setting = failure.setting();
    return setting == null
        ? String.valueOf(failure.getMessage())
        : failure.getMessage() + ": check " + setting(recipient, setting);
  }

  private static String prefix(String recipient) {
    return recipient.equals(DEFAULT) ? "lagret" : SEVERAL + "." + recipient;
  }
}

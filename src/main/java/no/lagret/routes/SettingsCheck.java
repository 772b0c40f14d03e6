package no.lagret.routes;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import no.lagret.recipient.Recipients;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.origin.Origin;
import org.springframework.boot.origin.PropertySourceOrigin;
import org.springframework.boot.origin.TextResourceOrigin;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.util.ClassUtils;

/** Checks the settings and the files that they name, and starts nothing. */
final class SettingsCheck {

  private static final String SAMPLE =
      "config/application.yaml shows every setting as it may look.";

  private final ConfigurableEnvironment settings;
  private final InstantSource clock;

  SettingsCheck(ConfigurableEnvironment settings, InstantSource clock) {
    this.settings = settings;
    this.clock = clock;
  }

  List<Finding> findings() {
    List<Finding> findings = new ArrayList<>();
    for (UnknownSettings.Unknown unknown : UnknownSettings.in(settings)) {
      findings.add(
          at(
              unknown.file(),
              unknown.line(),
              unknown.name(),
              "is no setting of Lagret",
              "Did you mean " + unknown.nearest() + "?"));
    }
    for (String missing : RequiredSettings.missing(settings)) {
      findings.add(
          at(
              "",
              0,
              missing,
              "is missing",
              "Set it in config/application.yaml, in the environment or as --" + missing + "=…"));
    }
    for (String name : RequiredSettings.twoCaseSystems(settings)) {
      findings.add(at("", 0, name, Contradiction.TWO_CASE_SYSTEMS, Contradiction.TAKE_ONE_OUT));
    }
    for (String name : RequiredSettings.sharedAccounts(settings)) {
      findings.add(at("", 0, name, Contradiction.SHARED_ACCOUNT, Contradiction.OWN_ACCOUNT));
    }
    values(findings);
    passwords(findings);
    findings.addAll(new KeyFilesCheck(settings, clock).findings());
    return findings;
  }

  private static Finding at(String file, int line, String name, String wrong, String whatToDo) {
    return line > 0
        ? new Finding(UnknownSettings.plain(file), line, name + " " + wrong, whatToDo, false)
        : new Finding(name, 0, wrong, whatToDo, false);
  }

  /** Makes each record of settings, as the gateway would, from what is given. */
  private void values(List<Finding> findings) {
    var scan = new ClassPathScanningCandidateComponentProvider(false);
    scan.addIncludeFilter(new AnnotationTypeFilter(ConfigurationProperties.class));
    for (var found : scan.findCandidateComponents("no.lagret")) {
      Class<?> type =
          ClassUtils.resolveClassName(
              Objects.requireNonNull(found.getBeanClassName()), getClass().getClassLoader());
      String prefix =
          Objects.requireNonNull(type.getAnnotation(ConfigurationProperties.class)).value();
      for (String name : names(prefix)) {
        try {
          Binder.get(settings).bind(name, Bindable.of(type));
        } catch (BindException e) {
          findings.add(unusable(e));
        }
      }
    }
  }

  /** The same settings of each recipient, where each has its own. */
  private Set<String> names(String prefix) {
    return new Recipients(settings)
        .names().stream()
            .map(recipient -> Recipients.setting(recipient, prefix))
            .collect(Collectors.toSet());
  }

  private static Finding unusable(BindException e) {
    ConfigurationProperty property = e.getProperty();
    String name = String.valueOf(property == null ? e.getName() : property.getName());
    Origin origin = property == null ? null : property.getOrigin();
    if (origin instanceof PropertySourceOrigin of) {
      origin = of.getOrigin();
    }
    String wrong = "is not " + kind(e.getTarget().getType().resolve(Object.class));
    return origin instanceof TextResourceOrigin text
            && text.getResource() != null
            && text.getLocation() != null
        ? at(
            text.getResource().getDescription(),
            text.getLocation().getLine() + 1,
            name,
            wrong,
            SAMPLE)
        : at("", 0, name, wrong, SAMPLE);
  }

  /** What is asked for, in words. The value itself is never said: it may be a secret. */
  static String kind(Class<?> type) {
    if (type.isEnum()) {
      return Arrays.stream(type.getEnumConstants())
          .map(constant -> constant.toString().toLowerCase(Locale.ROOT))
          .collect(Collectors.joining(" or "));
    }
    return switch (type.getSimpleName()) {
      case "int", "Integer", "long" -> "a whole number";
      case "double" -> "a number";
      case "Duration" -> "a time such as 500ms, 5s, 15m or 12h";
      case "URI" -> "an address such as https://familia.example.org/api";
      case "boolean" -> "true or false";
      case "UUID" -> "an id such as 0f8fad5b-d9cb-469f-a165-70867728950e";
      default -> "as it must be";
    };
  }

  /** Nobody could sign in with another. */
  private void passwords(List<Finding> findings) {
    Binder binder = Binder.get(settings);
    for (int i = 0; binder.bind("lagret.users[" + i + "].name", String.class).isBound(); i++) {
      String name = "lagret.users[" + i + "].password";
      String password = binder.bind(name, String.class).orElse("");
      if (!password.startsWith("{bcrypt}$2")) {
        findings.add(
            at(
                "",
                0,
                name,
                "is not a bcrypt hash",
                "Run java -jar lagret.jar hash-password and set what it prints, {bcrypt} included."
                    + " In YAML, put it in quotes."));
      }
    }
  }
}

package no.lagret.routes;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import no.lagret.broker.Queue;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** What a route file may say in any place: settings by their names, and simple expressions. */
final class Texts {

  /** What a route file may not name: the portal's credentials and calls, and the keys. */
  private static final Pattern FORBIDDEN =
      Pattern.compile(
          "lagret\\.portal\\.(?!svarinn\\.poll-interval)[a-z.-]+|lagret\\.(keys|users|broker)\\b"
              + "|svarinnC[a-z]+|\\{\\{(env|sys|service|bean)[:.]|\\$\\{(env|sys)[:.]");

  /** Where people are told of alarms; the rest of it is no business of a route. */
  private static final Set<String> OF_ALERTS =
      Set.of("lagret.alerts.mail.host", "lagret.alerts.mail.port", "lagret.alerts.webhook.url");

  private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{([^{}]*)}}");
  private static final Pattern SIMPLE = Pattern.compile("\\$(?:simple)?\\{([^{}]*)}?");
  private static final Pattern READS =
      Pattern.compile("body|headers?\\.[\\w-]+|exchangeProperty\\.[\\w-]+|variable\\.[\\w-]+");
  private static final Pattern RECIPIENT = Pattern.compile("^lagret\\.recipients\\.[^.]+\\.");

  private final RouteFile file;
  private final Set<String> parameters = new HashSet<>();

  Texts(RouteFile file) {
    this.file = file;
    file.routes().forEach(route -> parameters.addAll(route.parameters()));
  }

  void check() {
    file.routes().forEach(this::checkParameters);
    each(file.root(), this::check);
  }

  /** Each gets its value by its name. */
  private void checkParameters(Route route) {
    Set<String> right = new HashSet<>(settings());
    Stream.of(Queue.values()).filter(Queue::perRecipient).map(Queue::address).forEach(right::add);
    right.add("recipient");
    for (String parameter : route.parameters()) {
      if (!right.contains(parameter)) {
        file.wrong(
            route.line(),
            "nothing gives the parameter `" + parameter + "` of `" + route.id() + "` a value",
            Nearest.advice(parameter, right));
      }
    }
  }

  /** Those that a route may name. */
  private static Set<String> settings() {
    return UnknownSettings.KNOWN.stream()
        .filter(known -> !FORBIDDEN.matcher(known).find())
        .collect(Collectors.toSet());
  }

  private static void each(Node node, Consumer<ScalarNode> look) {
    if (node instanceof ScalarNode scalar) {
      look.accept(scalar);
    }
    for (NodeTuple entry : Yaml.entries(node)) {
      each(entry.getKeyNode(), look);
      each(entry.getValueNode(), look);
    }
    Yaml.items(node).forEach(item -> each(item, look));
  }

  private void check(ScalarNode scalar) {
    int line = Yaml.line(scalar);
    Matcher forbidden = FORBIDDEN.matcher(scalar.getValue());
    if (forbidden.find()) {
      file.wrong(
          line,
          "names " + forbidden.group() + ", which no route may use",
          "Use svarinn:list, svarinn:fetch, svarinn:confirm and svarinn:hand-back, or those of"
              + " fiks-io:, to speak with the portal.");
      return;
    }
    String text = scalar.getValue();
    for (String parameter : parameters) {
      text = text.replace("{{" + parameter + "}}", "of-template");
    }
    Matcher placeholder = PLACEHOLDER.matcher(text);
    while (placeholder.find()) {
      checkSetting(line, placeholder.group(1));
    }
    Matcher simple = SIMPLE.matcher(placeholder.replaceAll("of-settings"));
    while (simple.find()) {
      if (!READS.matcher(simple.group(1)).matches()) {
        file.wrong(
            line,
            "the expression `" + simple.group() + "` does more than read a header or the body",
            "Read ${header.…}, ${exchangeProperty.…} or ${body}; put logic in a bean.");
      }
    }
  }

  private void checkSetting(int line, String written) {
    String name = RECIPIENT.matcher(written.replaceFirst(":.*", "")).replaceFirst("lagret.");
    boolean ofAlerts = file.folder().equals(RouteFolders.ALERTS);
    if (ofAlerts ? !OF_ALERTS.contains(name) : name.startsWith("lagret.alerts.")) {
      file.wrong(
          line,
          ofAlerts
              ? "names the setting `" + name + "` in the folder of alarms"
              : "names the setting `" + name + "` outside of the folder of alarms",
          ofAlerts
              ? "Only lagret.alerts.mail.host, lagret.alerts.mail.port and lagret.alerts.webhook.url may"
                  + " stand here."
              : "Take it out: only the folder alerts tells people of alarms.");
    } else if (!UnknownSettings.KNOWN.contains(name)) {
      Set<String> right = new HashSet<>(settings());
      right.addAll(parameters);
      file.wrong(
          line,
          "unknown setting `" + written + "`",
          "Did you mean " + Nearest.to(name, right) + "?");
    }
  }
}

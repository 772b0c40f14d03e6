package no.lagret.routes;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import no.lagret.broker.Queue;
import no.lagret.recipient.Recipients;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.TemplatedRouteBuilder;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RouteTemplateDefinition;
import org.apache.camel.model.RouteTemplateParameterDefinition;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;

/** Loads the route files, after a look at what they say. */
final class RouteLoader {

  private final RouteFolders folders;
  private final Environment settings;

  RouteLoader(RouteFolders folders, Environment settings) {
    this.folders = folders;
    this.settings = settings;
  }

  /** What is wrong with the folders that are to run. */
  List<Finding> findings() {
    List<Finding> unused = folders.unused();
    return unused.isEmpty()
        ? RouteCheck.of(folders.names().stream().map(folders::file).toList()).findings()
        : unused;
  }

  /**
   * Loads them all; none of the routes is started.
   *
   * @throws BadRoute when anything is wrong; some of them may be loaded then
   */
  void load(CamelContext camel) {
    check();
    camel.setAutoStartup(false);
    folders.names().forEach(folder -> load(camel, folder));
  }

  /**
   * Only looks.
   *
   * @throws BadRoute when anything is wrong
   */
  void check() {
    List<Finding> findings = findings();
    if (!findings.isEmpty()) {
      throw BadRoute.of(findings);
    }
  }

  private void load(CamelContext camel, String folder) {
    Path file = folders.writtenAs(folder);
    try {
      ModelCamelContext model = (ModelCamelContext) camel;
      List<RouteTemplateDefinition> before = List.copyOf(model.getRouteTemplateDefinitions());
      PluginHelper.getRoutesLoader(camel)
          .loadRoutes(
              ResourceHelper.fromBytes("file:" + file, Files.readAllBytes(folders.file(folder))));
      for (RouteTemplateDefinition template : List.copyOf(model.getRouteTemplateDefinitions())) {
        if (!before.contains(template)) {
          for (String recipient : folders.recipientsOf(folder)) {
            add(camel, file, template, recipient);
          }
        }
      }
    } catch (BadRoute bad) {
      throw bad;
    } catch (Exception e) {
      throw broken(file, e);
    }
  }

  /** The template's route for one recipient, with its own queues and settings. */
  private void add(
      CamelContext camel, Path file, RouteTemplateDefinition template, String recipient) {
    TemplatedRouteBuilder route =
        TemplatedRouteBuilder.builder(camel, template.getId())
            .routeId(
                recipient.equals(Recipients.DEFAULT)
                    ? template.getId()
                    : template.getId() + "-" + recipient)
            // Asked for or not: the picture of the routes tells recipients apart by it.
            .parameter("recipient", recipient);
    for (RouteTemplateParameterDefinition parameter : template.getTemplateParameters()) {
      String value = value(parameter.getName(), recipient);
      if (value != null) {
        route.parameter(parameter.getName(), value);
      } else if (parameter.getDefaultValue() == null) {
        throw new BadRoute(
            file,
            template.getLineNumber(),
            "asks for " + Recipients.setting(recipient, parameter.getName()) + ", which is not set",
            "Set it, give the parameter a defaultValue, or correct its name.");
      }
    }
    route.add();
  }

  /** Its name, the name of its own queue, or its setting. */
  private @Nullable String value(String parameter, String recipient) {
    if (parameter.equals("recipient")) {
      return recipient;
    }
    return Stream.of(Queue.values())
        .filter(queue -> queue.address().equals(parameter))
        .findFirst()
        .map(queue -> queue.address(recipient))
        .orElseGet(() -> settings.getProperty(Recipients.setting(recipient, parameter)));
  }

  private static BadRoute broken(Path file, Throwable e) {
    Throwable cause = e;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    String said = String.valueOf(cause.getMessage());
    Matcher line = Pattern.compile("line (\\d+)").matcher(said);
    return new BadRoute(
        file,
        line.find() ? Integer.parseInt(line.group(1)) : 0,
        said.lines()
            .filter(l -> !l.isBlank())
            .limit(2)
            .reduce("", (a, b) -> a + " " + b.strip())
            .strip(),
        "Correct the file. routes/README.md says how a route file is written.");
  }
}

package no.lagret.routes;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;

/**
 * A route, or a template of one, as far as the check must understand it.
 *
 * @param id empty where it has none
 * @param description the same
 * @param from where its messages come from
 * @param parameters the names of a template's parameters
 * @param steps all of them, those within others too, in the order of the file
 */
record Route(
    RouteFile file,
    int line,
    String id,
    String description,
    Endpoint from,
    Set<String> parameters,
    List<Step> steps) {

  /**
   * One step.
   *
   * @param before the steps before it in the same list
   * @param within the kinds of the steps around it, outermost first
   */
  record Step(
      String kind, int line, @Nullable Node options, List<Step> before, List<String> within) {

    /** Where it sends, if it is a step that does. */
    Endpoint endpoint() {
      return Endpoint.of(options, line);
    }

    boolean sends() {
      return kind.equals("to") || kind.equals("toD");
    }

    boolean calls(String bean, String method) {
      return kind.equals("bean")
          && RouteBeans.name(option("ref")).equals(bean)
          && option("method").equals(method);
    }

    /** Whether the step right before it calls this method. */
    boolean comesRightAfter(String bean, String method) {
      return !before.isEmpty() && before.get(before.size() - 1).calls(bean, method);
    }

    String option(String name) {
      return Yaml.text(Yaml.at(options, name));
    }
  }

  static Route of(RouteFile file, Node node) {
    Node inner = Yaml.at(node, "route");
    Node body = inner == null ? node : inner;
    Node from = Yaml.at(body, "from");
    List<Step> steps = new ArrayList<>();
    collect(Yaml.at(from, "steps"), List.of(), steps);
    return new Route(
        file,
        Yaml.line(node),
        Yaml.text(Yaml.at(node, "id")),
        Yaml.text(Yaml.at(node, "description")),
        Endpoint.of(from, Yaml.line(node)),
        Yaml.items(Yaml.at(node, "parameters")).stream()
            .map(parameter -> Yaml.text(Yaml.at(parameter, "name")))
            .collect(Collectors.toSet()),
        List.copyOf(steps));
  }

  private static void collect(@Nullable Node list, List<String> within, List<Step> all) {
    List<Step> before = new ArrayList<>();
    for (Node item : Yaml.items(list)) {
      for (NodeTuple entry : Yaml.entries(item)) {
        Step step =
            new Step(
                Yaml.key(entry),
                Yaml.line(entry.getKeyNode()),
                entry.getValueNode(),
                List.copyOf(before),
                within);
        before.add(step);
        all.add(step);
        collectWithin(entry.getValueNode(), with(within, step.kind()), all);
      }
    }
  }

  private static void collectWithin(Node node, List<String> within, List<Step> all) {
    for (NodeTuple entry : Yaml.entries(node)) {
      if (Yaml.key(entry).equals("steps")) {
        collect(entry.getValueNode(), within, all);
      } else {
        List<String> deeper = with(within, Yaml.key(entry));
        collectWithin(entry.getValueNode(), deeper, all);
        Yaml.items(entry.getValueNode()).forEach(item -> collectWithin(item, deeper, all));
      }
    }
  }

  private static List<String> with(List<String> within, String kind) {
    List<String> deeper = new ArrayList<>(within);
    deeper.add(kind);
    return List.copyOf(deeper);
  }

  boolean calls(String bean, String method) {
    return steps.stream().anyMatch(step -> step.calls(bean, method));
  }

  boolean isOfCaseSystem() {
    return file.folder().startsWith(RouteFolders.CASE_SYSTEM_PREFIX);
  }

  boolean isOfAlerts() {
    return file.folder().equals(RouteFolders.ALERTS);
  }

  boolean isOfPortal() {
    return file.folder().startsWith("portal-");
  }
}

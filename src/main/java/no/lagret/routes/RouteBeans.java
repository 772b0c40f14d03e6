package no.lagret.routes;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The beans that a step may call, by name: all that routes can do beside moving messages. */
final class RouteBeans {

  /** By name of the class: some are private to their module. */
  private static final Map<String, String> CLASSES =
      Map.ofEntries(
          Map.entry("reports", "no.lagret.delivery.Reports"),
          Map.entry("fetches", "no.lagret.delivery.Fetches"),
          Map.entry("caseSystemFolder", "no.lagret.casesystem.CaseSystemFolder"),
          Map.entry("arrivedReceipts", "no.lagret.delivery.ArrivedReceipts"),
          Map.entry("receiptVerifier", "no.lagret.casesystem.ReceiptVerifier"),
          Map.entry("confirmations", "no.lagret.delivery.Confirmations"),
          Map.entry("handBacks", "no.lagret.delivery.HandingBack"),
          Map.entry("backstop", "no.lagret.delivery.Backstop"),
          Map.entry("caseSystem", "no.lagret.casesystem.CaseSystem"),
          Map.entry("svarinnIntake", "no.lagret.portal.svarinn.SvarinnIntakes"),
          Map.entry("fiksIoIntake", "no.lagret.portal.fiksio.FiksIoIntakes"),
          Map.entry("notices", "no.lagret.notice.Notices"),
          Map.entry("syslog", "no.lagret.notice.Syslog"));

  private RouteBeans() {}

  /** The name that a recipient's own bean shares with those of the others. */
  static String name(String ref) {
    return ref.replaceFirst("^#(bean:)?", "").replaceFirst("[.-]?\\{\\{[A-Za-z-]+}}$", "");
  }

  static Set<String> names() {
    return CLASSES.keySet();
  }

  /** What a step may call of a bean: its public methods that give nothing back. */
  static Set<String> methods(String bean) {
    try {
      return Arrays.stream(Class.forName(CLASSES.get(bean)).getDeclaredMethods())
          .filter(method -> Modifier.isPublic(method.getModifiers()))
          .filter(method -> method.getReturnType() == void.class)
          .map(Method::getName)
          .collect(Collectors.toSet());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException("The class of the bean " + bean + " has moved", e);
    }
  }

  /** That each bean step names a bean and a method that are there. */
  static void check(Route route) {
    for (Route.Step step : route.steps()) {
      if (step.kind().equals("bean")) {
        check(route.file(), step);
      }
    }
  }

  private static void check(RouteFile file, Route.Step step) {
    String bean = name(step.option("ref"));
    String method = step.option("method");
    int line =
        Yaml.entry(step.options(), "ref").map(e -> Yaml.line(e.getKeyNode())).orElse(step.line());
    if (Yaml.at(step.options(), "beanType") != null || bean.isEmpty()) {
      file.wrong(line, "calls a class of its own choice", "Name a bean by `ref`: " + list());
    } else if (!CLASSES.containsKey(bean)) {
      file.wrong(line, "unknown bean `" + bean + "`", Nearest.advice(bean, CLASSES.keySet()));
    } else if (!methods(bean).contains(method)) {
      int at =
          Yaml.entry(step.options(), "method").map(e -> Yaml.line(e.getKeyNode())).orElse(line);
      file.wrong(
          at,
          method.isEmpty()
              ? "names no method of the bean `" + bean + "`"
              : "the bean `" + bean + "` has no step `" + method + "`",
          Nearest.advice(method, methods(bean)));
    }
  }

  private static String list() {
    return String.join(", ", CLASSES.keySet().stream().sorted().toList()) + ".";
  }
}

package no.lagret.routes;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.spring.boot.CamelContextConfiguration;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;

/** Loads the route files. None of their routes runs before the gateway opens. */
final class RouteLoader implements CamelContextConfiguration {

  private final RouteFolders folders;

  RouteLoader(RouteFolders folders) {
    this.folders = folders;
  }

  @Override
  public void beforeApplicationStart(CamelContext camel) {
    camel.setAutoStartup(false);
    List<Path> files = folders.files();
    List<Finding> findings = RouteCheck.of(files).findings();
    if (!findings.isEmpty()) {
      throw BadRoute.of(findings);
    }
    for (Path file : files) {
      try {
        PluginHelper.getRoutesLoader(camel)
            .loadRoutes(ResourceHelper.resolveMandatoryResource(camel, "file:" + file));
      } catch (Exception e) {
        throw broken(file, e);
      }
    }
  }

  @Override
  public void afterApplicationStart(CamelContext camel) {}

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

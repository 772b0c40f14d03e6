package no.lagret.routes;

import java.io.IOException;
import java.nio.file.Files;
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

  /** What a route file may not name: the portal's credentials and calls, and the keys. */
  private static final Pattern FORBIDDEN =
      Pattern.compile(
          "lagret\\.portal\\.(?!svarinn\\.poll-interval)[a-z.-]+|lagret\\.(keys|users|broker)\\b"
              + "|svarinnC[a-z]+|\\{\\{(env|sys|service|bean)[:.]|\\$\\{(env|sys)[:.]");

  private final RouteFolders folders;

  RouteLoader(RouteFolders folders) {
    this.folders = folders;
  }

  @Override
  public void beforeApplicationStart(CamelContext camel) {
    camel.setAutoStartup(false);
    for (Path file : folders.files()) {
      refuseForbidden(file);
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

  private static void refuseForbidden(Path file) {
    List<String> lines;
    try {
      lines = Files.readAllLines(file);
    } catch (IOException e) {
      throw new BadRoute(file, 0, "cannot be read", "Check its rights, and that it is UTF-8 text.");
    }
    for (int i = 0; i < lines.size(); i++) {
      Matcher forbidden = FORBIDDEN.matcher(lines.get(i));
      if (forbidden.find()) {
        throw new BadRoute(
            file,
            i + 1,
            "names " + forbidden.group() + ", which no route may use",
            "Use svarinn:list, svarinn:fetch, svarinn:confirm and svarinn:hand-back to speak with the portal.");
      }
    }
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

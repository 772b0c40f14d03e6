package no.lagret.routes;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * One route file as it was read, what its routes are, and what was found wrong in it so far.
 *
 * @param folder the name of its folder
 * @param root the nodes of the YAML
 */
record RouteFile(String folder, Path path, Node root, List<Finding> findings) {

  private static final LoadSettings MARKED = LoadSettings.builder().setUseMarks(true).build();

  /** Null where it cannot be read at all; that is then among the findings. */
  static @Nullable RouteFile read(Path path, List<Finding> findings) {
    String folder = path.toAbsolutePath().getParent().getFileName().toString();
    try {
      return new Compose(MARKED)
          .composeString(Files.readString(path))
          .map(root -> new RouteFile(folder, path, root, findings))
          .orElseGet(() -> unusable(path, 0, "is empty", "Restore it from the release.", findings));
    } catch (CharacterCodingException e) {
      return unusable(
          path, lineOfBadByte(path), "is not UTF-8 text", "Save it as UTF-8.", findings);
    } catch (IOException e) {
      return unusable(
          path, 0, "cannot be read", "Check that it is there, and its rights.", findings);
    } catch (MarkedYamlEngineException e) {
      int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(0);
      String advice =
          "Look at the indentation, the colons and the quotes of this line and the one before it.";
      return unusable(path, line, "is no YAML: " + e.getProblem(), advice, findings);
    } catch (YamlEngineException e) {
      return unusable(path, 0, "is no YAML", "Correct it, or restore it.", findings);
    }
  }

  private static @Nullable RouteFile unusable(
      Path path, int line, String wrong, String whatToDo, List<Finding> findings) {
    findings.add(Finding.error(path, line, wrong, whatToDo));
    return null;
  }

  /** The first line with a byte that no UTF-8 text has there. */
  private static int lineOfBadByte(Path path) {
    try {
      String lenient =
          new String(Files.readAllBytes(path), java.nio.charset.StandardCharsets.UTF_8);
      return 1 + (int) lenient.substring(0, lenient.indexOf('\uFFFD')).lines().count() - 1;
    } catch (IOException e) {
      return 0;
    }
  }

  /** Whether nothing wrong was found in it so far. */
  boolean isWell() {
    return findings.stream().noneMatch(finding -> finding.where().equals(path.toString()));
  }

  void wrong(int line, String wrong, String whatToDo) {
    findings.add(Finding.error(path, line, wrong, whatToDo));
  }

  /** The routes and route templates, in their order. */
  List<Route> routes() {
    List<Route> routes = new ArrayList<>();
    for (Node item : Yaml.items(root)) {
      Node route = Yaml.at(item, "route");
      Node template = Yaml.at(item, "routeTemplate");
      if (route != null) {
        routes.add(Route.of(this, route));
      } else if (template != null) {
        routes.add(Route.of(this, template));
      }
    }
    return routes;
  }
}

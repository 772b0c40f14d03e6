package no.lagret.routes;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * Checks the route files of some folders together, and starts nothing: that they are written as
 * they must be, name only what is there, and cannot break the promise.
 */
final class RouteCheck {

  private final List<Path> paths;

  private RouteCheck(List<Path> paths) {
    this.paths = paths;
  }

  /**
   * @param directory where the folders are
   * @param folders those that are to run together
   */
  static RouteCheck of(Path directory, List<String> folders) {
    return of(folders.stream().map(name -> RouteFolders.file(directory, name)).toList());
  }

  static RouteCheck of(List<Path> files) {
    return new RouteCheck(List.copyOf(files));
  }

  /** What is wrong, by file and line; empty where all is well. */
  List<Finding> findings() {
    List<Finding> findings = new ArrayList<>();
    List<RouteFile> files =
        paths.stream()
            .map(path -> RouteFile.read(path, findings))
            .filter(Objects::nonNull)
            .toList();
    files.forEach(file -> new CanonicalForm(file).check());
    // Of what is not understood nothing more can be said that would help, nor of what leads there.
    List<RouteFile> understood = files.stream().filter(RouteFile::isWell).toList();
    checkEach(understood);
    if (understood.size() == paths.size()) {
      checkTogether(understood);
    }
    return findings.stream()
        .distinct()
        .sorted(
            Comparator.comparingInt((Finding f) -> paths.indexOf(Path.of(f.where())))
                .thenComparing(Finding::line))
        .toList();
  }

  private static void checkEach(List<RouteFile> files) {
    List<Route> routes = routes(files);
    files.forEach(Refused::check);
    files.forEach(file -> new Texts(file).check());
    Shape.check(routes);
    routes.forEach(EndpointCheck::check);
    routes.forEach(RouteBeans::check);
  }

  private static List<Route> routes(List<RouteFile> files) {
    return files.stream().flatMap(file -> file.routes().stream()).toList();
  }

  private static void checkTogether(List<RouteFile> files) {
    List<Route> routes = routes(files);
    Links links = new Links(routes);
    routes.forEach(new Promise(links)::check);
    AlertRoutes.check(files, routes);
    links.check();
  }
}

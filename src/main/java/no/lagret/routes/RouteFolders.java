package no.lagret.routes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import no.lagret.report.Digests;
import org.springframework.core.env.Environment;

/** Which route folders run: those whose settings are present, and those named in the settings. */
final class RouteFolders {

  static final String PORTAL = "lagret.portal.svarinn.base-url";
  static final String CASE_SYSTEM = "lagret.case-system.http.base-url";
  static final String CASE_SYSTEM_PREFIX = "case-system-";

  private final Path directory;
  private final List<String> names;

  RouteFolders(Path directory, List<String> names) {
    this.directory = directory;
    this.names = List.copyOf(names);
  }

  /** A folder named in {@code lagret.routes} takes the place of its kind, or is added. */
  static RouteFolders of(Environment settings) {
    List<String> named =
        List.of(settings.getProperty("lagret.routes", String[].class, new String[0]));
    List<String> names = new ArrayList<>();
    if (settings.containsProperty(PORTAL)) {
      names.add("portal-svarinn");
    }
    names.add("delivery");
    if (named.stream().noneMatch(name -> name.startsWith(CASE_SYSTEM_PREFIX))) {
      names.add("case-system-http");
    }
    names.add("confirmation");
    names.add("hand-back");
    named.stream().filter(name -> !names.contains(name)).forEach(names::add);
    return new RouteFolders(
        Path.of(settings.getRequiredProperty("lagret.routes-directory")), names);
  }

  /**
   * The route file of each folder.
   *
   * @throws BadRoute when one is missing
   */
  List<Path> files() {
    return names.stream().map(this::file).toList();
  }

  /** Where a folder's route file is, whether it is there or not. */
  static Path file(Path directory, String name) {
    return directory.resolve(name).resolve(name + ".camel.yaml");
  }

  private Path file(String name) {
    Path file = file(directory, name);
    if (!Files.isRegularFile(file)) {
      throw new BadRoute(
          file.toAbsolutePath(),
          0,
          "is missing",
          "Restore the folder "
              + name
              + " from the release, or correct lagret.routes-directory and lagret.routes.");
    }
    return file;
  }

  Path directory() {
    return directory;
  }

  List<String> names() {
    return names;
  }

  /** Every folder that has a route file, whether it runs or not, by name. */
  List<String> present() throws IOException {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> folders = Files.list(directory)) {
      return folders
          .map(folder -> folder.getFileName().toString())
          .filter(name -> Files.isRegularFile(file(directory, name)))
          .sorted()
          .toList();
    }
  }

  /** The folder that hands over to the case system. */
  String caseSystem() {
    return names.stream()
        .filter(name -> name.startsWith(CASE_SYSTEM_PREFIX))
        .findFirst()
        .orElseThrow();
  }

  /** Hex digest over the names and contents of a folder's files, in the order of their names. */
  String digest(String name) {
    try (Stream<Path> files = Files.walk(directory.resolve(name))) {
      StringBuilder all = new StringBuilder();
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        all.append(directory.relativize(file))
            .append(' ')
            .append(Digests.sha256(Files.readAllBytes(file)))
            .append('\n');
      }
      return Digests.sha256(all.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new BadRoute(
          directory.resolve(name).toAbsolutePath(),
          0,
          Files.isDirectory(directory.resolve(name)) ? "cannot be read" : "is missing",
          "Start Lagret in the folder that holds routes/ and config/, or set"
              + " lagret.routes-directory; or check the folder's rights.");
    }
  }
}

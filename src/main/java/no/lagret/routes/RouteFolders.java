package no.lagret.routes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import no.lagret.recipient.Recipients;
import no.lagret.report.Digests;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/** Which route folders run: those whose settings are present, and those named in the settings. */
final class RouteFolders {

  static final String PORTAL = "lagret.portal.svarinn.base-url";
  static final String CASE_SYSTEM = "lagret.case-system.http.base-url";
  static final String CASE_SYSTEM_FILE = "lagret.case-system.file.outbox";
  static final String CASE_SYSTEM_RECEIPTS = "lagret.case-system.file.receipts";
  static final String CASE_SYSTEM_PREFIX = "case-system-";

  private static final String OVER_FILES = "case-system-file";

  private final Path directory;
  private final Map<String, List<String>> recipientsByFolder;
  private final List<String> named;

  private RouteFolders(
      Path directory, Map<String, List<String>> recipientsByFolder, List<String> named) {
    this.named = named;
    this.directory = directory;
    this.recipientsByFolder = recipientsByFolder;
  }

  /** A folder named in {@code lagret.routes} takes the place of its kind, or is added. */
  static RouteFolders of(Environment settings, Recipients recipients) {
    List<String> named =
        Binder.get(settings).bind("lagret.routes", Bindable.listOf(String.class)).orElse(List.of());
    Map<String, List<String>> folders = new LinkedHashMap<>();
    for (String recipient : recipients.names()) {
      for (String folder : of(recipient, recipients, named)) {
        folders.computeIfAbsent(folder, each -> new ArrayList<>()).add(recipient);
      }
    }
    return new RouteFolders(
        Path.of(settings.getProperty("lagret.routes-directory", "routes")), folders, named);
  }

  private static List<String> of(String recipient, Recipients recipients, List<String> named) {
    List<String> names = new ArrayList<>();
    if (recipients.has(recipient, PORTAL)) {
      names.add("portal-svarinn");
    }
    names.add("delivery");
    names.add(caseSystem(recipients.has(recipient, CASE_SYSTEM_FILE), named));
    names.add("confirmation");
    names.add("hand-back");
    named.stream()
        .filter(name -> !names.contains(name) && !name.startsWith(CASE_SYSTEM_PREFIX))
        .forEach(names::add);
    return names;
  }

  /** The one that comes with the gateway, or the one named in its place. */
  private static String caseSystem(boolean overFiles, List<String> named) {
    return named.stream()
        .filter(name -> name.startsWith(CASE_SYSTEM_PREFIX))
        .filter(name -> name.startsWith(OVER_FILES) == overFiles)
        .findFirst()
        .orElse(overFiles ? OVER_FILES : "case-system-http");
  }

  /** Folders that {@code lagret.routes} names and through which no report would go. */
  List<Finding> unused() {
    return named.stream()
        .filter(name -> !names().contains(name))
        .map(
            name ->
                new Finding(
                    "lagret.routes",
                    0,
                    "names " + name + ", and no recipient's reports would go through it",
                    "Name one case-system-… for those over HTTP, and one case-system-file-… for those"
                        + " over files.",
                    false))
        .toList();
  }

  /** The recipients whose reports go through a folder. */
  List<String> recipientsOf(String folder) {
    return recipientsByFolder.getOrDefault(folder, List.of());
  }

  /** All of them, in the order in which they are loaded. */
  Set<String> names() {
    return recipientsByFolder.keySet();
  }

  /**
   * The route file of a folder.
   *
   * @throws BadRoute when it is missing
   */
  Path file(String name) {
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

  /** Where a folder's route file is, whether it is there or not. */
  static Path file(Path directory, String name) {
    return directory.resolve(name).resolve(name + ".camel.yaml");
  }

  Path directory() {
    return directory;
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

  /** The folder that hands a recipient's reports over to its case system. */
  String caseSystemOf(String recipient) {
    return names().stream()
        .filter(name -> name.startsWith(CASE_SYSTEM_PREFIX))
        .filter(name -> recipientsOf(name).contains(recipient))
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

package no.lagret.routes;

import static java.nio.charset.StandardCharsets.UTF_8;

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
  static final String PORTAL_FIKS_IO = "lagret.portal.fiks-io.account-id";
  static final String CASE_SYSTEM = "lagret.case-system.http.base-url";
  static final String CASE_SYSTEM_FILE = "lagret.case-system.file.outbox";
  static final String CASE_SYSTEM_RECEIPTS = "lagret.case-system.file.receipts";
  static final String ALERTS = "alerts";
  static final String CASE_SYSTEM_PREFIX = "case-system-";

  private static final String OVER_FILES = "case-system-file";

  private final Path directory;
  private final Path written;
  private final Map<String, List<String>> recipientsByFolder;
  private final List<String> named;

  private RouteFolders(
      Path directory,
      Path written,
      Map<String, List<String>> recipientsByFolder,
      List<String> named) {
    this.named = named;
    this.directory = directory;
    this.written = written;
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
    Path directory = Path.of(settings.getProperty("lagret.routes-directory", "routes"));
    return new RouteFolders(directory, directory, folders, named);
  }

  /** The same folders as a copy holds them; people are told of the files that they write. */
  RouteFolders in(Path copy) {
    return new RouteFolders(copy, written, recipientsByFolder, named);
  }

  private static List<String> of(String recipient, Recipients recipients, List<String> named) {
    List<String> names = new ArrayList<>();
    if (recipients.has(recipient, PORTAL)) {
      names.add("portal-svarinn");
    }
    if (recipients.has(recipient, PORTAL_FIKS_IO)) {
      names.add("portal-fiks-io");
    }
    names.add("delivery");
    names.add(caseSystem(recipients.has(recipient, CASE_SYSTEM_FILE), named));
    names.add("confirmation");
    names.add("hand-back");
    names.add(ALERTS);
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

  /** The route file of a folder as people know it, whichever copy is read. */
  Path writtenAs(String name) {
    return file(written, name);
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

  /** Hex digest over the names and contents of a folder's files, in the order of their names. */
  String digest(String name) {
    StringBuilder all = new StringBuilder();
    try {
      for (Path file : files(name)) {
        all.append(directory.relativize(file))
            .append(' ')
            .append(Digests.sha256(Files.readAllBytes(file)))
            .append('\n');
      }
    } catch (IOException e) {
      throw unreadable(directory.resolve(name));
    }
    return Digests.sha256(all.toString().getBytes(UTF_8));
  }

  /**
   * Hex digest over all folders that have a route file, whether they run or not.
   *
   * @throws BadRoute when they cannot be read, or none is there
   */
  String digest() {
    try {
      List<String> present = present();
      if (present.isEmpty()) {
        throw unreadable(directory);
      }
      StringBuilder all = new StringBuilder();
      present.forEach(name -> all.append(name).append(' ').append(digest(name)).append('\n'));
      return Digests.sha256(all.toString().getBytes(UTF_8));
    } catch (IOException e) {
      throw unreadable(directory);
    }
  }

  /** A folder's files by name, without the hidden ones that editors and mounts leave there. */
  List<Path> files(String name) throws IOException {
    Path folder = directory.resolve(name);
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> !hidden(folder, file))
          .sorted()
          .toList();
    }
  }

  private static boolean hidden(Path folder, Path file) {
    for (Path part : folder.relativize(file)) {
      if (part.toString().startsWith(".")) {
        return true;
      }
    }
    return false;
  }

  private static BadRoute unreadable(Path folder) {
    return new BadRoute(
        folder.toAbsolutePath(),
        0,
        Files.isDirectory(folder) ? "cannot be read, or holds no route folder" : "is missing",
        "Start Lagret in the folder that holds routes/ and config/, or set"
            + " lagret.routes-directory; or check the folder's rights.");
  }
}

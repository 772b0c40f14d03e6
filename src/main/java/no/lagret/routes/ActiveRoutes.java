package no.lagret.routes;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import no.lagret.casesystem.AdapterDigest;
import org.apache.camel.CamelContext;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.spring.boot.CamelContextConfiguration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.env.Environment;

/**
 * The routes that run: always a copy that was checked, never the folder in which somebody may be
 * writing. At the start a changed folder is taken up if it is well; else the last version runs.
 */
public final class ActiveRoutes implements CamelContextConfiguration, AdapterDigest {

  private static final Logger LOG = LoggerFactory.getLogger(ActiveRoutes.class);

  private final RouteFolders offered;
  private final RouteVersions versions;
  private final Environment settings;
  private volatile @Nullable ActiveVersion active;
  private volatile List<Folder> folders = List.of();
  private volatile @Nullable String notTakenUp;

  ActiveRoutes(RouteFolders offered, RouteVersions versions, Environment settings) {
    this.offered = offered;
    this.versions = versions;
    this.settings = settings;
  }

  /**
   * A route folder that runs.
   *
   * @param name of the folder
   * @param sha256 hex digest over its files
   * @param recipients whose reports go through it
   */
  public record Folder(String name, String sha256, List<String> recipients) {}

  @Override
  public void beforeApplicationStart(CamelContext camel) {
    ActiveVersion last = versions.active();
    try {
      if (last == null) {
        loadOffered(camel, null);
        return;
      }
      notTakenUp = takenUp(camel, last);
      if (notTakenUp != null) {
        load(camel, last.digest());
        runs(last);
        LOG.warn(
            "The routes in {} are not taken up, the last version runs on: {}",
            offered.directory().toAbsolutePath(),
            notTakenUp);
      }
    } catch (IOException e) {
      throw new BadRoute(
          offered.directory().toAbsolutePath(),
          0,
          "cannot be kept in the data directory (" + e.getClass().getSimpleName() + ")",
          "Look at the space and the rights of lagret.data-directory.");
    }
  }

  /** Why the folder is not taken up; null where it runs now. */
  private @Nullable String takenUp(CamelContext camel, ActiveVersion last) throws IOException {
    try {
      if (offered.digest().equals(last.leftBehind())) {
        return "it holds the version that was rolled back. Correct it, or activate it again.";
      }
      loadOffered(camel, last);
      return null;
    } catch (BadRoute bad) {
      return bad.getMessage();
    }
  }

  private void loadOffered(CamelContext camel, @Nullable ActiveVersion last) throws IOException {
    new RouteLoader(offered, settings).check();
    String digest = versions.keep(offered);
    load(camel, digest);
    if (last == null) {
      activate(new ActiveVersion(digest, null, null));
    } else if (digest.equals(last.digest())) {
      runs(last);
    } else {
      activate(last.then(digest));
    }
  }

  @Override
  public void afterApplicationStart(CamelContext camel) {}

  /** What is wrong with the folder as it is now; empty where it could be activated. */
  public List<Finding> findings() {
    try {
      offered.digest();
      return new RouteLoader(offered, settings).findings();
    } catch (BadRoute bad) {
      return List.of(
          new Finding(
              offered.directory().toString(),
              0,
              String.valueOf(bad.getMessage()),
              bad.whatToDo(),
              false));
    }
  }

  /** The digest of the folder as it is now; null where it cannot be read. */
  public @Nullable String offered() {
    try {
      return offered.digest();
    } catch (BadRoute bad) {
      return null;
    }
  }

  /** Where people write the routes. */
  public Path offeredDirectory() {
    return offered.directory();
  }

  /**
   * Keeps the folder as it is now.
   *
   * @return the digest of the version
   * @throws IOException when the disk does not take it
   * @throws BadRoute when it cannot be read or changes meanwhile
   */
  public String keep() throws IOException {
    return versions.keep(offered);
  }

  /** Where the copy of a version is. */
  public Path directory(String digest) {
    return versions.directory(digest);
  }

  /**
   * Loads the routes of a kept version in the place of all that are there, none of which may run.
   * None of them is started.
   *
   * @throws BadRoute when anything is wrong; some may be loaded then
   */
  public void load(CamelContext camel, String digest) {
    clear((ModelCamelContext) camel);
    RouteFolders copy = offered.in(versions.directory(digest));
    if (!copy.digest().equals(digest)) {
      throw new BadRoute(
          versions.directory(digest).toAbsolutePath(),
          0,
          "is not as it was when it was activated",
          "Restore it from a backup, or activate another version.");
    }
    new RouteLoader(copy, settings).load(camel);
  }

  private static void clear(ModelCamelContext camel) {
    try {
      camel.getRouteController().removeAllRoutes();
      camel.removeRouteDefinitions(List.copyOf(camel.getRouteDefinitions()));
      camel.removeRouteTemplates("*");
    } catch (Exception e) {
      throw new IllegalStateException("The routes cannot be removed", e);
    }
  }

  /** Writes down that this version, which is loaded, runs from now on. */
  public void activate(ActiveVersion version) throws IOException {
    versions.activate(version);
    runs(version);
    notTakenUp = null;
  }

  private void runs(ActiveVersion version) {
    RouteFolders copy = offered.in(versions.directory(version.digest()));
    folders =
        copy.names().stream()
            .map(name -> new Folder(name, copy.digest(name), copy.recipientsOf(name)))
            .toList();
    active = version;
  }

  /** The version that runs. */
  public ActiveVersion active() {
    return Objects.requireNonNull(active, "no routes are loaded yet");
  }

  /** Why the folder was not taken up at the start; null where it was, or another one was since. */
  public @Nullable String notTakenUp() {
    return notTakenUp;
  }

  /** The folders that run. */
  public List<Folder> folders() {
    return folders;
  }

  @Override
  public String of(String recipient) {
    return folders.stream()
        .filter(folder -> folder.name().startsWith(RouteFolders.CASE_SYSTEM_PREFIX))
        .filter(folder -> folder.recipients().contains(recipient))
        .findFirst()
        .orElseThrow()
        .sha256();
  }
}

package no.lagret.routes;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;

/**
 * The versions of the route folders that ran or were tried: each a copy named by its digest, and a
 * file that says which one runs. Both are written aside, synced and renamed: whatever is cut off,
 * that file names a whole version. None is ever deleted, so that a digest in the ledger can be
 * looked up.
 */
final class RouteVersions {

  private static final String ACTIVE = "active";
  private static final String UNFINISHED = "unfinished";
  private static final long LARGEST = 16L << 20;
  private static final Pattern NAMED =
      Pattern.compile(
          "active=([0-9a-f]{64})\nbefore=([0-9a-f]{64})?\nleft-behind=([0-9a-f]{64})?\n");

  private final Path directory;

  /**
   * @param directory below the data directory; made when the first version is kept
   */
  RouteVersions(Path directory) {
    this.directory = directory;
  }

  /** Where the copy of a version is. */
  Path directory(String digest) {
    return directory.resolve(digest);
  }

  /**
   * Which one ran last; null where none ever did.
   *
   * @throws BadRoute when that cannot be read
   */
  @Nullable ActiveVersion active() {
    Path file = directory.resolve(ACTIVE);
    if (!Files.exists(file)) {
      return null;
    }
    try {
      Matcher named = NAMED.matcher(Files.readString(file));
      if (named.matches()) {
        return new ActiveVersion(named.group(1), named.group(2), named.group(3));
      }
    } catch (IOException e) {
      throw unreadable(file);
    }
    throw unreadable(file);
  }

  private static BadRoute unreadable(Path file) {
    return new BadRoute(
        file.toAbsolutePath(),
        0,
        "cannot be read, or is not as Lagret writes it",
        "Check its rights. Deleted, the next start takes the routes from lagret.routes-directory.");
  }

  /** From now on, and after the next start, this one runs. */
  void activate(ActiveVersion version) throws IOException {
    Path aside = directory.resolve(UNFINISHED + "-" + ACTIVE);
    write(
        aside,
        ("active=%s\nbefore=%s\nleft-behind=%s\n"
                .formatted(
                    version.digest(),
                    Objects.requireNonNullElse(version.before(), ""),
                    Objects.requireNonNullElse(version.leftBehind(), "")))
            .getBytes(UTF_8));
    Files.move(aside, directory.resolve(ACTIVE), StandardCopyOption.ATOMIC_MOVE);
    sync(directory);
  }

  /**
   * Keeps a copy of the folders as they are now.
   *
   * @return its digest
   * @throws BadRoute when they cannot be read, change meanwhile, or are too large
   */
  String keep(RouteFolders folders) throws IOException {
    String digest = folders.digest();
    Path copy = directory(digest);
    if (Files.exists(copy)) {
      if (folders.in(copy).digest().equals(digest)) {
        return digest;
      }
      // Somebody changed it; what is offered now is the same version, and whole.
      FileSystemUtils.deleteRecursively(copy);
    }
    Files.createDirectories(directory);
    Path aside = directory.resolve(UNFINISHED);
    FileSystemUtils.deleteRecursively(aside);
    copy(folders, aside);
    if (!folders.in(aside).digest().equals(digest)) {
      FileSystemUtils.deleteRecursively(aside);
      throw new BadRoute(
          folders.directory().toAbsolutePath(),
          0,
          "was changed while it was read",
          "Try again when nobody writes to it.");
    }
    Files.move(aside, copy, StandardCopyOption.ATOMIC_MOVE);
    sync(directory);
    return digest;
  }

  private static void copy(RouteFolders folders, Path target) throws IOException {
    long bytes = 0;
    for (String name : folders.present()) {
      for (Path file : folders.files(name)) {
        bytes += Files.size(file);
        if (bytes > LARGEST) {
          throw new BadRoute(
              file.toAbsolutePath(),
              0,
              "makes the route folders larger than " + (LARGEST >> 20) + " MB",
              "Keep only route files and their samples there.");
        }
        Path copy = target.resolve(folders.directory().relativize(file));
        Files.createDirectories(Objects.requireNonNull(copy.getParent()));
        write(copy, Files.readAllBytes(file));
      }
    }
    try (Stream<Path> made = Files.walk(target)) {
      for (Path each : made.filter(Files::isDirectory).toList()) {
        sync(each);
      }
    }
  }

  private static void write(Path file, byte[] bytes) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      ByteBuffer left = ByteBuffer.wrap(bytes);
      while (left.hasRemaining()) {
        channel.write(left);
      }
      channel.force(true);
    }
  }

  private static void sync(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}

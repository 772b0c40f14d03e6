package no.lagret.casesystem;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import no.lagret.report.ClassifiedFailure;
import no.lagret.report.FailureClass;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A folder that the gateway shares with the case system, and that may be gone, full, read-only or
 * hang at any time. All that touches it is done by {@link #use}.
 *
 * @param setting that names it
 * @param path where it is
 * @param turns in which it is used
 */
record SharedFolder(String setting, Path path, FolderTurns turns) {

  private static final Logger LOG = LoggerFactory.getLogger(SharedFolder.class);
  private static final FileAttribute<?>[] FOLDER_RIGHTS = rights("rwx------");
  private static final FileAttribute<?>[] FILE_RIGHTS = rights("rw-------");

  interface Work<T extends @Nullable Object> {
    T doIt() throws IOException;
  }

  /**
   * Does the work in it. What timed out may still be done, later.
   *
   * @throws ClassifiedFailure OUTAGE, naming its setting, where it cannot be used now
   */
  <T extends @Nullable Object> T use(Work<T> work) throws ClassifiedFailure {
    try {
      return turns.take(
          () -> {
            if (!Files.isDirectory(path)) {
              throw outage("FOLDER_MISSING", "is not there");
            }
            return work.doIt();
          });
    } catch (TimeoutException e) {
      throw outage("FOLDER_HANGS", "does not answer within " + turns.limit().toSeconds() + " s");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof ClassifiedFailure failure) {
        throw failure;
      }
      LOG.debug("{} cannot be used", setting, e);
      throw outage("FOLDER_UNUSABLE", why(e.getCause())).because(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw outage("FOLDER_UNUSABLE", "was left because the gateway stops").because(e);
    }
  }

  private ClassifiedFailure outage(String code, String why) {
    return new ClassifiedFailure(
            FailureClass.OUTAGE, code, "The folder of the case system cannot be used: it " + why)
        .causedBySetting(setting);
  }

  /** The system's own words, without the names of files. */
  private static String why(Throwable e) {
    String said = e instanceof FileSystemException f && f.getReason() != null ? f.getReason() : "";
    String known = said + " " + e.getMessage();
    if (known.contains("No space left") || known.contains("quota")) {
      return "is full";
    }
    if (known.contains("Read-only")) {
      return "can only be read";
    }
    return e instanceof AccessDeniedException
        ? "may not be read or written by the gateway"
        : "fails (" + e.getClass().getSimpleName() + ")";
  }

  /** A link is none: it may lead anywhere. */
  static boolean isFile(Path file) {
    return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
  }

  static List<Path> in(Path directory) throws IOException {
    try (Stream<Path> entries = Files.list(directory)) {
      return entries.toList();
    }
  }

  static void create(Path directory) throws IOException {
    Files.createDirectory(directory, FOLDER_RIGHTS);
  }

  /** Writes a new file, synced. */
  static void write(Path file, byte[] bytes) throws IOException {
    Files.createFile(file, FILE_RIGHTS);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      ByteBuffer left = ByteBuffer.wrap(bytes);
      while (left.hasRemaining()) {
        channel.write(left);
      }
      channel.force(true);
    }
  }

  static void sync(Path directory) throws IOException {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  static void delete(Path path) throws IOException {
    if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
      for (Path entry : in(path)) {
        delete(entry);
      }
    }
    Files.deleteIfExists(path);
  }

  static void deleteQuietly(Path path) {
    try {
      delete(path);
    } catch (IOException e) {
      LOG.debug("Removed at the next start", e);
    }
  }

  private static FileAttribute<?>[] rights(String rights) {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(rights))
        }
        : new FileAttribute<?>[0];
  }
}

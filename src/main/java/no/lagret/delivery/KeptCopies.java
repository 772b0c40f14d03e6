package no.lagret.delivery;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import no.lagret.alert.Alarms;
import no.lagret.alert.Condition;
import no.lagret.report.Digests;
import no.lagret.report.Dispatch;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sealed bytes of what was taken from the portal, kept beside the queues where the municipality
 * wants that: files in the data directory, synced, each named by the digest of what is in it. Only
 * the municipality's key opens them.
 *
 * <p>A copy that cannot be kept holds up nothing: the report goes its way, and an alarm stands.
 */
public final class KeptCopies {

  private static final Logger LOG = LoggerFactory.getLogger(KeptCopies.class);
  private static final Pattern NAME = Pattern.compile("[0-9a-f]{64}");

  private final Path folder;
  private final boolean keep;
  private final Alarms alarms;

  /**
   * @param folder made when something is kept for the first time
   * @param keep whether anything more is kept; what was stays until it is forgotten
   */
  public KeptCopies(Path folder, boolean keep, Alarms alarms) {
    this.folder = folder;
    this.keep = keep;
    this.alarms = alarms;
  }

  /** Durable when it returns. */
  void keep(Dispatch dispatch, byte[] sealed) {
    if (!keep) {
      alarms.end(Condition.COPY_NOT_KEPT, dispatch.recipient());
      return;
    }
    try {
      Files.createDirectories(folder);
      if (!Files.exists(file(dispatch.sealedSha256()))) {
        write(file(dispatch.sealedSha256()), sealed);
      }
      alarms.end(Condition.COPY_NOT_KEPT, dispatch.recipient());
    } catch (IOException e) {
      LOG.debug("Not kept", e);
      alarms.begin(
          Condition.COPY_NOT_KEPT,
          dispatch.recipient(),
          dispatch.recipient(),
          dispatch.reportId(),
          "A sealed copy cannot be kept in the data directory: check its disk and rights. The report"
              + " itself goes its way.");
    }
  }

  private void write(Path file, byte[] bytes) throws IOException {
    Path building = folder.resolve("." + UUID.randomUUID());
    try {
      Files.createFile(
          building,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      try (FileChannel channel = FileChannel.open(building, StandardOpenOption.WRITE)) {
        ByteBuffer left = ByteBuffer.wrap(bytes);
        while (left.hasRemaining()) {
          channel.write(left);
        }
        channel.force(true);
      }
      Files.move(building, file, StandardCopyOption.ATOMIC_MOVE);
      try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
        directory.force(true);
      }
    } finally {
      Files.deleteIfExists(building);
    }
  }

  /** The bytes of that digest; null where they were not kept, or are not what they were. */
  public byte @Nullable [] read(String sealedSha256) {
    try {
      byte[] bytes = Files.readAllBytes(file(sealedSha256));
      return Digests.sha256(bytes).equals(sealedSha256) ? bytes : null;
    } catch (IOException e) {
      return null;
    }
  }

  /** Whether something lies there under that digest. */
  public boolean has(String sealedSha256) {
    return Files.exists(file(sealedSha256));
  }

  /** Digests of all that is kept. */
  public List<String> all() {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
          .map(file -> file.getFileName().toString())
          .filter(name -> NAME.matcher(name).matches())
          .toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  /** When it was kept; null where it is not. */
  public @Nullable Instant keptAt(String sealedSha256) {
    try {
      return Files.getLastModifiedTime(file(sealedSha256)).toInstant();
    } catch (IOException e) {
      return null;
    }
  }

  /** Deletes it for good. */
  public void forget(String sealedSha256) {
    try {
      Files.delete(file(sealedSha256));
    } catch (NoSuchFileException gone) {
      LOG.debug("Forgotten before", gone);
    } catch (IOException e) {
      LOG.warn("A kept copy whose time is over cannot be deleted from the data directory");
    }
  }

  private Path file(String sealedSha256) {
    if (!NAME.matcher(sealedSha256).matches()) {
      throw new IllegalArgumentException("A kept copy is named by a digest");
    }
    return folder.resolve(sealedSha256);
  }
}

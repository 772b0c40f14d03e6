package no.lagret.broker;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The one folder that must survive, held by one gateway at a time. Whoever keeps something in it
 * asks for this first, so that a full or foreign disk is told as what it is.
 */
public final class DataDirectory implements AutoCloseable {

  /** Two journal files and what the ledger writes at its start. */
  private static final long NEEDED_BYTES = 32L << 20;

  private static final String LOCK = "lagret.lock";

  private final Path path;
  private final FileChannel lockFile;
  private final @Nullable Object lockFileKey;

  /**
   * Takes it.
   *
   * @throws DataDirectoryInUse when another gateway holds it
   * @throws DataDirectoryUnusable when it cannot be written, or its disk is full
   */
  public DataDirectory(Path directory) {
    path = directory;
    long left;
    try {
      Files.createDirectories(directory);
      left = Files.getFileStore(directory).getUsableSpace();
    } catch (IOException e) {
      throw DataDirectoryUnusable.readOnly(directory);
    }
    if (left < NEEDED_BYTES) {
      throw DataDirectoryUnusable.full(directory, left, NEEDED_BYTES);
    }
    try {
      lockFile = lock(directory);
      lockFileKey = fileKey();
    } catch (IOException e) {
      throw DataDirectoryUnusable.readOnly(directory);
    }
  }

  /** Where it is. */
  public Path path() {
    return path;
  }

  /**
   * Whether it is still the one that was taken. Where its disk was unmounted, or it was moved or
   * deleted, open files go on as if nothing had happened, and each new one ends up elsewhere.
   */
  boolean isStillThere() {
    try {
      return Objects.equals(fileKey(), lockFileKey);
    } catch (NoSuchFileException e) {
      return false;
    } catch (IOException e) {
      // A disk in trouble says so when it is written to.
      return true;
    }
  }

  private @Nullable Object fileKey() throws IOException {
    return Files.readAttributes(path.resolve(LOCK), BasicFileAttributes.class).fileKey();
  }

  private static FileChannel lock(Path directory) throws IOException {
    FileChannel channel =
        FileChannel.open(
            directory.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      FileLock lock = channel.tryLock();
      if (lock != null) {
        // A disk in trouble may still open files: only a write that arrived says more.
        channel.write(ByteBuffer.wrap(new byte[] {'\n'}), 0);
        channel.force(true);
        return channel;
      }
    } catch (OverlappingFileLockException e) {
      // Held by another gateway in this very process: the same answer as for another process.
    } catch (IOException e) {
      channel.close();
      throw e;
    }
    channel.close();
    throw new DataDirectoryInUse(directory);
  }

  @Override
  public void close() throws IOException {
    lockFile.close();
  }
}

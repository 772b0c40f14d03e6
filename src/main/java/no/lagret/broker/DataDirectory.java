package no.lagret.broker;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The one folder that must survive, held by one gateway at a time. Whoever keeps something in it
 * asks for this first, so that a full or foreign disk is told as what it is.
 */
public final class DataDirectory implements AutoCloseable {

  /** Two journal files and what the ledger writes at its start. */
  private static final long NEEDED_BYTES = 32L << 20;

  private final Path path;
  private final FileChannel lockFile;

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
    } catch (IOException e) {
      throw DataDirectoryUnusable.readOnly(directory);
    }
  }

  /** Where it is. */
  public Path path() {
    return path;
  }

  private static FileChannel lock(Path directory) throws IOException {
    FileChannel channel =
        FileChannel.open(
            directory.resolve("lagret.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
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

package no.lagret.sealing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/** Reads and writes the small files that keys lie in. */
final class SecretFile {

  private static final int LARGEST = 64 * 1024;
  private static final Set<PosixFilePermission> OWNER_ONLY =
      EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

  private SecretFile() {}

  /** The bytes of a file that only its owner can read. */
  static byte[] readSecret(Path file) {
    byte[] bytes = read(file);
    if (posix(file)) {
      try {
        if (!OWNER_ONLY.containsAll(Files.getPosixFilePermissions(file))) {
          throw new KeyTrouble(
              file, "can be read by others than its owner", "Run: chmod 600 " + file);
        }
      } catch (IOException e) {
        throw unreadable(file);
      }
    }
    return bytes;
  }

  /** The bytes of a file that anybody may read. */
  static byte[] read(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(LARGEST + 1);
      if (bytes.length > LARGEST) {
        throw new KeyTrouble(
            file, "is too large for a key", "Check that the setting names the right file.");
      }
      return bytes;
    } catch (NoSuchFileException e) {
      throw new KeyTrouble(
          file, "does not exist", "Put the file there, or correct the setting that names it.");
    } catch (AccessDeniedException e) {
      throw new KeyTrouble(
          file,
          "cannot be read by the user the gateway runs as",
          "Make that user its owner, with mode 0600.");
    } catch (IOException e) {
      throw unreadable(file);
    }
  }

  private static KeyTrouble unreadable(Path file) {
    return new KeyTrouble(
        file, "cannot be read", "Check that it is a file, and that its disk answers.");
  }

  /** Writes a new file, readable by its owner only; it is there whole and synced, or not at all. */
  static void create(Path file, byte[] content) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    Files.createDirectories(folder);
    Path unfinished = folder.resolve(file.getFileName() + ".new");
    Files.deleteIfExists(unfinished);
    try (FileChannel channel =
        FileChannel.open(
            unfinished,
            EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            ownerOnly(folder))) {
      ByteBuffer buffer = ByteBuffer.wrap(content);
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
      channel.force(true);
    }
    Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    if (posix(folder)) {
      // A rename lives in the folder: without this a power cut can forget the key.
      try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }

  private static FileAttribute<?>[] ownerOnly(Path folder) {
    return posix(folder)
        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ONLY)}
        : new FileAttribute<?>[0];
  }

  private static boolean posix(Path path) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix");
  }
}

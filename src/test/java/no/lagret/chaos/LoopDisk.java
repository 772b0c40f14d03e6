package no.lagret.chaos;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * A disk of its own: an ext4 file system in a file, mounted through a loop device. What is written
 * and not synced lies in the kernel's cache of the mounted files and is not in the image; so a copy
 * of the image is what a power cut would leave. What the file system has handed to the disk counts
 * as kept: a disk that also loses its own cache is not played here.
 */
public final class LoopDisk implements AutoCloseable {

  private static final long BLOCK = 4096;

  private static final Path THROTTLE =
      Path.of("/sys/fs/cgroup/blkio/lagret-" + ProcessHandle.current().pid());

  private final Path image;
  private final Path at;

  private LoopDisk(Path image, Path at) {
    this.image = image;
    this.at = at;
  }

  /** Makes an empty one and mounts it. */
  public static LoopDisk formatted(Path image, Path at, String size) {
    run("truncate", "-s", size, image.toString());
    // Nothing is left to the kernel to write later: only what the gateway does moves the image.
    run(
        "mkfs.ext4",
        "-q",
        "-F",
        "-m",
        "0",
        "-E",
        "lazy_itable_init=0,lazy_journal_init=0",
        image.toString());
    return mounted(image, at);
  }

  /** Mounts an image; its journal is replayed, as after a power cut. */
  static LoopDisk mounted(Path image, Path at) {
    try {
      Files.createDirectories(at);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    run("mount", "-o", "loop,errors=remount-ro", image.toString(), at.toString());
    return new LoopDisk(image, at);
  }

  /**
   * Copies the image while nobody writes to it: the caller has stopped who would, and the kernel's
   * own writing of old pages is waited for.
   */
  void copyTo(Path copy) {
    String device = device();
    Path stat = Path.of("/sys/block", device, "stat");
    await("a moment in which nothing is written to " + device)
        .atMost(Duration.ofSeconds(30))
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(20))
        .until(
            () -> {
              String before = Files.readString(stat);
              copy(image, copy);
              return before.equals(Files.readString(stat));
            });
  }

  /** Copies an image that nobody writes to. */
  static void copy(Path image, Path copy) {
    run("cp", "--sparse=always", image.toString(), copy.toString());
  }

  private String device() {
    return Path.of(run("findmnt", "-n", "-o", "SOURCE", at.toString())).getFileName().toString();
  }

  /** Fills it until so much of it is in use; to the last byte with 100. */
  void fillTo(int percent) {
    if (percent == 100) {
      // It ends with an error, when no byte is left.
      run("sh", "-c", "cat /dev/zero > " + ballast() + " || true");
      return;
    }
    try {
      FileStore store = Files.getFileStore(at);
      long missing =
          store.getUsableSpace() - store.getTotalSpace() / 100 * (100 - percent) + BLOCK - 1;
      run("fallocate", "-l", Long.toString(missing / BLOCK * BLOCK), ballast());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private String ballast() {
    return at.resolve("ballast").toString();
  }

  void freed() {
    run("rm", ballast());
    // Space of a file just removed is there only once the file system has written so.
    run("sync", "-f", at.toString());
  }

  /** The file system finds an error and turns read-only, whoever has files open on it. */
  void fails() {
    try {
      Files.writeString(Path.of("/sys/fs/ext4", device(), "trigger_fs_error"), "1");
    } catch (IOException e) {
      throw new CannotMount(e.toString());
    }
  }

  /**
   * From now on the process waits a second for each write that reaches the disk, so that a sync
   * takes a second and more. The file system's own journal and other processes are not slowed.
   */
  void turnsSlowFor(long pid) {
    try {
      Files.createDirectory(THROTTLE);
      throttle(1);
      Files.writeString(THROTTLE.resolve("cgroup.procs"), Long.toString(pid));
    } catch (IOException e) {
      throw new CannotMount("It needs the blkio controller of cgroups, version 1. " + e);
    }
  }

  /** As quick as before. */
  void turnsQuick() {
    try {
      throttle(0);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private void throttle(int writesPerSecond) throws IOException {
    String device = Files.readString(Path.of("/sys/block", device(), "dev")).strip();
    Files.writeString(
        THROTTLE.resolve("blkio.throttle.write_iops_device"), device + " " + writesPerSecond);
  }

  /** Somebody has seen to it. */
  void repaired() {
    close();
    try {
      // It ends with 1 where it had something to repair.
      Shell.run("e2fsck", "-f", "-y", image.toString());
    } catch (Shell.Failed repaired) {
      run("e2fsck", "-f", "-n", image.toString());
    }
    mounted(image, at);
  }

  /** It is unmounted under whoever has files open on it. */
  void vanishes() {
    run("umount", "-l", at.toString());
  }

  /** It is mounted again, over what was put in its place. */
  void comesBack() {
    mounted(image, at);
  }

  /** {@code ro} or {@code rw}; nobody may have files open on it. */
  void turns(String mode) {
    run("mount", "-o", "remount," + mode, at.toString());
  }

  /** Whoever writes to it waits from now on. */
  public void freezes() {
    run("fsfreeze", "-f", at.toString());
  }

  /** Whoever waited goes on. */
  public void thaws() {
    run("fsfreeze", "-u", at.toString());
  }

  @Override
  public void close() {
    await("unmounting of " + at)
        .atMost(Duration.ofSeconds(20))
        .pollDelay(Duration.ZERO)
        .ignoreExceptions()
        .until(
            () -> {
              run("umount", at.toString());
              return true;
            });
    await("the end of what was slowed")
        .atMost(Duration.ofSeconds(20))
        .pollDelay(Duration.ZERO)
        .ignoreExceptions()
        .until(() -> !Files.exists(THROTTLE) || THROTTLE.toFile().delete());
  }

  private static String run(String... command) {
    try {
      return Shell.run(command);
    } catch (Shell.Failed e) {
      throw new CannotMount(e.getMessage());
    }
  }

  /** Nothing was tested: never to be taken for a run that found nothing. */
  static final class CannotMount extends AssertionError {
    CannotMount(String why) {
      super(
          "NOT TESTED: this needs a disk of its own. Run it as root, on Linux with loop devices,"
              + " e2fsprogs and util-linux. "
              + why);
    }
  }
}

package no.lagret.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import no.lagret.chaos.Shell;

/**
 * A mount over a directory that answers nobody: a FUSE file system behind which nobody serves.
 * Whoever touches it waits until it is gone, and then finds what lay there before. Only root may
 * mount it.
 */
public final class HungMount implements AutoCloseable {

  private static final String MOUNT =
      """
      exec 5<>/dev/fuse
      mount -i -t fuse -o fd=5,rootmode=40000,user_id=0,group_id=0 hung "$0" || exit 1
      echo mounted
      exec sleep 3600
      """;

  private final Path at;
  private final Process holder;

  private HungMount(Path at) throws IOException {
    this.at = at;
    holder =
        new ProcessBuilder("bash", "-c", MOUNT, at.toString()).redirectErrorStream(true).start();
    BufferedReader said = holder.inputReader();
    String line = said.readLine();
    if (!"mounted".equals(line)) {
      throw new AssertionError(
          "NOT TESTED: this needs a mount. Run it as root, on Linux with /dev/fuse. " + line);
    }
  }

  /** From now on the directory hangs. */
  public static HungMount over(Path directory) {
    try {
      return new HungMount(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** It is gone; whoever waited goes on. */
  @Override
  public void close() {
    holder.destroyForcibly().onExit().join();
    Shell.run("umount", "-l", at.toString());
  }
}

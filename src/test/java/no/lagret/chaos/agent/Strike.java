package no.lagret.chaos.agent;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Counts how often the chosen point is passed, and at the chosen time kills the process. */
public final class Strike {

  /**
   * A report that is tried alone because of earlier kills: dying with it again means that it did
   * it.
   */
  private static final String SUSPECTS = "lagret.suspects";

  private static final AtomicInteger LEFT = new AtomicInteger();
  private static volatile @Nullable Point point;
  private static volatile @Nullable Path marker;

  private Strike() {}

  static void arm(Point armed, int hit, Path file) {
    LEFT.set(hit);
    marker = file;
    point = armed;
  }

  /** Called from the instrumented method. {@code subject} is null where nothing is at stake. */
  public static void here(@Nullable Object subject) {
    Point armed = point;
    Path file = marker;
    String thread = Thread.currentThread().getName();
    if (armed != null
        && file != null
        && subject != null
        && thread.contains(armed.threads)
        && !thread.contains(SUSPECTS)
        && LEFT.decrementAndGet() == 0) {
      kill(armed, file);
    }
  }

  private static void kill(Point armed, Path file) {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.wrap(armed.name().getBytes(StandardCharsets.UTF_8)));
      channel.force(true);
      new ProcessBuilder("kill", "-9", String.valueOf(ProcessHandle.current().pid())).start();
    } catch (IOException e) {
      throw new IllegalStateException("Cannot kill", e);
    }
    while (true) {
      LockSupport.park();
    }
  }
}

package no.lagret.broker;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.activemq.artemis.core.io.IOCriticalErrorListener;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Nothing can be kept any more. A gateway would stay up and do nothing, or keep things where nobody
 * looks for them; so the process ends, and whoever watches it starts it again. Ending at any moment
 * loses nothing.
 */
final class LastWords implements IOCriticalErrorListener {

  private static final Logger LOG = LoggerFactory.getLogger(LastWords.class);
  private static final int IO_ERROR = 74;
  private static final Duration LONGEST_EXIT = Duration.ofSeconds(20);

  /** Whatever else fails when its ground is gone needs no words. */
  private static final AtomicBoolean SAID = new AtomicBoolean();

  @Override
  public void onIOException(Throwable cause, String message, @Nullable String file) {
    end(
        "The queues cannot be written ({}): Lagret stops. Nothing is lost: the portal keeps what is"
            + " not confirmed. See to the disk of the data directory, then start again",
        cause.getMessage());
  }

  /** The data directory is another one now, or none. */
  static void dataDirectoryGone(Path directory) {
    end(
        "The data directory {} is not there any more: it was moved or deleted, or its disk unmounted."
            + " Lagret stops. Nothing is lost: the portal keeps what is not confirmed. Put it back,"
            + " then start again",
        directory.toAbsolutePath());
  }

  private static void end(String words, @Nullable Object what) {
    if (SAID.getAndSet(true)) {
      return;
    }
    LOG.error(words, what);
    Thread exit = new Thread(() -> System.exit(IO_ERROR), "exit");
    Thread halt =
        new Thread(
            () -> {
              try {
                exit.join(LONGEST_EXIT.toMillis());
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              Runtime.getRuntime().halt(IO_ERROR);
            },
            "halt");
    exit.setDaemon(true);
    halt.setDaemon(true);
    exit.start();
    halt.start();
  }
}

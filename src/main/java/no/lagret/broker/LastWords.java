package no.lagret.broker;

import java.time.Duration;
import org.apache.activemq.artemis.core.io.IOCriticalErrorListener;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The journal could not be written, and the broker stops. A gateway without it would stay up and do
 * nothing; so the process ends, and whoever watches it starts it again. Ending at any moment loses
 * nothing.
 */
final class LastWords implements IOCriticalErrorListener {

  private static final Logger LOG = LoggerFactory.getLogger(LastWords.class);
  private static final int IO_ERROR = 74;
  private static final Duration LONGEST_EXIT = Duration.ofSeconds(20);

  @Override
  public void onIOException(Throwable cause, String message, @Nullable String file) {
    LOG.error(
        "The queues cannot be written ({}): Lagret stops. Nothing is lost: the portal keeps what is"
            + " not confirmed. See to the disk of the data directory, then start again",
        cause.getMessage());
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

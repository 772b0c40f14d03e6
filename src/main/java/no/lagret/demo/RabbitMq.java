package no.lagret.demo;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Debian's RabbitMQ as a child process on the loopback address, over TLS only, with node name,
 * queues, log and ports of its own. It ends with this process, however this one ends.
 */
final class RabbitMq implements Closeable {

  /** Past Debian's own script, which asks for its user: this one runs as whoever is there. */
  private static final Path SERVER = Path.of("/usr/lib/rabbitmq/bin/rabbitmq-server");

  /** Whoever ends this process closes the pipe, and the whole group goes. */
  private static final String WITH_ITS_PARENT =
      """
      epmd -port "$ERL_EPMD_PORT" &
      "$0" &
      cat > /dev/null
      kill -KILL 0
      """;

  private static final Duration LONGEST_START = Duration.ofMinutes(3);

  private final RabbitMqFiles files;
  private final Supplier<Set<String>> queues;
  private @Nullable Process process;
  private volatile boolean ready;

  /**
   * Starts it, with the queues that it held when it last ran in this directory.
   *
   * @param authentication where it asks who may log in and do what
   * @param queues that it holds
   * @throws NoRabbitMq saying what to install, or what it wrote when it did not start
   */
  RabbitMq(Path directory, DemoKeys tls, String authentication, Supplier<Set<String>> queues) {
    requireInstalled();
    this.queues = queues;
    files = new RabbitMqFiles(directory, tls, authentication);
    start();
  }

  /**
   * @throws NoRabbitMq saying what to install
   */
  static void requireInstalled() {
    if (!Files.isExecutable(SERVER)) {
      throw new NoRabbitMq(
          "Channel FIKS_IO needs RabbitMQ, which is not here as " + SERVER + ".",
          "Install rabbitmq-server (Debian's name); its service need not run.");
    }
  }

  /** Where it speaks AMQP over TLS; the same after {@link #kill}. */
  int port() {
    return files.port();
  }

  /** Whether it runs and each of its queues can be used. */
  boolean isReady() {
    return ready;
  }

  /** Starts it again after {@link #kill}. */
  synchronized void start() {
    if (process != null && process.isAlive()) {
      return;
    }
    long logged = files.logged();
    ProcessBuilder builder =
        new ProcessBuilder("setsid", "sh", "-c", WITH_ITS_PARENT, SERVER.toString())
            .redirectErrorStream(true)
            .redirectOutput(files.output().toFile());
    builder.environment().putAll(files.environment());
    try {
      process = builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot start RabbitMQ", e);
    }
    awaitPort(process);
    awaitQueues(process, logged);
    ready = true;
  }

  /** Kills it as a power cut would (SIGKILL). */
  synchronized void kill() {
    ready = false;
    if (process == null) {
      return;
    }
    List<ProcessHandle> all =
        Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList();
    try {
      process.getOutputStream().close();
      for (ProcessHandle one : all) {
        one.onExit().get(30, TimeUnit.SECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      throw new IllegalStateException("RabbitMQ survived being killed", e);
    }
    process = null;
  }

  @Override
  public void close() {
    kill();
  }

  private void awaitPort(Process started) {
    try {
      await(started, "does not start", this::listens);
    } catch (IllegalStateException e) {
      kill();
      throw new NoRabbitMq(
          e.getMessage() + ": " + files.lastWords(), "See " + files.output() + ".");
    }
  }

  private boolean listens() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port()), 1000);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** Waits until a queue that was just declared would outlive a power cut. */
  void awaitKept(String queue) {
    Process running = process;
    if (running != null) {
      await(running, "does not keep queue " + queue, () -> files.keeps(queue));
    }
  }

  private void awaitQueues(Process started, long since) {
    for (String queue : queues.get()) {
      await(started, "does not come back with queue " + queue, () -> files.leads(queue, since));
    }
  }

  private void await(Process running, String otherwise, BooleanSupplier until) {
    long end = System.nanoTime() + LONGEST_START.toNanos();
    while (!until.getAsBoolean()) {
      if (System.nanoTime() > end || files.serverEnded(running)) {
        throw new IllegalStateException("RabbitMQ " + otherwise);
      }
      pause(running);
    }
  }

  private static void pause(Process started) {
    try {
      started.waitFor(100, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

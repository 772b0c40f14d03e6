package no.lagret.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What RabbitMQ reads and writes, all of it in one directory. */
final class RabbitMqFiles {

  private static final String NODE = "lagret-stand-in@localhost";

  private final Path directory;
  private final int port;
  private final Map<String, String> environment = new LinkedHashMap<>();

  RabbitMqFiles(Path directory, DemoKeys tls, String authentication) {
    this.directory = DurableFiles.directory(directory.toAbsolutePath());
    List<Integer> ports = freePorts(3);
    port = ports.get(0);
    write("rabbitmq.conf", settings(tls, authentication));
    // Tells every delivery to whoever listens on amq.rabbitmq.trace.
    write("advanced.config", "[{rabbit, [{trace_vhosts, [<<\"/\">>]}]}].\n");
    write("plugins", "[rabbitmq_auth_backend_http].\n");
    environment.put("HOME", this.directory.toString());
    // Of its own directory, so that what it holds is found again on another port.
    environment.put("RABBITMQ_NODENAME", NODE);
    environment.put("RABBITMQ_CONF_ENV_FILE", path("none"));
    environment.put("RABBITMQ_CONFIG_FILE", path("rabbitmq.conf"));
    environment.put("RABBITMQ_ADVANCED_CONFIG_FILE", path("advanced.config"));
    environment.put("RABBITMQ_ENABLED_PLUGINS_FILE", path("plugins"));
    environment.put("RABBITMQ_GENERATED_CONFIG_DIR", path("generated"));
    environment.put("RABBITMQ_MNESIA_BASE", path("queues"));
    environment.put("RABBITMQ_LOG_BASE", path("log"));
    environment.put("RABBITMQ_PID_FILE", path("pid"));
    environment.put("RABBITMQ_DIST_PORT", String.valueOf(ports.get(1)));
    environment.put("ERL_EPMD_PORT", String.valueOf(ports.get(2)));
    environment.put("ERL_EPMD_ADDRESS", "127.0.0.1");
    // One scheduler that does not spin: it shares its machine with what is tried against it.
    environment.put(
        "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS",
        "+S 1:1 +sbwt none -kernel inet_dist_use_interface {127,0,0,1}");
  }

  int port() {
    return port;
  }

  Map<String, String> environment() {
    return environment;
  }

  Path output() {
    return directory.resolve("output");
  }

  /** Whether the server gave up, which the shell around it does not show. */
  boolean serverEnded(Process shell) {
    return !shell.isAlive() || lastWords().contains("BOOT FAILED");
  }

  /** How long its log is. */
  long logged() {
    try {
      return Files.exists(log()) ? Files.size(log()) : 0;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + log(), e);
    }
  }

  /**
   * Whether a queue can be used. One that is spoken to earlier was seen to answer nothing for as
   * long as RabbitMQ ran.
   *
   * @param since how long its log was when RabbitMQ started
   */
  boolean leads(String queue, long since) {
    byte[] log = Files.exists(log()) ? DurableFiles.read(log()) : new byte[0];
    int from = (int) Math.min(since, log.length);
    return new String(log, from, log.length - from, StandardCharsets.UTF_8)
        .lines()
        .anyMatch(line -> line.contains(queue) && line.contains("-> leader"));
  }

  /**
   * Whether a queue would still be there after a power cut: RabbitMQ answers up to half a second
   * before it has written where the queue lies, and one lost so never comes back.
   */
  boolean keeps(String queue) {
    return DurableFiles.in(directory.resolve("queues").resolve(NODE).resolve("quorum")).stream()
        .map(folder -> folder.resolve("names.dets"))
        .filter(Files::exists)
        .map(DurableFiles::read)
        .anyMatch(names -> new String(names, StandardCharsets.ISO_8859_1).contains(queue));
  }

  private Path log() {
    return directory.resolve("log").resolve(NODE + ".log");
  }

  /** The end of what it wrote to its output. */
  String lastWords() {
    try {
      List<String> lines =
          Files.readString(output(), StandardCharsets.UTF_8)
              .lines()
              .filter(l -> !l.isBlank())
              .toList();
      return String.join(" | ", lines.subList(Math.max(0, lines.size() - 12), lines.size()));
    } catch (IOException e) {
      return "it wrote nothing to " + output();
    }
  }

  private String settings(DemoKeys tls, String authentication) {
    Path certificate = tls.certificate().toAbsolutePath();
    List<String> lines =
        new ArrayList<>(
            List.of(
                "listeners.tcp = none",
                "listeners.ssl.default = 127.0.0.1:" + port,
                "ssl_options.cacertfile = " + certificate,
                "ssl_options.certfile = " + certificate,
                "ssl_options.keyfile = " + tls.privateKey().toAbsolutePath(),
                "ssl_options.verify = verify_none",
                "ssl_options.fail_if_no_peer_cert = false",
                "loopback_users = none",
                // What is sent in a test is small, and its disk may be.
                "disk_free_limit.absolute = 1MB",
                "log.console = false",
                "auth_backends.1 = http",
                "auth_http.http_method = post"));
    for (String asked : List.of("user", "vhost", "resource", "topic")) {
      lines.add("auth_http." + asked + "_path = " + authentication + "/" + asked);
    }
    return String.join("\n", lines) + "\n";
  }

  private void write(String name, String text) {
    DurableFiles.write(directory.resolve(name), text.getBytes(StandardCharsets.UTF_8));
  }

  private String path(String name) {
    return directory.resolve(name).toString();
  }

  private static List<Integer> freePorts(int count) {
    List<ServerSocket> held = new ArrayList<>();
    try {
      for (int i = 0; i < count; i++) {
        held.add(new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1")));
      }
      return held.stream().map(ServerSocket::getLocalPort).toList();
    } catch (IOException e) {
      throw new UncheckedIOException("No free port", e);
    } finally {
      held.forEach(RabbitMqFiles::close);
    }
  }

  private static void close(ServerSocket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // It was only held so that the next one is another.
    }
  }
}

package no.lagret.chaos;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import no.lagret.testing.CaseSystem;
import no.lagret.testing.FiksIoPortal;
import no.lagret.testing.Portal;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

/** The packaged jar in a process of its own, driven by nothing but its settings. */
public final class Gateway implements AutoCloseable {

  public static final Path JAR = Path.of("target/lagret.jar").toAbsolutePath();

  /** A start is most of what a kill costs; none of these changes what the jar does. */
  private static final List<String> QUICK_START =
      List.of(
          "-XX:TieredStopAtLevel=1",
          "-XX:+UseSerialGC",
          "-XX:-UsePerfData",
          "-Xmx384m",
          "-XX:+ExitOnOutOfMemoryError");

  private static final String PASSWORD = "oppdiktet-passord";
  private static final String HASH = "{bcrypt}" + new BCryptPasswordEncoder(4).encode(PASSWORD);

  private final Process process;
  private final Path log;

  private Gateway(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /** The settings of a municipality with this portal and this case system. */
  public static List<String> settings(Path data, Portal portal, CaseSystem caseSystem) {
    return settings(
        data,
        portal.privateKey(),
        portal.certificate(),
        Stream.of(
            "lagret.portal.svarinn.base-url=" + portal.baseUrl(),
            "lagret.portal.svarinn.username=" + portal.username(),
            "lagret.portal.svarinn.password=" + portal.password(),
            "lagret.portal.svarinn.poll-interval=500ms"),
        caseSystem);
  }

  /** The same on channel FIKS_IO. */
  static List<String> settings(Path data, FiksIoPortal portal, CaseSystem caseSystem) {
    return settings(
        data, portal.privateKey(), portal.certificate(), portal.gatewaySettings(), caseSystem);
  }

  private static List<String> settings(
      Path data, Path privateKey, Path certificate, Stream<String> portal, CaseSystem caseSystem) {
    Stream<String> usual =
        Stream.of(
            "--lagret.data-directory=" + data,
            "--lagret.recipient.name=Testvik kommune",
            "--lagret.recipient.organisation-number=910000008",
            "--lagret.recipient.municipality-number=9999",
            "--lagret.keys.private=" + privateKey,
            "--lagret.keys.certificate=" + certificate,
            "--lagret.case-system.http.base-url=" + caseSystem.baseUrl(),
            "--lagret.case-system.http.token=" + caseSystem.token(),
            "--lagret.delivery.retry-delay=500ms",
            "--lagret.delivery.max-retry-delay=2s",
            "--lagret.users[0].name=test",
            "--lagret.users[0].password=" + HASH,
            "--lagret.users[0].roles=operator",
            "--server.port=" + freePort());
    return Stream.concat(usual, portal.map(setting -> "--" + setting)).toList();
  }

  /** Starts the jar as it is, in this working directory. */
  static Gateway start(Path log, Path java, List<String> arguments) {
    List<String> command = new ArrayList<>(List.of(java.toString()));
    command.addAll(QUICK_START);
    command.addAll(List.of("-jar", JAR.toString()));
    command.addAll(arguments);
    return start(log, Map.of(), command);
  }

  /** Unpacks the jar where that is not done yet, so that no start pays for it. */
  static void unpack() {
    Unpacked.make(QUICK_START);
  }

  /** Starts the unpacked jar on this Java, with JVM options: much quicker than the jar as it is. */
  static Gateway startUnpacked(Path log, List<String> options, List<String> arguments) {
    return startUnpacked(log, Map.of(), options, arguments);
  }

  /** The same with variables added to this process's environment. */
  static Gateway startUnpacked(
      Path log, Map<String, String> environment, List<String> options, List<String> arguments) {
    List<String> command = new ArrayList<>(List.of(thisJava().toString()));
    command.addAll(QUICK_START);
    command.addAll(options);
    command.addAll(Unpacked.arguments());
    command.addAll(arguments);
    return start(log, environment, command);
  }

  /** Starts it by this very command. */
  public static Gateway start(Path log, List<String> command) {
    return start(log, Map.of(), command);
  }

  private static Gateway start(Path log, Map<String, String> environment, List<String> command) {
    try {
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
      builder.environment().putAll(environment);
      return new Gateway(builder.start(), log);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  public static Path thisJava() {
    return Path.of(System.getProperty("java.home"), "bin", "java");
  }

  /**
   * A port that nobody has now, nor gets by asking for any: a gateway that is killed finds it free
   * again, whatever else starts meanwhile.
   */
  static int freePort() {
    while (true) {
      int port = ThreadLocalRandom.current().nextInt(20_000, 32_000);
      try (ServerSocket socket = new ServerSocket(port)) {
        return socket.getLocalPort();
      } catch (IOException e) {
        // somebody's
      }
    }
  }

  public long pid() {
    return process.pid();
  }

  public boolean ends(Duration within) {
    try {
      return process.waitFor(within.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  int exitCode() {
    return process.exitValue();
  }

  /** All that it has said. */
  public String said() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** What it said, without its log: no blank lines, nothing that begins with a time. */
  List<String> complaint() {
    return said()
        .lines()
        .filter(line -> !line.isBlank() && !line.matches("\\d{4}-.*INFO.*"))
        .toList();
  }

  public boolean hasEnded() {
    return !process.isAlive();
  }

  /** SIGTERM. */
  public void stop() {
    process.destroy();
  }

  /** SIGKILL. */
  void kill() {
    process.destroyForcibly();
    if (!ends(Duration.ofSeconds(30))) {
      throw new AssertionError("The gateway survived being killed");
    }
  }

  /** SIGSTOP: returns when none of its threads runs any more. */
  void pause() {
    signal("-STOP");
    await("every thread stopped")
        .atMost(Duration.ofSeconds(30))
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(5))
        .until(this::allStopped);
  }

  /** SIGCONT. */
  void resume() {
    signal("-CONT");
  }

  private void signal(String signal) {
    try {
      new ProcessBuilder("kill", signal, String.valueOf(process.pid())).start().waitFor();
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private boolean allStopped() throws IOException {
    Path tasks = Path.of("/proc", String.valueOf(process.pid()), "task");
    try (Stream<Path> threads = Files.list(tasks)) {
      for (Path thread : threads.toList()) {
        String stat = Files.readString(thread.resolve("stat"));
        // The name before it is in brackets and may hold anything.
        if (stat.charAt(stat.lastIndexOf(')') + 2) != 'T') {
          return false;
        }
      }
    }
    return true;
  }

  /** The most memory that it has had resident, in MiB. */
  long peakMemory() {
    try {
      return Files.readAllLines(Path.of("/proc", String.valueOf(process.pid()), "status")).stream()
          .filter(line -> line.startsWith("VmHWM:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
          .findFirst()
          .orElseThrow();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** The answer's body, or null while it does not answer with 200. */
  @Nullable String get(int port, String path) {
    return get(port, path, "test:" + PASSWORD);
  }

  /** The same for another user, {@code name:password}. */
  @Nullable String get(int port, String path, String credentials) {
    String user =
        Base64.getEncoder()
            .encodeToString(credentials.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .header("Authorization", "Basic " + user)
            .timeout(Duration.ofSeconds(30))
            .build();
    try {
      var answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
      return answer.statusCode() == 200 ? answer.body() : null;
    } catch (IOException e) {
      return null;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** The port in a list of settings. */
  static int port(List<String> settings) {
    Matcher port = Pattern.compile("--server\\.port=(\\d+)").matcher(String.join(" ", settings));
    if (!port.find()) {
      throw new AssertionError("No port among " + settings);
    }
    return Integer.parseInt(port.group(1));
  }

  @Override
  public void close() {
    kill();
  }
}

package no.lagret.testing;

import static no.lagret.testing.Patience.LONG_ENOUGH;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import no.lagret.LagretApplication;
import no.lagret.broker.Queues;
import org.apache.camel.CamelContext;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import tools.jackson.databind.JsonNode;

/** The whole gateway in this JVM, between a portal and a case system, with short delays. */
public final class Gateway implements AutoCloseable {

  private static final Duration CALL = Duration.ofMinutes(2);

  /** An operator of it. */
  public static final String USER = "vakt";

  public static final String PASSWORD = "only for tests";

  private static final String COLLEAGUE = "kollega";

  private final Map<String, String> settings = new LinkedHashMap<>();
  private final MovableClock clock = new MovableClock();
  private final HttpClient http = HttpClient.newHttpClient();
  private final Path data;
  private @Nullable ConfigurableApplicationContext running;

  private Gateway(Path directory, Path privateKey, Path certificate, CaseSystem caseSystem) {
    data = directory.resolve("data");
    settings.put("server.port", "0");
    settings.put("lagret.data-directory", data.toString());
    settings.put("lagret.ledger.url", PostgresServer.orElse(""));
    settings.put("lagret.recipient.organisation-number", "910000001");
    settings.put("lagret.recipient.name", "Eksempel kommune");
    settings.put("lagret.keys.private[0]", privateKey.toString());
    settings.put("lagret.keys.certificate", certificate.toString());
    settings.put("lagret.case-system.http.base-url", caseSystem.baseUrl());
    settings.put("lagret.case-system.http.token", caseSystem.token());
    settings.put("lagret.case-system.http.response-timeout", "2s");
    settings.put("lagret.case-system.http.read-back-timeout", "3s");
    settings.put("lagret.delivery.retry-delay", "100ms");
    settings.put("lagret.delivery.max-retry-delay", "500ms");
    settings.put("lagret.users[0].name", USER);
    settings.put(
        "lagret.users[0].password", "{bcrypt}" + new BCryptPasswordEncoder(4).encode(PASSWORD));
    settings.put("lagret.users[0].roles", "viewer,operator");
    settings.put("lagret.users[1].name", COLLEAGUE);
    settings.put("lagret.users[1].password", settings.get("lagret.users[0].password"));
    settings.put("lagret.users[1].roles", "operator,approver");
  }

  /**
   * Starts it.
   *
   * @param directory an existing one; its data directory is made in it
   * @param more settings as {@code name=value}, which go before the usual ones
   */
  public static Gateway start(
      Path directory, Portal portal, CaseSystem caseSystem, String... more) {
    Gateway gateway = new Gateway(directory, portal.privateKey(), portal.certificate(), caseSystem);
    gateway.settings.put("lagret.portal.svarinn.base-url", portal.baseUrl());
    gateway.settings.put("lagret.portal.svarinn.username", portal.username());
    gateway.settings.put("lagret.portal.svarinn.password", portal.password());
    gateway.settings.put("lagret.portal.svarinn.poll-interval", "300ms");
    gateway.settings.put("lagret.portal.svarinn.response-timeout", "3s");
    gateway.startAgain(more);
    return gateway;
  }

  /** Starts it on channel FIKS_IO. */
  public static Gateway start(
      Path directory, FiksIoPortal portal, CaseSystem caseSystem, String... more) {
    Gateway gateway = new Gateway(directory, portal.privateKey(), portal.certificate(), caseSystem);
    portal
        .settings()
        .forEach((name, value) -> gateway.settings.put("lagret.portal.fiks-io." + name, value));
    gateway.settings.put("lagret.portal.fiks-io.response-timeout", "5s");
    gateway.startAgain(more);
    return gateway;
  }

  /** Starts it again with what it held; settings given here stay. */
  public void startAgain(String... more) {
    Arrays.stream(more)
        .map(setting -> setting.split("=", 2))
        .forEach(parts -> settings.put(parts[0], parts[1]));
    SpringApplication application = LagretApplication.application();
    application.addInitializers(
        context ->
            ((GenericApplicationContext) context)
                .registerBean(
                    "movableClock",
                    InstantSource.class,
                    () -> clock,
                    definition -> definition.setPrimary(true)));
    running =
        application.run(
            settings.entrySet().stream()
                .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                .toArray(String[]::new));
  }

  /** Starts it again without the settings of that prefix. */
  public void startAgainWithout(String prefix) {
    stop();
    Map<String, String> all = new LinkedHashMap<>(settings);
    settings.keySet().removeIf(name -> name.startsWith(prefix));
    startAgain();
    settings.clear();
    settings.putAll(all);
  }

  /** Starts it again with every setting it ever had. */
  public void startWithAll() {
    stop();
    startAgain();
  }

  /** What Camel keeps for all that was ever called. */
  public int endpoints() {
    return Objects.requireNonNull(running).getBean(CamelContext.class).getEndpoints().size();
  }

  /** Its queues, for what nobody may do by its API. */
  public Queues queues() {
    return Objects.requireNonNull(running).getBean(Queues.class);
  }

  /** Ends it in order, as {@code SIGTERM} does. */
  public void stop() {
    if (running != null) {
      running.close();
      running = null;
    }
  }

  /** Where it answers; another one after each start. */
  public String baseUrl() {
    if (running == null) {
      throw new AssertionError("The gateway is stopped");
    }
    return "http://127.0.0.1:" + running.getEnvironment().getProperty("local.server.port");
  }

  /** One of its parts, to stop it alone. */
  public <T> T part(Class<T> type) {
    return Objects.requireNonNull(running).getBean(type);
  }

  /** By which it goes. */
  public MovableClock clock() {
    return clock;
  }

  /** The JDBC URL of its ledger. */
  public String ledgerUrl() {
    String url = settings.get("lagret.ledger.url");
    return url.isEmpty() ? "jdbc:sqlite:" + data.resolve("ledger.db") : url;
  }

  /** What must survive lies here. */
  public Path dataDirectory() {
    return data;
  }

  /** The report as the API tells it, or null where it is not known. */
  public @Nullable JsonNode report(String reportId) {
    HttpResponse<String> answer = get("/api/reports/" + reportId);
    return answer.statusCode() == 404 ? null : Controls.JSON.readTree(answer.body());
  }

  /** The report's state, or {@code UNKNOWN}. */
  public String state(String reportId) {
    JsonNode report = report(reportId);
    return report == null ? "UNKNOWN" : report.path("state").asString("");
  }

  /** The report's events of a type, oldest first. */
  public List<JsonNode> events(String reportId, String type) {
    JsonNode report = report(reportId);
    return report == null
        ? List.of()
        : report
            .path("events")
            .valueStream()
            .filter(event -> event.path("type").asString("").equals(type))
            .toList();
  }

  /** Those of a report, newest first. */
  public List<JsonNode> deadLetters(String reportId) {
    return deadLetters().stream()
        .filter(letter -> letter.path("reportId").asString("").equals(reportId))
        .toList();
  }

  /** All of them. */
  public List<JsonNode> deadLetters() {
    return items("/api/dead-letters");
  }

  /** The ledger's events of a type, newest first. */
  public List<JsonNode> ledger(String type) {
    return items("/api/ledger?type=" + type);
  }

  /** Those that stand. */
  public List<JsonNode> alarms() {
    return items("/api/alarms");
  }

  /** Whether an alarm of that condition stands. */
  public boolean alarmStands(String condition) {
    return alarms().stream()
        .anyMatch(alarm -> alarm.path("condition").asString("").equals(condition));
  }

  /** Whether an alarm of that condition stands about a report. */
  public boolean alarmStands(String condition, String reportId) {
    return alarms().stream()
        .filter(alarm -> alarm.path("condition").asString("").equals(condition))
        .anyMatch(alarm -> alarm.path("reportId").asString("").equals(reportId));
  }

  /** Waits until it knows how the brakes stood, and delivers. */
  public void waitsUntilOpen() {
    await("open gateway")
        .atMost(LONG_ENOUGH)
        .until(() -> post("/api/delivery/resume?recipient=default").statusCode() == 200);
  }

  /** Waits until the report is in this state. */
  public void waitsUntil(String reportId, String state) {
    await("report " + reportId + " to be " + state)
        .atMost(LONG_ENOUGH)
        .pollInterval(Duration.ofMillis(50))
        .until(() -> state(reportId), state::equals);
  }

  /** Waits until so many attempts for the report have failed. */
  public void waitsForFailures(String reportId, int failures) {
    await(failures + " failed attempts for report " + reportId)
        .atMost(LONG_ENOUGH)
        .pollInterval(Duration.ofMillis(50))
        .until(() -> events(reportId, "ATTEMPT_FAILED").size() >= failures);
  }

  /** Waits until an alarm of that condition stands. */
  public void waitsForAlarm(String condition) {
    await("alarm " + condition).atMost(LONG_ENOUGH).until(() -> alarmStands(condition));
  }

  /** Waits until none does. */
  public void waitsForEndOf(String condition) {
    await("end of alarm " + condition).atMost(LONG_ENOUGH).until(() -> !alarmStands(condition));
  }

  /** The user acknowledges each alarm of that condition. */
  public void isSeen(String condition) {
    alarms().stream()
        .filter(alarm -> alarm.path("condition").asString("").equals(condition))
        .forEach(
            alarm -> {
              String path = "/api/alarms/" + alarm.path("id").asString("") + "/acknowledge";
              if (post(path).statusCode() != 204) {
                throw new AssertionError(condition + " is not acknowledged");
              }
            });
  }

  /** What it answers to the user. */
  public HttpResponse<String> get(String path) {
    return send(request(path));
  }

  /** What it answers to the user. */
  public HttpResponse<String> post(String path) {
    return send(request(path).POST(BodyPublishers.noBody()));
  }

  /** What it answers to the user, who sends JSON. */
  public HttpResponse<String> post(String path, String json) {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json)));
  }

  /** What it answers to the user. */
  public HttpResponse<String> delete(String path) {
    return send(request(path).DELETE());
  }

  /**
   * What it answers to the user, who sends a form with files: what begins with {@code @} is one.
   */
  public HttpResponse<String> upload(String path, Map<String, String> form) {
    StringBuilder body = new StringBuilder();
    form.forEach(
        (name, value) ->
            body.append("--part\r\nContent-Disposition: form-data; name=\"")
                .append(name)
                .append(value.startsWith("@") ? "\"; filename=\"log.csv\"" : "\"")
                .append("\r\n\r\n")
                .append(value.startsWith("@") ? value.substring(1) : value)
                .append("\r\n"));
    return send(
        request(path)
            .header("Content-Type", "multipart/form-data; boundary=part")
            .POST(BodyPublishers.ofString(body + "--part--\r\n")));
  }

  /** What it answers to a colleague of the user, who may also approve. */
  public HttpResponse<String> postAsColleague(String path, String json) {
    return send(
        request(COLLEAGUE, path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json)));
  }

  /** How many items such a list has in all. */
  public int total(String list) {
    return Controls.JSON.readTree(get(list).body()).path("total").asInt();
  }

  private List<JsonNode> items(String path) {
    List<JsonNode> items = new ArrayList<>();
    for (int page = 0; ; page++) {
      HttpResponse<String> answer =
          get(path + (path.contains("?") ? "&" : "?") + "size=200&page=" + page);
      if (answer.statusCode() != 200) {
        throw new AssertionError(path + " answered " + answer.statusCode() + answer.body());
      }
      List<JsonNode> more =
          Controls.JSON.readTree(answer.body()).path("items").valueStream().toList();
      items.addAll(more);
      if (more.size() < 200) {
        return items;
      }
    }
  }

  private HttpRequest.Builder request(String path) {
    return request(USER, path);
  }

  private HttpRequest.Builder request(String user, String path) {
    String pair = user + ":" + PASSWORD;
    return HttpRequest.newBuilder(URI.create(baseUrl() + path))
        .timeout(CALL)
        .header(
            "Authorization",
            "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return http.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new AssertionError("The gateway does not answer", e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    stop();
  }
}

package no.lagret.faults;

import static no.lagret.testing.Patience.LONG_ENOUGH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import no.lagret.alert.Condition;
import no.lagret.testing.BeginsAndEnds;
import no.lagret.testing.CaseSystem;
import no.lagret.testing.Chromium;
import no.lagret.testing.Gateway;
import no.lagret.testing.InventedReport;
import no.lagret.testing.Portal;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Other routes in the place of those that run, while reports flow. */
class ActivationTest {

  /** {@code -Dchaos.activations}: how often the routes are exchanged under load. */
  private static final int ACTIVATIONS = Integer.getInteger("chaos.activations", 30);

  private static final int SIZE = 4_000;

  @TempDir private Path directory;
  private Path routes;
  private Portal portal;
  private CaseSystem caseSystem;
  private Gateway gateway;

  @BeforeEach
  void start() throws IOException {
    routes = directory.resolve("routes");
    FileSystemUtils.copyRecursively(Path.of("routes"), routes);
    portal = Portal.start(directory);
    caseSystem = CaseSystem.start(directory);
    gateway =
        Gateway.start(
            directory,
            portal,
            caseSystem,
            "lagret.routes-directory=" + routes,
            "lagret.users[0].roles=viewer,operator,engineer");
    gateway.waitsUntilOpen();
  }

  @AfterEach
  void stop() {
    gateway.close();
    caseSystem.close();
    portal.close();
  }

  @Test
  void takesUpAChangedRouteAfterADryRunAndTellsTheLedgerWho() {
    String before = state().path("running").asString();

    describe("delivery", "Changed by an engineer.");
    assertThat(state().path("changed").asBoolean()).isTrue();
    assertThat(descriptionOf("delivery")).isNotEqualTo("Changed by an engineer.");
    HttpResponse<String> activated = activate(true);
    assertThat(activated.statusCode()).as(activated.body()).isEqualTo(200);

    assertThat(descriptionOf("delivery")).isEqualTo("Changed by an engineer.");
    assertThat(state().path("changed").asBoolean()).isFalse();
    assertThat(state().path("before").asString()).isEqualTo(before);
    await("the ledger")
        .atMost(LONG_ENOUGH)
        .untilAsserted(() -> assertThat(state().path("by").asString("")).isEqualTo(Gateway.USER));
    assertThat(ledger("ROUTES_ACTIVATED")).isEqualTo(2);
    assertThat(routesThatRest()).isEmpty();
    assertThatAReportGoesThrough();
  }

  @Test
  void refusesAFolderThatIsNotWellOrDoesNotComeThrough() throws IOException {
    String running = state().path("running").asString();
    Path file = routes.resolve("delivery/delivery.camel.yaml");
    String good = Files.readString(file);

    Files.writeString(file, good.replace("ref: reports", "ref: raports"));
    HttpResponse<String> misspelt = activate(false);
    assertThat(misspelt.statusCode()).isEqualTo(409);
    assertThat(detail(misspelt)).contains("delivery.camel.yaml, line ").contains("raports");
    assertThat(state().path("findings").size()).isPositive();

    Files.writeString(file, good);
    Path caseSystemFile = routes.resolve("case-system-http/case-system-http.camel.yaml");
    String goodCaseSystem = Files.readString(caseSystemFile);
    Files.writeString(
        caseSystemFile,
        goodCaseSystem.replace("${header.LagretReport}", "${header.LagretDispatch}"));
    HttpResponse<String> underAnotherName = activate(true);
    assertThat(underAnotherName.statusCode()).isEqualTo(409);
    assertThat(detail(underAnotherName)).contains("The dry run").contains("did not come through");
    Files.writeString(caseSystemFile, goodCaseSystem);

    Files.delete(routes.resolve("samples/report.json"));
    describe("delivery", "Nobody can rehearse it.");
    HttpResponse<String> noSample = activate(true);
    assertThat(noSample.statusCode()).isEqualTo(409);
    assertThat(detail(noSample)).contains("samples");

    assertThat(state().path("running").asString()).isEqualTo(running);
    assertThatAReportGoesThrough();
  }

  @Test
  @BeginsAndEnds(Condition.ROUTES_NOT_ACTIVATED)
  void goesBackAndStaysThereUntilTheFolderIsCorrected() {
    String first = state().path("running").asString();
    assertThat(rollBack().statusCode()).isEqualTo(409);
    describe("delivery", "A mistake.");
    assertThat(activate(false).statusCode()).isEqualTo(200);

    assertThat(rollBack().statusCode()).isEqualTo(200);
    assertThat(state().path("running").asString()).isEqualTo(first);
    assertThat(descriptionOf("delivery")).isNotEqualTo("A mistake.");
    assertThatAReportGoesThrough();

    gateway.stop();
    gateway.startAgain();
    gateway.waitsForAlarm("ROUTES_NOT_ACTIVATED");
    assertThat(state().path("running").asString()).isEqualTo(first);
    assertThat(state().path("notTakenUp").asString()).contains("rolled back");
    assertThatAReportGoesThrough();

    describe("delivery", "Corrected.");
    gateway.stop();
    gateway.startAgain();
    gateway.waitsUntilOpen();
    assertThat(descriptionOf("delivery")).isEqualTo("Corrected.");
    gateway.waitsForEndOf("ROUTES_NOT_ACTIVATED");
    await("the ledger").atMost(LONG_ENOUGH).until(() -> ledger("ROUTES_ACTIVATED") == 3);
  }

  @Test
  void startsWithTheLastVersionWhenTheFolderIsBrokenOrGone() throws IOException {
    String running = state().path("running").asString();
    gateway.stop();
    Files.writeString(routes.resolve("delivery/delivery.camel.yaml"), "- route: [");
    gateway.startAgain();
    gateway.waitsForAlarm("ROUTES_NOT_ACTIVATED");
    assertThat(state().path("notTakenUp").asString()).contains("delivery.camel.yaml");
    assertThatAReportGoesThrough();

    gateway.stop();
    FileSystemUtils.deleteRecursively(routes);
    gateway.startAgain();
    gateway.waitsForAlarm("ROUTES_NOT_ACTIVATED");
    assertThat(state().path("running").asString()).isEqualTo(running);
    assertThat(state().path("offered").isNull()).isTrue();
    assertThatAReportGoesThrough();
  }

  @Test
  void runsOnWhenTheVersionToGoBackToWasChanged() throws IOException {
    String first = state().path("running").asString();
    describe("delivery", "The second.");
    assertThat(activate(false).statusCode()).isEqualTo(200);
    Files.writeString(
        gateway.dataDirectory().resolve("routes").resolve(first).resolve("delivery/more.txt"), "x");

    HttpResponse<String> answer = rollBack();

    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(detail(answer)).contains("is not as it was");
    assertThat(descriptionOf("delivery")).isEqualTo("The second.");
    assertThatAReportGoesThrough();
  }

  @Test
  void goesBackByItselfWhenARouteIsWellAndDoesNotStart() throws IOException {
    String running = state().path("running").asString();
    Path file = routes.resolve("portal-svarinn/portal-svarinn.camel.yaml");
    Files.writeString(
        file, Files.readString(file).replaceFirst("( +)delay: .*", "$0\n$1poolSize: \"-1\""));

    HttpResponse<String> answer = activate(false);

    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(detail(answer)).contains("those from before run");
    assertThat(state().path("running").asString()).isEqualTo(running);
    await("the ledger").atMost(LONG_ENOUGH).until(() -> ledger("ROUTES_ROLLED_BACK") == 1);
    assertThatAReportGoesThrough();
  }

  @Test
  void leavesStoppedWhatAnOperatorHasStopped() {
    assertThat(gateway.post("/api/delivery/pause").statusCode()).isEqualTo(200);
    InventedReport waiting = portal.offers(InventedReport.small());
    gateway.waitsUntil(waiting.reportId(), "QUEUED");
    describe("delivery", "While it is paused.");
    assertThat(activate(false).statusCode()).isEqualTo(200);
    InventedReport second = portal.offers(InventedReport.small());
    gateway.waitsUntil(second.reportId(), "QUEUED");
    assertThat(caseSystem.storedInAll()).isZero();

    assertThat(gateway.post("/api/delivery/resume").statusCode()).isEqualTo(200);
    portal.waitsForConfirmationOf(waiting);
    portal.waitsForConfirmationOf(second);
  }

  @Test
  void letsOnlyAnEngineerOfAllRecipientsChangeRoutesAndAsksWhy() {
    assertThat(gateway.postAsColleague("/api/routes/activate", "{\"reason\":\"x\"}").statusCode())
        .isEqualTo(403);
    assertThat(gateway.postAsColleague("/api/routes/rollback", "{\"reason\":\"x\"}").statusCode())
        .isEqualTo(403);
    assertThat(gateway.post("/api/routes/activate", "{}").statusCode()).isEqualTo(400);
    assertThat(gateway.post("/api/routes/rollback", "{}").statusCode()).isEqualTo(400);
    gateway.stop();
    gateway.startAgain("lagret.users[0].recipients[0]=default");
    assertThat(activate(false).statusCode()).isEqualTo(403);
  }

  @Test
  void showsAPersonWhatRunsAndTakesAChangeUpByAClick() throws IOException {
    assertThatAReportGoesThrough();
    try (Chromium chromium = new Chromium();
        Chromium.Person engineer = chromium.person(gateway.baseUrl())) {
      Page page = engineer.page();
      engineer.signsIn(Gateway.USER, Gateway.PASSWORD);
      page.click("nav a[href='/routes']");
      assertThat(page.textContent("#offered")).contains("Det samme som går");
      assertThat(page.locator("svg[role=img]").count()).isEqualTo(1);
      assertThat(page.locator("#activate").count()).isZero();
      assertThat(engineer.accessibilityFaults()).isEmpty();

      describe("delivery", "Changed by a click.");
      page.reload();
      engineer.pictures("routes");
      page.fill("#why-activate", "a test");
      page.check("#without");
      page.click("#activate");
      assertThat(page.textContent(".flash")).contains("De nye rutene går");
      assertThat(descriptionOf("delivery")).isEqualTo("Changed by a click.");

      Files.writeString(routes.resolve("confirmation/confirmation.camel.yaml"), "- route: [");
      page.reload();
      assertThat(page.textContent("main")).contains("confirmation.camel.yaml");
      assertThat(engineer.accessibilityFaults()).isEmpty();
      page.click("#dry-run");
      assertThat(page.textContent(".dry-run-outcome")).contains("Det er feil i filene");
      page.fill("#why-activate", "a test");
      page.check("#without");
      page.click("#activate");
      assertThat(page.textContent("#refused")).contains("confirmation.camel.yaml");
      engineer.pictures("routes-refused");

      page.fill("#why-back", "a test");
      page.click("#rollback");
      assertThat(page.textContent(".flash")).contains("Rutene fra før går igjen");
      assertThat(descriptionOf("delivery")).isNotEqualTo("Changed by a click.");
      FileSystemUtils.copyRecursively(Path.of("routes"), routes);
      page.click("#dry-run");
      assertThat(page.textContent(".dry-run-outcome")).contains("Kom gjennom");
      engineer.pictures("routes-dry-run");
      assertThat(engineer.accessibilityFaults()).isEmpty();
      assertThat(engineer.complaints()).isEmpty();
    }
  }

  /** The promise of an activation: nothing lost, doubled, tried in vain or confirmed falsely. */
  @Test
  void losesNothingInManyActivationsUnderLoad() throws Exception {
    AtomicInteger offered = new AtomicInteger();
    ScheduledExecutorService load = Executors.newSingleThreadScheduledExecutor();
    load.scheduleWithFixedDelay(
        () -> {
          portal.offersItsOwn(SIZE);
          offered.incrementAndGet();
        },
        0,
        100,
        TimeUnit.MILLISECONDS);
    Set<String> versions = new HashSet<>();
    int threads = 0;
    int endpoints = 0;
    try {
      for (int i = 0; i < ACTIVATIONS; i++) {
        describe("delivery", "Version " + i + ".");
        assertThat(activate(false).statusCode()).isEqualTo(200);
        versions.add(state().path("running").asString());
        if (i == 9) {
          threads = Thread.activeCount();
          endpoints = gateway.endpoints();
        }
      }
    } finally {
      load.shutdown();
      assertThat(load.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
    }
    int all = offered.get();
    await("all confirmed").atMost(LONG_ENOUGH).until(() -> portal.settled() == all);

    assertThat(versions).hasSize(ACTIVATIONS);
    assertThat(caseSystem.storedInAll()).isEqualTo(all);
    await("the ledger").atMost(LONG_ENOUGH).until(() -> ledger("CONFIRMED") == all);
    assertThat(portal.confirmedDispatches())
        .hasSize(all)
        .allMatch(id -> portal.confirmationsOf(id) == 1);
    assertThat(
            Stream.of("ATTEMPT_FAILED", "SUSPECTED", "DEAD_LETTERED", "MISSING").map(this::ledger))
        .as("attempts in vain")
        .containsOnly(0);
    assertThat(ledger("ROUTES_ACTIVATED")).isEqualTo(ACTIVATIONS + 1);
    assertThat(gateway.endpoints()).isLessThanOrEqualTo(endpoints + 5);
    assertThat(Thread.activeCount()).isLessThanOrEqualTo(threads + 20);
    System.out.printf(
        "%d reports through %d activations; endpoints %d to %d, threads %d to %d%n",
        all, ACTIVATIONS, endpoints, gateway.endpoints(), threads, Thread.activeCount());
  }

  private void assertThatAReportGoesThrough() {
    portal.waitsForConfirmationOf(portal.offers(InventedReport.small()));
  }

  private List<String> routesThatRest() {
    CamelContext camel = gateway.part(CamelContext.class);
    return camel.getRoutes().stream()
        .map(Route::getRouteId)
        .filter(id -> !camel.getRouteController().getRouteStatus(id).isStarted())
        .toList();
  }

  private JsonNode state() {
    return JsonMapper.shared().readTree(gateway.get("/api/routes").body());
  }

  private HttpResponse<String> activate(boolean dryRun) {
    return gateway.post(
        "/api/routes/activate", "{\"reason\": \"a test\", \"dryRun\": " + dryRun + "}");
  }

  private HttpResponse<String> rollBack() {
    return gateway.post("/api/routes/rollback", "{\"reason\": \"a test\"}");
  }

  private static String detail(HttpResponse<String> answer) {
    return JsonMapper.shared().readTree(answer.body()).path("detail").asString();
  }

  private int ledger(String type) {
    return gateway.total("/api/ledger?type=" + type);
  }

  private void describe(String folder, String words) {
    try {
      Path file = routes.resolve(folder).resolve(folder + ".camel.yaml");
      Files.writeString(
          file,
          Files.readString(file).replaceFirst("description: .*", "description: \"" + words + "\""));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private String descriptionOf(String route) {
    return Objects.requireNonNull(gateway.part(CamelContext.class).getRoute(route))
        .getDescription();
  }
}

package no.lagret.contractkit;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import no.lagret.casesystem.ContractCalls;
import no.lagret.contractkit.PointResult.Outcome;
import no.lagret.http.HttpAnswer;
import no.lagret.http.NoAnswer;
import no.lagret.report.ClassifiedFailure;
import no.lagret.report.Document;
import no.lagret.report.OpenedReport;
import no.lagret.report.StoredFile;
import no.lagret.report.StoredReceipt;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Tries the points one after the other, and goes on after one that does not hold. */
final class Trial {

  private static final int LARGE = 5 * 1024 * 1024;
  private static final int AT_ONCE = 4;

  private final ContractCalls calls;
  private final @Nullable ContractCalls withWrongToken;
  private final Map<Point, Outcome> outcomes = new EnumMap<>(Point.class);
  private final OpenedReport first = InventedReports.small();
  private @Nullable StoredReceipt receipt;

  /**
   * @param withWrongToken null where no token is used
   */
  Trial(ContractCalls calls, @Nullable ContractCalls withWrongToken) {
    this.calls = calls;
    this.withWrongToken = withWrongToken;
  }

  /** Tries them all, and tells of each when it is done. */
  List<PointResult> run(Consumer<PointResult> each) throws InterruptedException {
    List<PointResult> results = new ArrayList<>();
    for (Point point : Point.values()) {
      PointResult result = tried(point);
      outcomes.put(point, result.outcome());
      results.add(result);
      each.accept(result);
    }
    return results;
  }

  private PointResult tried(Point point) throws InterruptedException {
    for (Point before : point.standsOn()) {
      if (outcomes.get(before) != Outcome.OK) {
        return new PointResult(
            point.id(),
            Outcome.NOT_TRIED,
            point.expected(),
            "stands on " + before.id() + ", which does not hold",
            "");
      }
    }
    if (point == Point.WRONG_TOKEN && withWrongToken == null) {
      return new PointResult(
          point.id(), Outcome.NOT_TRIED, point.expected(), "no --token was given", "");
    }
    try {
      check(point);
      return new PointResult(point.id(), Outcome.OK, point.expected(), "", "");
    } catch (DoesNotHold e) {
      return notOk(point, String.valueOf(e.getMessage()));
    } catch (ClassifiedFailure e) {
      return notOk(point, String.valueOf(e.getMessage()));
    } catch (IOException e) {
      return notOk(point, "no whole answer (" + NoAnswer.code(e) + ")");
    }
  }

  private static PointResult notOk(Point point, String came) {
    return new PointResult(point.id(), Outcome.NOT_OK, point.expected(), came, point.whatToDo());
  }

  private void check(Point point)
      throws DoesNotHold, ClassifiedFailure, IOException, InterruptedException {
    switch (point) {
      case GET_UNKNOWN -> isNotStored(UUID.randomUUID().toString());
      case PUT_NEW -> receipt = stored(first, 201);
      case PUT_DIGESTS -> names(first, stored());
      case GET_STORED -> {
        StoredReceipt asked = calls.receipt(is(calls.ask(id(first)), 200), id(first));
        sameReference(asked, stored());
        names(first, asked);
      }
      case READ_BACK -> givesBack(first);
      case UNKNOWN_FILE -> is(calls.read(id(first), Document.JSON), 404);
      case PUT_AGAIN -> sameReference(stored(first, 200), stored());
      case PUT_OTHER_CONTENT -> otherContent();
      case TWO_FILES -> whole(InventedReports.withJson());
      case LARGE_REPORT -> whole(InventedReports.sized(LARGE));
      case OTHER_CHANNEL -> whole(InventedReports.ofTheOtherChannel());
      case AT_THE_SAME_TIME -> atTheSameTime(InventedReports.small());
      case CUT_OFF -> cutOff(InventedReports.small());
      case LIST_BY_TIME -> listByTime();
      case LIST_BY_REFERENCE -> {
        Set<String> listed = list("journalpostId=" + encoded(stored().journalReference()));
        if (!listed.equals(Set.of(id(first)))) {
          throw new DoesNotHold(listed.size() + " reports, or another one than was stored");
        }
      }
      case WRONG_TOKEN -> {
        HttpAnswer answer =
            Objects.requireNonNull(withWrongToken).ask(UUID.randomUUID().toString());
        if (answer.status() != 401 && answer.status() != 403) {
          throw new DoesNotHold(said(answer));
        }
      }
    }
  }

  private StoredReceipt stored() {
    return Objects.requireNonNull(receipt);
  }

  private static String id(OpenedReport report) {
    return report.dispatch().reportId();
  }

  private StoredReceipt stored(OpenedReport report, int status)
      throws IOException, DoesNotHold, ClassifiedFailure {
    HttpAnswer answer = calls.put(report);
    StoredReceipt read = calls.receipt(answer, id(report));
    is(answer, status);
    return read;
  }

  private void isNotStored(String reportId) throws IOException, DoesNotHold {
    HttpAnswer answer = calls.ask(reportId);
    if (!calls.saysNotStored(answer)) {
      throw new DoesNotHold(said(answer));
    }
  }

  private static HttpAnswer is(HttpAnswer answer, int status) throws DoesNotHold {
    if (answer.status() != status) {
      throw new DoesNotHold(said(answer));
    }
    return answer;
  }

  private static String said(HttpAnswer answer) {
    return "status "
        + answer.status()
        + (answer.contentType().matches("[a-z0-9.+/-]{1,60}") ? ", " + answer.contentType() : "")
        + ", "
        + answer.body().length
        + " bytes";
  }

  private static void names(OpenedReport report, StoredReceipt named) throws DoesNotHold {
    for (Document document : report.documents()) {
      if (!named.files().contains(StoredFile.of(document))) {
        throw new DoesNotHold(
            "the receipt does not give the digest and size of " + document.fileName());
      }
    }
  }

  private static void sameReference(StoredReceipt one, StoredReceipt other) throws DoesNotHold {
    if (!one.journalReference().equals(other.journalReference())) {
      throw new DoesNotHold("another journal reference than before");
    }
  }

  private void givesBack(OpenedReport report) throws IOException, DoesNotHold {
    for (Document document : report.documents()) {
      HttpAnswer answer = is(calls.read(id(report), document.fileName()), 200);
      if (!Arrays.equals(answer.body(), document.content())) {
        throw new DoesNotHold(
            "other bytes of "
                + document.fileName()
                + ": "
                + answer.body().length
                + " instead of "
                + document.content().length);
      }
    }
  }

  private void whole(OpenedReport report) throws IOException, DoesNotHold, ClassifiedFailure {
    names(report, stored(report, 201));
    givesBack(report);
  }

  private void otherContent() throws IOException, DoesNotHold {
    HttpAnswer answer = calls.put(InventedReports.otherContentOf(first));
    if (answer.status() != 409 || !answer.isProblem()) {
      throw new DoesNotHold(said(answer));
    }
    givesBack(first);
  }

  private void atTheSameTime(OpenedReport report)
      throws IOException, DoesNotHold, ClassifiedFailure, InterruptedException {
    Callable<HttpAnswer> put = () -> calls.put(report);
    ExecutorService together = Executors.newFixedThreadPool(AT_ONCE);
    try {
      List<Future<HttpAnswer>> answers = new ArrayList<>();
      for (int i = 0; i < AT_ONCE; i++) {
        answers.add(together.submit(put));
      }
      int created = 0;
      List<String> references = new ArrayList<>();
      for (Future<HttpAnswer> future : answers) {
        HttpAnswer answer = future.get();
        references.add(calls.receipt(answer, id(report)).journalReference());
        created += answer.status() == 201 ? 1 : 0;
      }
      long different = references.stream().distinct().count();
      if (created != 1 || different != 1) {
        throw new DoesNotHold(created + " times 201, " + different + " journal references");
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException io) {
        throw io;
      }
      throw new IllegalStateException(e.getCause());
    } finally {
      together.shutdownNow();
    }
  }

  private void cutOff(OpenedReport report) throws IOException, DoesNotHold, InterruptedException {
    try {
      throw new DoesNotHold("answered before the whole was sent: " + said(calls.breakOff(report)));
    } catch (IOException e) {
      // It is asked a moment later too: a store that goes on by itself would show it then.
      isNotStored(id(report));
      TimeUnit.SECONDS.sleep(1);
      isNotStored(id(report));
    }
  }

  private void listByTime() throws IOException, DoesNotHold {
    Instant at = stored().storedAt();
    if (!list(between(at.minusSeconds(1), at.plusSeconds(2))).contains(id(first))) {
      throw new DoesNotHold("the report that was stored then is not in it");
    }
    if (list(between(at.plusSeconds(2), at.plus(1, ChronoUnit.DAYS))).contains(id(first))) {
      throw new DoesNotHold("a report is listed for a time after it was stored");
    }
  }

  private static String between(Instant from, Instant to) {
    return "fra=" + encoded(from.toString()) + "&til=" + encoded(to.toString());
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  /** The ids that a list names. */
  private Set<String> list(String query) throws IOException, DoesNotHold {
    HttpAnswer answer = is(calls.list(query), 200);
    try {
      JsonNode json = JsonMapper.shared().readTree(answer.body());
      if (json != null && json.isArray()) {
        return json.valueStream()
            .map(entry -> entry.path("bekymringsmeldingId").asString(""))
            .collect(Collectors.toSet());
      }
    } catch (JacksonException e) {
      throw new DoesNotHold("no JSON: " + said(answer));
    }
    throw new DoesNotHold("no array: " + said(answer));
  }
}

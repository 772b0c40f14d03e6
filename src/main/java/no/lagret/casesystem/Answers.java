package no.lagret.casesystem;

import java.util.List;
import java.util.Map;
import java.util.Set;
import no.lagret.http.HttpAnswer;
import no.lagret.report.ClassifiedFailure;
import no.lagret.report.FailureClass;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What an answer of the case system means, by the table of its contract. Only a problem+json body
 * speaks of the report; everything else that is not 2xx speaks of the way there, and is an outage.
 */
final class Answers {

  static final String BASE_URL = "lagret.case-system.http.base-url";
  static final String TOKEN = "lagret.case-system.http.token";
  private static final Set<Integer> COME_AGAIN = Set.of(408, 425, 429);
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Set<String> namedProblemTypes;

  Answers(List<String> namedProblemTypes) {
    this.namedProblemTypes = Set.copyOf(namedProblemTypes);
  }

  /** Whether a lookup says, in so many words, that the report is not stored. */
  static boolean saysNotStored(HttpAnswer answer) {
    return answer.status() == 404 && problem(answer) != null;
  }

  /**
   * Throws unless the answer is a 2xx that may hold a receipt.
   *
   * @throws ClassifiedFailure as the contract's table says
   */
  void check(HttpAnswer answer) throws ClassifiedFailure {
    int status = answer.status();
    String code = "STATUS_" + status;
    if (answer.isSuccess()) {
      if (answer.isHtml()) {
        throw outage("HTML", "Case system answered with a web page").causedBySetting(BASE_URL);
      }
      return;
    }
    if (status == 401 || status == 403) {
      throw outage(code, "Case system answered " + status).causedBySetting(TOKEN);
    }
    if (COME_AGAIN.contains(status) || status >= 500) {
      throw outage(code, "Case system answered " + status).retryAfter(answer.retryAfter());
    }
    JsonNode problem = status >= 400 ? problem(answer) : null;
    if (problem == null) {
      throw outage(code, "Case system answered " + status + " without saying why")
          .causedBySetting(BASE_URL);
    }
    String type = problem.path("type").asString("");
    String named = namedProblemTypes.contains(type) ? " (" + type + ")" : "";
    FailureClass kind = status == 409 ? FailureClass.CONFLICT : FailureClass.REFUSAL;
    throw new ClassifiedFailure(kind, code, "Case system answered " + status + named)
        .saying(foreignText(problem));
  }

  private static ClassifiedFailure outage(String code, String message) {
    return new ClassifiedFailure(FailureClass.OUTAGE, code, message);
  }

  private static @Nullable JsonNode problem(HttpAnswer answer) {
    if (!answer.isProblem()) {
      return null;
    }
    try {
      JsonNode problem = JSON.readTree(answer.body());
      return problem.isObject() ? problem : null;
    } catch (JacksonException e) {
      return null;
    }
  }

  private static String foreignText(JsonNode problem) {
    return JSON.writeValueAsString(
        Map.of(
            "type", problem.path("type").asString(""),
            "title", problem.path("title").asString(""),
            "detail", problem.path("detail").asString("")));
  }
}

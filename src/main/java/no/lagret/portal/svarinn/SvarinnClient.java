package no.lagret.portal.svarinn;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import no.lagret.http.HttpAnswer;
import no.lagret.http.NoAnswer;
import no.lagret.report.ClassifiedFailure;
import no.lagret.report.FailureClass;
import no.lagret.sealing.Proof;
import no.lagret.sealing.SealedBytes;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;

/**
 * The calls of the portal's interface, over camel-http. Nothing of the message that a route carries
 * reaches them: no header, no body, no address.
 */
final class SvarinnClient {

  private static final String BASE_URL = "lagret.portal.svarinn.base-url";
  private static final String USERNAME = "lagret.portal.svarinn.username";

  private final ProducerTemplate http;
  private final String baseUrl;
  private final InstantSource clock;
  private final PortalClock portalClock;

  SvarinnClient(
      ProducerTemplate http, String baseUrl, InstantSource clock, PortalClock portalClock) {
    this.http = http;
    this.baseUrl = baseUrl.replaceAll("/+$", "");
    this.clock = clock;
    this.portalClock = portalClock;
  }

  /** Every dispatch that is not confirmed yet. */
  PortalList list() throws ClassifiedFailure {
    return PortalList.read(ok(call("GET", "/mottaker/hentNyeForsendelser")).body());
  }

  /**
   * The dispatch's bytes, whole.
   *
   * @throws ClassifiedFailure OUTAGE when they do not come, or come cut off
   */
  byte[] fetch(String dispatchId) throws ClassifiedFailure {
    HttpAnswer answer = call("GET", "/forsendelse/" + dispatchId);
    // What it is is told by its content, whatever the header calls it.
    boolean known =
        answer.isSuccess() && SealedBytes.kindOf(answer.body()) != SealedBytes.Kind.UNKNOWN;
    byte[] bytes = known ? answer.body() : ok(answer).body();
    if (bytes.length == 0) {
      throw outage("EMPTY", "The portal gives no bytes for dispatch " + dispatchId);
    }
    if (SealedBytes.kindOf(bytes) == SealedBytes.Kind.CMS && !SealedBytes.wholeDer(bytes)) {
      throw outage("CUT_OFF", "The portal gave dispatch " + dispatchId + " cut off");
    }
    return bytes;
  }

  /**
   * Tells the portal that the dispatch named by the proof is stored.
   *
   * @return false when the portal does not know the dispatch any more and does not list it
   * @throws ClassifiedFailure OUTAGE when it could not be told
   */
  boolean confirm(Proof proof) throws ClassifiedFailure {
    HttpAnswer answer = call("POST", "/kvitterMottak/forsendelse/" + proof.dispatchId());
    if (answer.status() == 404) {
      if (list().dispatches().stream().anyMatch(l -> l.dispatchId().equals(proof.dispatchId()))) {
        throw outage("STATUS_404", "The portal lists the dispatch and does not find it");
      }
      return false;
    }
    ok(answer);
    return true;
  }

  private HttpAnswer call(String method, String path) throws ClassifiedFailure {
    Instant before = clock.instant();
    Exchange answer =
        http.request(
            // One address for all calls: Camel keeps a client with its connections for each address
            // that it was ever given.
            baseUrl + "?throwExceptionOnFailure=false&httpClientConfigurer=#svarinnCalls",
            request -> {
              request.getMessage().setHeader(Exchange.HTTP_METHOD, method);
              request.getMessage().setHeader(Exchange.HTTP_PATH, path);
            });
    Exception trouble = answer.getException();
    if (trouble != null) {
      throw outage(
              trouble instanceof IOException e ? NoAnswer.code(e) : "BROKEN_ANSWER",
              "The portal does not answer")
          .because(trouble);
    }
    Instant after = clock.instant();
    portalClock.compare(answer.getMessage().getHeader("Date", String.class), before, after);
    return HttpAnswer.of(answer, after);
  }

  private static HttpAnswer ok(HttpAnswer answer) throws ClassifiedFailure {
    if (answer.isHtml() && answer.isSuccess()) {
      throw outage("HTML", "The portal answered with a web page").causedBySetting(BASE_URL);
    }
    if (answer.isSuccess()) {
      return answer;
    }
    ClassifiedFailure failure =
        outage("STATUS_" + answer.status(), "The portal answered " + answer.status())
            .retryAfter(answer.retryAfter());
    throw switch (answer.status()) {
      case 401, 403 -> failure.causedBySetting(USERNAME);
      case 408, 425, 429 -> failure;
      default -> answer.status() < 500 ? failure.causedBySetting(BASE_URL) : failure;
    };
  }

  private static ClassifiedFailure outage(String code, String message) {
    return new ClassifiedFailure(FailureClass.OUTAGE, code, message);
  }
}

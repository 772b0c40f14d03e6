package no.lagret.portal.svarinn;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import no.lagret.http.HttpAnswer;
import no.lagret.http.NoAnswer;
import no.lagret.portal.NegativeReceipt;
import no.lagret.report.ClassifiedFailure;
import no.lagret.report.FailureClass;
import no.lagret.sealing.HandBack;
import no.lagret.sealing.Proof;
import no.lagret.sealing.SealedBytes;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.jspecify.annotations.Nullable;

/**
 * The calls of the portal's interface, over camel-http. Nothing of the message that a route carries
 * reaches them: no header, no body, no address.
 */
final class SvarinnClient {

  static final String LIST = "/mottaker/hentNyeForsendelser";
  static final String BASE_URL = "lagret.portal.svarinn.base-url";
  private static final String USERNAME = "lagret.portal.svarinn.username";

  private static final String NEGATIVE_RECEIPT =
      "{\"feilmelding\": \"" + NegativeReceipt.TEXT + "\", \"permanent\": true}";

  private final ProducerTemplate http;
  private final String recipient;
  private final String baseUrl;
  private final InstantSource clock;
  private final PortalClock portalClock;

  SvarinnClient(
      ProducerTemplate http,
      String recipient,
      String baseUrl,
      InstantSource clock,
      PortalClock portalClock) {
    this.http = http;
    this.recipient = recipient;
    this.baseUrl = baseUrl.replaceAll("/+$", "");
    this.clock = clock;
    this.portalClock = portalClock;
  }

  /** Every dispatch that is not confirmed yet. */
  PortalList list() throws ClassifiedFailure {
    return PortalList.read(ok(call("GET", LIST)).body());
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
      checkNotListed(proof.dispatchId());
      return false;
    }
    ok(answer);
    return true;
  }

  /**
   * Gives the negative receipt for the dispatch named by the proof: the portal then sends paper.
   *
   * @return false when the portal does not know the dispatch any more and does not list it
   * @throws ClassifiedFailure OUTAGE when it could not be told
   */
  boolean handBack(HandBack proof) throws ClassifiedFailure {
    HttpAnswer answer =
        call("POST", "/mottakFeilet/forsendelse/" + proof.dispatchId(), NEGATIVE_RECEIPT);
    if (answer.status() == 404) {
      checkNotListed(proof.dispatchId());
      return false;
    }
    ok(answer);
    return true;
  }

  /** That the portal does not find it counts only where it does not list it either. */
  private void checkNotListed(String dispatchId) throws ClassifiedFailure {
    if (list().dispatches().stream().anyMatch(l -> l.dispatchId().equals(dispatchId))) {
      throw outage("STATUS_404", "The portal lists the dispatch and does not find it");
    }
  }

  private HttpAnswer call(String method, String path) throws ClassifiedFailure {
    return call(method, path, null);
  }

  private HttpAnswer call(String method, String path, @Nullable String json)
      throws ClassifiedFailure {
    Instant before = clock.instant();
    Exchange answer =
        http.request(
            // One address for all calls: Camel keeps a client with its connections for each address
            // that it was ever given.
            baseUrl
                + "?throwExceptionOnFailure=false&httpClientConfigurer=#svarinnCalls-"
                + recipient,
            request -> {
              request.getMessage().setHeader(Exchange.HTTP_METHOD, method);
              request.getMessage().setHeader(Exchange.HTTP_PATH, path);
              if (json != null) {
                request.getMessage().setHeader(Exchange.CONTENT_TYPE, "application/json");
                request.getMessage().setBody(json.getBytes(UTF_8));
              }
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

  static HttpAnswer ok(HttpAnswer answer) throws ClassifiedFailure {
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

  static ClassifiedFailure outage(String code, String message) {
    return new ClassifiedFailure(FailureClass.OUTAGE, code, message);
  }
}

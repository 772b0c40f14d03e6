package no.lagret.portal.fiksio;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import no.lagret.http.BoundedCalls;
import no.lagret.http.DirectCalls;
import no.lagret.http.HttpAnswer;
import no.lagret.http.NoAnswer;
import no.lagret.report.ClassifiedFailure;
import no.lagret.report.FailureClass;
import org.apache.hc.client5.http.entity.mime.MultipartEntityBuilder;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** KS's HTTP side for one account: replies go out over it, and long payloads come from it. */
final class FiksApi implements AutoCloseable {

  /** KS takes 5 MB; sealed and signed it is a little more. */
  private static final long LONGEST_ANSWER_BYTES = 64L << 20;

  /** A confirmation that the portal did not read in that time comes back, and is sent again. */
  private static final Duration GOOD_FOR = Duration.ofDays(7);

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final FiksIoSettings settings;
  private final Token token;
  private final InstantSource clock;
  private final String baseUrl;
  private @Nullable DirectCalls calls;

  FiksApi(FiksIoSettings settings, Token token, InstantSource clock) {
    this.settings = settings;
    this.token = token;
    this.clock = clock;
    this.baseUrl = settings.apiBaseUrl().toString().replaceAll("/+$", "");
  }

  /**
   * Sends a reply.
   *
   * @param toAccount the account that sent the message
   * @param answered the id of the message
   * @param file content of {@code feilmelding.json}, sealed to the account; null for none
   * @return KS's id of the reply
   * @throws ClassifiedFailure OUTAGE when it was not taken, or it is not known whether it was
   */
  String reply(String toAccount, String answered, String type, byte @Nullable [] file)
      throws ClassifiedFailure {
    ObjectNode metadata =
        JSON.createObjectNode()
            .put("avsenderKontoId", settings.accountId().toString())
            .put("mottakerKontoId", toAccount)
            .put("meldingType", type)
            .put("svarPaMelding", answered)
            .put("ttl", GOOD_FOR.toMillis());
    metadata.putObject("headere");
    MultipartEntityBuilder parts =
        MultipartEntityBuilder.create()
            .addTextBody(
                "metadata", JSON.writeValueAsString(metadata), ContentType.APPLICATION_JSON);
    if (file != null) {
      byte[] sealed =
          ReplySeal.seal(ClientKey.of(settings), receiver(toAccount), "feilmelding.json", file);
      parts.addBinaryBody("data", sealed, ContentType.APPLICATION_OCTET_STREAM, "feilmelding.asic");
    }
    HttpAnswer answer = post("/fiks-io/api/v1/send", parts.build());
    String id = json(answer).path("meldingId").asString("");
    if (id.isEmpty()) {
      throw outage("BROKEN_ANSWER", "KS took a reply and did not say under which id");
    }
    return id;
  }

  /** What is sealed to the account is sealed with this. */
  private X509Certificate receiver(String account) throws ClassifiedFailure {
    HttpAnswer answer = get("/fiks-io/katalog/api/v1/kontoer/" + account + "/offentligNokkel");
    try {
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(
                  new ByteArrayInputStream(
                      json(answer)
                          .path("nokkel")
                          .asString("")
                          .getBytes(java.nio.charset.StandardCharsets.US_ASCII)));
    } catch (GeneralSecurityException e) {
      throw outage("BROKEN_ANSWER", "KS gives no key of the account to answer").because(e);
    }
  }

  /**
   * The bytes of a message that are kept apart.
   *
   * @throws ClassifiedFailure OUTAGE when they are not to be had now
   */
  byte[] payload(String id) throws ClassifiedFailure {
    return get("/dokumentlager/nedlasting/" + id).body();
  }

  private HttpAnswer get(String path) throws ClassifiedFailure {
    Map<String, String> headers = headers();
    try {
      return ok(calls().get(baseUrl + path, headers));
    } catch (IOException e) {
      throw outage(NoAnswer.code(e), "KS does not answer").because(e);
    }
  }

  private HttpAnswer post(String path, HttpEntity body) throws ClassifiedFailure {
    Map<String, String> headers = headers();
    try {
      return ok(calls().post(baseUrl + path, body, headers));
    } catch (IOException e) {
      throw outage(NoAnswer.code(e), "KS does not answer").because(e);
    }
  }

  private Map<String, String> headers() throws ClassifiedFailure {
    return Map.of(
        "Authorization", "Bearer " + token.get(),
        "IntegrasjonId", settings.integrationId().toString(),
        "IntegrasjonPassord", settings.integrationPassword());
  }

  private synchronized DirectCalls calls() throws ClassifiedFailure {
    if (calls == null) {
      calls =
          new DirectCalls(
              new BoundedCalls(
                  settings.responseTimeout(),
                  settings.connectTimeout(),
                  LONGEST_ANSWER_BYTES,
                  null,
                  Trust.ofCalls(settings)),
              clock);
    }
    return calls;
  }

  private static JsonNode json(HttpAnswer answer) throws ClassifiedFailure {
    try {
      return JSON.readTree(answer.body());
    } catch (JacksonException e) {
      throw outage("BROKEN_ANSWER", "KS answered something that is no JSON");
    }
  }

  private HttpAnswer ok(HttpAnswer answer) throws ClassifiedFailure {
    if (answer.isSuccess() && !answer.isHtml()) {
      return answer;
    }
    int status = answer.status();
    if (status == 401) {
      token.forget();
    }
    ClassifiedFailure failure =
        outage(
                answer.isSuccess() ? "HTML" : "STATUS_" + status,
                "KS answered " + (answer.isSuccess() ? "with a web page" : status))
            .retryAfter(answer.retryAfter());
    throw switch (status) {
      case 401 -> failure.causedBySetting(FiksIoSettings.PREFIX + "client-id");
      case 403 -> failure.causedBySetting(FiksIoSettings.PREFIX + "integration-password");
      case 404, 408, 410, 425, 429 -> failure;
      default ->
          status < 500 ? failure.causedBySetting(FiksIoSettings.PREFIX + "api-base-url") : failure;
    };
  }

  private static ClassifiedFailure outage(String code, String message) {
    return new ClassifiedFailure(FailureClass.OUTAGE, code, message);
  }

  @Override
  public void close() throws IOException {
    DirectCalls open = calls;
    if (open != null) {
      open.close();
    }
  }
}

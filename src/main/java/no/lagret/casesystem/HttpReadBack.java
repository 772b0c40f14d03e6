package no.lagret.casesystem;

import java.io.IOException;
import java.net.URI;
import java.time.InstantSource;
import java.util.UUID;
import no.lagret.http.BoundedCalls;
import no.lagret.http.HttpAnswer;
import no.lagret.http.NoAnswer;
import no.lagret.report.ClassifiedFailure;
import no.lagret.report.FailureClass;
import no.lagret.report.StoredReceipt;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.jspecify.annotations.Nullable;

/** Reads back over HTTP, with a client of its own that no route file configures. */
final class HttpReadBack implements ReadBack, AutoCloseable {

  private final String baseUrl;
  private final Answers answers;
  private final InstantSource clock;
  private final CloseableHttpClient client;

  HttpReadBack(URI baseUrl, BoundedCalls calls, Answers answers, InstantSource clock) {
    this.baseUrl = baseUrl.toString().replaceAll("/+$", "");
    this.answers = answers;
    this.clock = clock;
    HttpClientBuilder builder = HttpClientBuilder.create();
    calls.configureHttpClient(builder);
    this.client = builder.build();
  }

  @Override
  public @Nullable StoredReceipt ask(String reportId) throws ClassifiedFailure {
    HttpAnswer answer = get("/bekymringsmeldinger/" + reportId);
    if (Answers.saysNotStored(answer)) {
      return null;
    }
    answers.check(answer);
    return Receipts.read(answer.body(), reportId);
  }

  @Override
  public @Nullable String referenceOf(String reportId) throws ClassifiedFailure {
    HttpAnswer answer = get("/bekymringsmeldinger/" + reportId);
    if (Answers.saysNotStored(answer)) {
      return null;
    }
    answers.check(answer);
    return Receipts.reference(answer.body(), reportId);
  }

  @Override
  public byte @Nullable [] read(String reportId, String fileName) throws ClassifiedFailure {
    HttpAnswer answer = get("/bekymringsmeldinger/" + reportId + "/filer/" + fileName);
    if (answer.status() == 404) {
      return null;
    }
    answers.check(answer);
    return answer.body();
  }

  @Override
  public void probe() throws ClassifiedFailure {
    HttpAnswer answer = get("/bekymringsmeldinger/" + UUID.randomUUID());
    if (!Answers.saysNotStored(answer)) {
      answers.check(answer);
      throw new ClassifiedFailure(
              FailureClass.OUTAGE, "PROBE", "Case system claims to hold a report nobody sent")
          .causedBySetting(Answers.BASE_URL);
    }
  }

  private HttpAnswer get(String path) throws ClassifiedFailure {
    HttpGet request = new HttpGet(baseUrl + path);
    try {
      return client.execute(request, this::answer);
    } catch (IOException e) {
      throw new ClassifiedFailure(
              FailureClass.OUTAGE, NoAnswer.code(e), "Case system does not answer")
          .because(e);
    }
  }

  private HttpAnswer answer(ClassicHttpResponse response) throws IOException {
    byte[] body =
        response.getEntity() == null ? null : EntityUtils.toByteArray(response.getEntity());
    return new HttpAnswer(
        response.getCode(),
        HttpAnswer.mediaType(value(response.getFirstHeader("Content-Type"))),
        HttpAnswer.retryAfter(
            value(response.getFirstHeader("Retry-After")),
            value(response.getFirstHeader("Date")),
            clock.instant()),
        body == null ? new byte[0] : body);
  }

  private static @Nullable String value(@Nullable Header header) {
    return header == null ? null : header.getValue();
  }

  @Override
  public void close() throws IOException {
    client.close();
  }
}

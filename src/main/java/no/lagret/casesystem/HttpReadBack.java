package no.lagret.casesystem;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import no.lagret.http.BoundedCalls;
import no.lagret.http.DirectCalls;
import no.lagret.http.HttpAnswer;
import no.lagret.http.NoAnswer;
import no.lagret.report.ClassifiedFailure;
import no.lagret.report.FailureClass;
import no.lagret.report.StoredReceipt;
import no.lagret.report.Timestamps;
import org.jspecify.annotations.Nullable;

/** Reads back over HTTP, with a client of its own that no route file configures. */
final class HttpReadBack implements ReadBack, AutoCloseable {

  private final String baseUrl;
  private final Answers answers;
  private final DirectCalls calls;

  HttpReadBack(URI baseUrl, BoundedCalls calls, Answers answers, InstantSource clock) {
    this.baseUrl = baseUrl.toString().replaceAll("/+$", "");
    this.answers = answers;
    this.calls = new DirectCalls(calls, clock);
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
  public List<ListedReceipt> list(Instant from, Instant to) throws ClassifiedFailure {
    return listed("fra=" + Timestamps.format(from) + "&til=" + Timestamps.format(to));
  }

  @Override
  public Boolean holds(String journalReference) throws ClassifiedFailure {
    return listed("journalpostId=" + URLEncoder.encode(journalReference, UTF_8)).stream()
        .anyMatch(receipt -> journalReference.equals(receipt.journalReference()));
  }

  private List<ListedReceipt> listed(String query) throws ClassifiedFailure {
    HttpAnswer answer = get("/bekymringsmeldinger?" + query);
    answers.check(answer);
    return ListedReceipt.read(answer.body());
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
    try {
      return calls.get(baseUrl + path);
    } catch (IOException e) {
      throw new ClassifiedFailure(
              FailureClass.OUTAGE, NoAnswer.code(e), "Case system does not answer")
          .because(e);
    }
  }

  @Override
  public void close() {
    try {
      calls.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

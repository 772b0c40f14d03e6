package no.lagret.casesystem;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.util.List;
import no.lagret.http.DirectCalls;
import no.lagret.http.HttpAnswer;
import no.lagret.recipient.PerRecipient;
import no.lagret.recipient.RecipientSettings;
import no.lagret.recipient.Recipients;
import no.lagret.report.ClassifiedFailure;
import no.lagret.report.OpenedReport;
import no.lagret.report.StoredReceipt;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.HttpEntityWrapper;

/**
 * A case system over HTTP, spoken to as the gateway speaks to it and judged as the gateway judges,
 * for whoever tries it against its contract.
 */
public final class ContractCalls implements AutoCloseable {

  private static final String REPORTS = "/bekymringsmeldinger";

  private final String baseUrl;
  private final DirectCalls calls;
  private final Multipart multipart;
  private final Answers answers = new Answers(List.of());

  /**
   * @param http where it is, with which credentials
   * @param receiver whose reports the metadata says these are
   */
  public ContractCalls(CaseSystemSettings.Http http, RecipientSettings receiver) {
    this.baseUrl = http.baseUrl().toString().replaceAll("/+$", "");
    this.calls = new DirectCalls(CaseSystemConfiguration.calls(http), Clock.systemUTC());
    this.multipart =
        new Multipart(new Metadata(PerRecipient.of(List.of(Recipients.DEFAULT), name -> receiver)));
  }

  /**
   * Asks for the receipt of a report.
   *
   * @throws IOException when no whole answer came in time
   */
  public HttpAnswer ask(String reportId) throws IOException {
    return calls.get(baseUrl + REPORTS + "/" + reportId);
  }

  /**
   * Hands a report over.
   *
   * @throws IOException when no whole answer came in time
   */
  public HttpAnswer put(OpenedReport report) throws IOException {
    return calls.put(baseUrl + REPORTS + "/" + report.dispatch().reportId(), multipart.of(report));
  }

  /**
   * Begins to hand a report over, and breaks off in the middle of it.
   *
   * @throws IOException always, for that is what was wanted
   */
  public HttpAnswer breakOff(OpenedReport report) throws IOException {
    return calls.put(
        baseUrl + REPORTS + "/" + report.dispatch().reportId(), new Half(multipart.of(report)));
  }

  /**
   * Reads a stored file back.
   *
   * @throws IOException when no whole answer came in time
   */
  public HttpAnswer read(String reportId, String fileName) throws IOException {
    return calls.get(baseUrl + REPORTS + "/" + reportId + "/filer/" + fileName);
  }

  /**
   * The list for the reconciliation.
   *
   * @param query for example {@code journalpostId=2026/1-1}, encoded
   * @throws IOException when no whole answer came in time
   */
  public HttpAnswer list(String query) throws IOException {
    return calls.get(baseUrl + REPORTS + "?" + query);
  }

  /**
   * The receipt in an answer that should hold one.
   *
   * @throws ClassifiedFailure as the gateway would fail over this answer
   */
  public StoredReceipt receipt(HttpAnswer answer, String reportId) throws ClassifiedFailure {
    answers.check(answer);
    return Receipts.read(answer.body(), reportId);
  }

  /** Whether it says, in so many words, that the report is not stored. */
  public boolean saysNotStored(HttpAnswer answer) {
    return Answers.saysNotStored(answer);
  }

  @Override
  public void close() throws IOException {
    calls.close();
  }

  private static final class Half extends HttpEntityWrapper {

    Half(HttpEntity whole) {
      super(whole);
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
      ByteArrayOutputStream whole = new ByteArrayOutputStream();
      super.writeTo(whole);
      out.write(whole.toByteArray(), 0, whole.size() / 2);
      out.flush();
      throw new IOException("Broken off on purpose");
    }
  }
}

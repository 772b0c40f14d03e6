package no.lagret.casesystem;

import java.time.InstantSource;
import no.lagret.http.HttpAnswer;
import no.lagret.report.ClassifiedFailure;
import no.lagret.report.OpenedReport;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Message;

/**
 * The steps that a case-system route over HTTP calls by name: it says what to send and what the
 * answer means; the route says where.
 */
public final class CaseSystem {

  /**
   * Exchange property: {@code yes} when the case system has the report already, else {@code no}.
   */
  public static final String HAS_REPORT = "caseSystemHasReport";

  private final Answers answers;
  private final Multipart multipart;
  private final InstantSource clock;

  CaseSystem(Answers answers, Multipart multipart, InstantSource clock) {
    this.answers = answers;
    this.multipart = multipart;
    this.clock = clock;
  }

  /**
   * Reads the answer to the question whether the report is stored. Leaves the receipt as body.
   *
   * @throws ClassifiedFailure when the answer is neither a receipt nor a clear no
   */
  public void askAnswered(Exchange exchange) throws ClassifiedFailure {
    HttpAnswer answer = HttpAnswer.of(exchange, clock.instant());
    boolean absent = Answers.saysNotStored(answer);
    if (!absent) {
      answers.check(answer);
    }
    exchange.setProperty(HAS_REPORT, absent ? "no" : "yes");
    leave(exchange, answer);
  }

  /** Makes the multipart request of the opened report: metadata and files, no digest, no size. */
  public void putRequest(
      @ExchangeProperty(OpenedReport.PROPERTY) OpenedReport opened, Message message) {
    message.setBody(multipart.of(opened));
  }

  /**
   * Reads the answer to the put. Leaves the receipt as body.
   *
   * @throws ClassifiedFailure as the contract's table says
   */
  public void putAnswered(Exchange exchange) throws ClassifiedFailure {
    HttpAnswer answer = HttpAnswer.of(exchange, clock.instant());
    answers.check(answer);
    leave(exchange, answer);
  }

  private static void leave(Exchange exchange, HttpAnswer answer) {
    exchange.getMessage().setBody(answer.body());
  }
}

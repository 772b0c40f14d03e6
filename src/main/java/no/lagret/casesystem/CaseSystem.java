package no.lagret.casesystem;

import java.time.InstantSource;
import no.lagret.http.HttpAnswer;
import no.lagret.recipient.PerRecipient;
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

  private final PerRecipient<Answers> answers;
  private final Multipart multipart;
  private final InstantSource clock;

  CaseSystem(PerRecipient<Answers> answers, Multipart multipart, InstantSource clock) {
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
      answersTo(exchange).check(answer);
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
    answersTo(exchange).check(answer);
    leave(exchange, answer);
  }

  private Answers answersTo(Exchange exchange) {
    OpenedReport opened = exchange.getProperty(OpenedReport.PROPERTY, OpenedReport.class);
    if (opened == null) {
      throw new IllegalStateException("No report is at hand: call reports.open first");
    }
    return answers.of(opened.dispatch().recipient());
  }

  private static void leave(Exchange exchange, HttpAnswer answer) {
    exchange.getMessage().setBody(answer.body());
  }
}

package no.lagret.delivery;

import java.io.IOException;
import no.lagret.casesystem.AwaitsReceipt;
import no.lagret.report.ClassifiedFailure;
import org.apache.camel.LoggingLevel;
import org.apache.camel.builder.RouteConfigurationBuilder;
import org.apache.hc.core5.http.HttpException;

/**
 * The error handling of every route, without a name so that no route file can opt out. A failure
 * that is known, of a report that came from a queue, is settled and committed; everything else
 * rolls the step back.
 */
final class DefaultErrorHandling extends RouteConfigurationBuilder {

  @Override
  public void configuration() {
    routeConfiguration()
        .onException(
            Detour.class,
            AwaitsReceipt.class,
            ClassifiedFailure.class,
            IOException.class,
            HttpException.class)
        .onWhen(exchange -> exchange.getProperty(QueuedReport.PROPERTY) != null)
        .handled(true)
        .logHandled(false)
        .logExhausted(false)
        .bean("failedAttempts", "settle")
        .end()
        .onException(Exception.class)
        .logExhaustedMessageHistory(false)
        .logStackTrace(false)
        .retryAttemptedLogLevel(LoggingLevel.DEBUG);
  }
}

package no.lagret.demo;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says what to install where a demonstration of channel FIKS_IO cannot start. */
final class NoRabbitMqAnalyzer extends AbstractFailureAnalyzer<NoRabbitMq> {

  @Override
  protected FailureAnalysis analyze(Throwable rootFailure, NoRabbitMq cause) {
    return new FailureAnalysis(cause.getMessage(), cause.whatToDo(), cause);
  }
}

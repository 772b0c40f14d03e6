package no.lagret.delivery;

import java.time.Duration;
import no.lagret.report.ClassifiedFailure;
import no.lagret.report.FailureClass;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How reports are tried.
 *
 * @param consumers how many reports are in work at the same time
 * @param retryDelay delay before the second attempt
 * @param retryMultiplier number by which the delay grows
 * @param maxRetryDelay delay beyond which it does not grow
 * @param falseReceiptAttempts after how many false receipts a person must look
 */
@ConfigurationProperties("lagret.delivery")
record DeliverySettings(
    @DefaultValue("4") int consumers,
    @DefaultValue("5s") Duration retryDelay,
    @DefaultValue("2") double retryMultiplier,
    @DefaultValue("5m") Duration maxRetryDelay,
    @DefaultValue("3") int falseReceiptAttempts) {

  /** So often a report is handed over as files before a person must look for its receipt. */
  private static final int HANDOVERS = 2;

  /** How long to wait after that many failures in all. */
  Duration backoff(int failures) {
    double millis = retryDelay.toMillis() * Math.pow(retryMultiplier, Math.max(0, failures - 1));
    return Duration.ofMillis((long) Math.min(millis, maxRetryDelay.toMillis()));
  }

  /** How long to wait after a failure: the growing delay, or longer where the other side asks. */
  Duration delay(Attempts attempts, ClassifiedFailure failure) {
    Duration backoff = backoff(attempts.total());
    Duration asked = failure.retryAfter();
    return asked != null && asked.compareTo(backoff) > 0 ? asked : backoff;
  }

  /** How often a failure of the class may happen to one report before it is a bad end. */
  int attempts(FailureClass failureClass) {
    return switch (failureClass) {
      case OUTAGE -> Integer.MAX_VALUE;
      case FALSE_RECEIPT -> falseReceiptAttempts;
      case NO_RECEIPT -> HANDOVERS;
      case UNREADABLE, DAMAGED, REFUSAL, CONFLICT -> 1;
    };
  }
}

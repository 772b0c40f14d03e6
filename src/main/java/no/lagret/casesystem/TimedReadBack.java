package no.lagret.casesystem;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import no.lagret.report.ClassifiedFailure;
import no.lagret.report.StoredReceipt;
import org.jspecify.annotations.Nullable;

/** Measures how long the case system takes to give stored bytes back. */
final class TimedReadBack implements ReadBack, AutoCloseable {

  private final HttpReadBack readBack;
  private final Timer found;
  private final Timer missing;
  private final Timer failed;

  TimedReadBack(String recipient, HttpReadBack readBack, MeterRegistry registry) {
    this.readBack = readBack;
    Function<String, Timer> timer =
        outcome ->
            Timer.builder("lagret.read.back")
                .tag("recipient", recipient)
                .tag("outcome", outcome)
                .register(registry);
    this.found = timer.apply("FOUND");
    this.missing = timer.apply("MISSING");
    this.failed = timer.apply("FAILED");
  }

  @Override
  public @Nullable StoredReceipt ask(String reportId) throws ClassifiedFailure {
    return readBack.ask(reportId);
  }

  @Override
  public @Nullable String referenceOf(String reportId) throws ClassifiedFailure {
    return readBack.referenceOf(reportId);
  }

  @Override
  public byte @Nullable [] read(String reportId, String fileName) throws ClassifiedFailure {
    Timer.Sample sample = Timer.start();
    Timer outcome = failed;
    try {
      byte[] stored = readBack.read(reportId, fileName);
      outcome = stored == null ? missing : found;
      return stored;
    } finally {
      sample.stop(outcome);
    }
  }

  @Override
  public @Nullable List<ListedReceipt> list(Instant from, Instant to) throws ClassifiedFailure {
    return readBack.list(from, to);
  }

  @Override
  public @Nullable Boolean holds(String journalReference) throws ClassifiedFailure {
    return readBack.holds(journalReference);
  }

  @Override
  public void probe() throws ClassifiedFailure {
    readBack.probe();
  }

  @Override
  public void close() throws Exception {
    readBack.close();
  }
}

package no.lagret.metrics;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.hc.core5.concurrent.DefaultThreadFactory;
import org.jspecify.annotations.Nullable;

/**
 * An answer that is asked for at most every few seconds, however many gauges read it. What cannot
 * be said, or not soon, is null and never an older answer: a page that shows yesterday's figures,
 * or hangs with the broker, would hide the trouble that it is there for.
 */
final class Cached<T> {

  private static final long FRESH_NANOS = Duration.ofSeconds(5).toNanos();
  private static final long LONGEST_SECONDS = 3;
  private static final Executor ASKING =
      Executors.newCachedThreadPool(new DefaultThreadFactory("figures", true));

  private final Supplier<T> source;
  private @Nullable CompletableFuture<T> asking;
  private @Nullable T answer;
  private long askedAt = System.nanoTime() - FRESH_NANOS;

  Cached(Supplier<T> source) {
    this.source = source;
  }

  synchronized @Nullable T get() {
    if (System.nanoTime() - askedAt < FRESH_NANOS) {
      return answer;
    }
    CompletableFuture<T> question = asking;
    if (question == null || question.isDone()) {
      question = CompletableFuture.supplyAsync(source, ASKING);
      asking = question;
    }
    try {
      answer = question.get(LONGEST_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException | CancellationException e) {
      answer = null;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      answer = null;
    }
    askedAt = System.nanoTime();
    return answer;
  }
}

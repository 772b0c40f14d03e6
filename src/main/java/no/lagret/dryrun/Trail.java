package no.lagret.dryrun;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import no.lagret.report.ClassifiedFailure;
import org.apache.camel.AsyncCallback;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.spi.InterceptStrategy;
import org.apache.camel.support.processor.DelegateAsyncProcessor;
import org.jspecify.annotations.Nullable;

/**
 * Writes down each step of each exchange, never a body. Camel's own tracer would keep the bodies,
 * and what is opened in memory is to stay there.
 */
final class Trail implements InterceptStrategy {

  private volatile long began = System.nanoTime();

  /** By the exchange that began it all: what a split makes belongs to the one that was split. */
  private final Map<String, List<Step>> steps = new LinkedHashMap<>();

  private final Set<String> ofTheSample = new HashSet<>();
  private final String reportId;

  Trail(String reportId) {
    this.reportId = reportId;
  }

  @Override
  public Processor wrapProcessorInInterceptors(
      CamelContext camel, NamedNode definition, Processor target, @Nullable Processor next) {
    StepText text = StepText.of(definition, target);
    return new DelegateAsyncProcessor(target) {
      @Override
      public boolean process(Exchange exchange, AsyncCallback callback) {
        SortedMap<String, String> before = ShownHeaders.of(exchange);
        int place = begin(exchange, text, before);
        return super.process(
            exchange,
            doneSync -> {
              end(exchange, place, text, before);
              callback.done(doneSync);
            });
      }
    };
  }

  /** Times are counted from now on. */
  void begin() {
    began = System.nanoTime();
  }

  /** Those of the sample, and those that failed; polls that found nothing are left out. */
  synchronized List<Step> steps() {
    return steps.entrySet().stream()
        .filter(
            entry ->
                ofTheSample.contains(entry.getKey())
                    || entry.getValue().stream().anyMatch(Step::failed))
        .flatMap(entry -> entry.getValue().stream())
        .toList();
  }

  private static String root(Exchange exchange) {
    return exchange.getProperty(Exchange.CORRELATION_ID, exchange.getExchangeId(), String.class);
  }

  /** Keeps its place: a step that calls a route ends after the steps of that route. */
  private synchronized int begin(
      Exchange exchange, StepText text, SortedMap<String, String> found) {
    List<Step> all = steps.computeIfAbsent(root(exchange), id -> new ArrayList<>());
    // What the first step finds is new to the reader.
    SortedMap<String, String> headers = all.isEmpty() ? found : new TreeMap<>();
    all.add(text.ended((System.nanoTime() - began) / 1_000_000, headers, "not finished", true));
    return all.size() - 1;
  }

  private synchronized void end(
      Exchange exchange, int place, StepText text, Map<String, String> before) {
    SortedMap<String, String> after = ShownHeaders.of(exchange);
    String root = root(exchange);
    if (reportId.equals(after.get("LagretReport"))) {
      ofTheSample.add(root);
    }
    List<Step> all = steps.get(root);
    Exception failure = exchange.getException();
    SortedMap<String, String> headers = new TreeMap<>(all.get(place).headers());
    if (place == all.size() - 1) { // else the steps within it have shown what they set
      headers.putAll(ShownHeaders.changed(before, after));
    }
    all.set(
        place,
        text.ended(
            all.get(place).afterMillis(),
            headers,
            failure == null ? outcome(text, after) : failure(failure),
            failure != null));
  }

  private static String outcome(StepText text, Map<String, String> headers) {
    return text.endpoint().startsWith("http") && headers.containsKey("CamelHttpResponseCode")
        ? "HTTP " + headers.get("CamelHttpResponseCode")
        : "done";
  }

  /** In words of ours, or by its kind: the message of another may quote what it met. */
  static String failure(Throwable failure) {
    for (Throwable e = failure; e != null; e = e.getCause()) {
      if (e instanceof ClassifiedFailure classified) {
        return classified.failureClass() + " " + classified.code() + ": " + e.getMessage();
      }
      if (e.getClass().getName().startsWith("no.lagret.") && e.getMessage() != null) {
        return e.getMessage();
      }
    }
    return failure.getClass().getSimpleName();
  }
}

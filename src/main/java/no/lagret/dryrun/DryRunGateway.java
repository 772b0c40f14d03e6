package no.lagret.dryrun;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import no.lagret.ledger.EventFilter;
import no.lagret.ledger.EventRow;
import no.lagret.ledger.Fact;
import no.lagret.ledger.Ledger;
import no.lagret.ledger.PageRequest;
import no.lagret.ledger.WrittenEvents;
import no.lagret.report.ReportState;
import org.apache.camel.spi.EndpointStrategy;
import org.apache.camel.spi.InterceptStrategy;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.StandardEnvironment;

/**
 * A whole gateway with settings of its own: those of the machine and of config/ do not reach it.
 */
final class DryRunGateway implements AutoCloseable {

  /**
   * Waits are short, nothing listens beyond this machine, nothing is read but the jar's defaults.
   */
  private static final Map<String, Object> FIXED =
      Map.of(
          "spring.config.location", "classpath:/application.yaml",
          "server.address", "127.0.0.1",
          "server.port", "0",
          "logging.threshold.console", "off",
          "camel.main.source-location-enabled", "true",
          "lagret.delivery.retry-delay", "200ms",
          "lagret.delivery.max-retry-delay", "1s",
          "lagret.intake.disk-limit", "99",
          "lagret.broker.mode", "embedded");

  private final ConfigurableApplicationContext gateway;
  private final StandIns standIns;
  private final Trail trail;
  private final CountDownLatch settled;

  private DryRunGateway(
      ConfigurableApplicationContext gateway,
      StandIns standIns,
      Trail trail,
      CountDownLatch settled) {
    this.gateway = gateway;
    this.standIns = standIns;
    this.trail = trail;
    this.settled = settled;
  }

  /**
   * Starts it, open.
   *
   * @param chosen what holds of the municipality's own settings
   */
  static DryRunGateway start(
      Supplier<SpringApplication> application,
      Path directory,
      Map<String, Object> chosen,
      StandIns standIns) {
    Map<String, Object> settings = new LinkedHashMap<>(chosen);
    settings.putAll(FIXED);
    settings.putAll(standIns.settings());
    settings.put("lagret.data-directory", directory.resolve("data").toString());
    Trail trail = new Trail(standIns.reportId());
    OnlyStandIns gate = new OnlyStandIns(standIns.authorities());
    CountDownLatch settled = new CountDownLatch(1);
    WrittenEvents watch =
        event -> {
          if (standIns.reportId().equals(event.reportId())
              && event.type().state().filter(DryRunGateway::settles).isPresent()) {
            settled.countDown();
          }
        };
    SpringApplication own = application.get();
    own.setEnvironment(new OnlyThese(settings));
    own.setRegisterShutdownHook(false);
    own.addInitializers(
        context -> {
          GenericApplicationContext beans = (GenericApplicationContext) context;
          beans.registerBean("dryRunTrail", InterceptStrategy.class, () -> trail);
          beans.registerBean("dryRunGate", EndpointStrategy.class, () -> gate);
          beans.registerBean("dryRunWatch", WrittenEvents.class, () -> watch);
        });
    return new DryRunGateway(own.run(), standIns, trail, settled);
  }

  /** From now on the portal lists the sample. */
  void offer() {
    trail.begin();
    standIns.offer();
  }

  /** Whether nothing more will happen to the sample; waits for that. */
  boolean isSettledWithin(Duration time) {
    try {
      return settled.await(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static boolean settles(ReportState state) {
    return state == ReportState.DEAD || state.isFinal();
  }

  boolean cameThrough() {
    return state() == ReportState.CONFIRMED
        && standIns.portalIsTold()
        && standIns.caseSystemHoldsIt();
  }

  /** Where it stands; one that was not taken yet counts as on its way. */
  private ReportState state() {
    return ledger()
        .report(standIns.reportId())
        .map(report -> report.state())
        .orElse(ReportState.QUEUED);
  }

  List<Step> steps() {
    return trail.steps();
  }

  /** What the ledger wrote of it, oldest first. */
  List<String> events() {
    return ledger()
        .events(EventFilter.ofReport(standIns.reportId()), new PageRequest(0, PageRequest.MAX_SIZE))
        .items()
        .stream()
        .sorted((a, b) -> Long.compare(a.seq(), b.seq()))
        .map(DryRunGateway::words)
        .toList();
  }

  private static String words(EventRow row) {
    StringBuilder words = new StringBuilder(row.event().type().name());
    for (Fact fact : List.of(Fact.REASON, Fact.FAILURE_CLASS, Fact.FAILURE_CODE)) {
      row.event().fact(fact).ifPresent(value -> words.append(' ').append(value));
    }
    return words.toString();
  }

  private Ledger ledger() {
    return gateway.getBean(Ledger.class);
  }

  @Override
  public void close() {
    gateway.close();
  }

  /** Neither the environment's variables nor the JVM's properties. */
  private static final class OnlyThese extends StandardEnvironment {

    OnlyThese(Map<String, Object> settings) {
      getPropertySources().addFirst(new MapPropertySource("dry run", settings));
    }

    @Override
    protected void customizePropertySources(MutablePropertySources sources) {
      // none of the machine's
    }
  }
}

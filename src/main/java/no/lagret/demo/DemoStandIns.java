package no.lagret.demo;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Both stand-ins inside this process, with their own HTTP on free ports: the portal offers an
 * invented report every few seconds, and the case system now and then goes down, refuses one, or
 * claims to have stored what it has not. For demonstrations only.
 */
final class DemoStandIns implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(DemoStandIns.class);
  private static final int DOWN_SECONDS = 8;

  private final String token = DemoSecret.make();
  private final DemoPortal portal;
  private final CaseSystemStandIn caseSystem;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(Threads.named("demo"));
  private int offered;

  private DemoStandIns(Path directory, Path certificatePem, DemoPortal.Channel channel) {
    DurableFiles.directory(directory);
    portal = DemoPortal.start(channel, directory, certificatePem);
    caseSystem =
        new CaseSystemStandIn(
            0, directory.resolve("case-system.jsonl"), directory.resolve("case-system"), token);
  }

  /**
   * Starts both.
   *
   * @param directory where they keep what they hold; an earlier run's dispatches come back
   * @param certificatePem the receiver's
   */
  static DemoStandIns start(Path directory, Path certificatePem, DemoSettings settings) {
    DemoStandIns demo = new DemoStandIns(directory, certificatePem, settings.channel());
    LOG.info(
        "portal stand-in ({}) and case-system stand-in on {}",
        settings.channel(),
        demo.caseSystem.baseUrl());
    long every = settings.reportsEvery().toMillis();
    demo.clock.scheduleAtFixedRate(demo::step, every / 3, every, TimeUnit.MILLISECONDS);
    return demo;
  }

  /** What the gateway is to be given. */
  Map<String, Object> settings() {
    Map<String, Object> settings = new HashMap<>(portal.settings());
    settings.put("lagret.case-system.http.base-url", caseSystem.baseUrl());
    settings.put("lagret.case-system.http.token", token);
    return settings;
  }

  @Override
  public void close() {
    Threads.end(clock);
    portal.close();
    caseSystem.close();
  }

  private void step() {
    try {
      String reportId = UUID.randomUUID().toString();
      offered++;
      if (offered % 20 == 6) {
        caseSystem.behave(
            "on=put,kind=problem,status=422,type=urn:familia:problem:avvist,id=" + reportId);
        LOG.info("case-system stand-in will refuse report {}", reportId);
      } else if (offered % 20 == 10) {
        caseSystem.behave("on=put,kind=lie,id=" + reportId);
        LOG.info("case-system stand-in will claim to store report {} and not do so", reportId);
      } else if (offered % 20 == 14) {
        caseSystem.goDown(DOWN_SECONDS);
        LOG.info("case-system stand-in goes down for {} s", DOWN_SECONDS);
      }
      String dispatchId = portal.offer(reportId, 6 * 1024 + (offered % 5) * 4096);
      LOG.info("portal stand-in offers dispatch {} of report {}", dispatchId, reportId);
    } catch (RuntimeException e) {
      LOG.warn("The demonstration skips a report", e);
    }
  }
}

package no.lagret.dryrun;

import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import no.lagret.demo.CaseSystemStandIn;
import no.lagret.demo.DemoKeys;
import no.lagret.demo.PortalStandIn;
import no.lagret.demo.SampleReport;
import no.lagret.recipient.Recipients;
import tools.jackson.core.JacksonException;

/** Portal and case system of one dry run, on loopback ports, with credentials of their own. */
final class StandIns implements AutoCloseable {

  private static final String USER = "dry-run";

  private final String password = UUID.randomUUID().toString();
  private final String token = UUID.randomUUID().toString();
  private final String reportId = UUID.randomUUID().toString();
  private final DemoKeys keys;
  private final PortalStandIn portal;
  private final CaseSystemStandIn caseSystem;
  private final Sample sample;
  private String dispatchId = "";

  /**
   * Starts both.
   *
   * @throws NoSuchBehaviour when a behaviour is none of theirs
   */
  StandIns(Path directory, Sample sample) {
    this.sample = sample;
    keys = DemoKeys.createIfMissing(directory.resolve("keys"));
    portal =
        new PortalStandIn(0, directory.resolve("portal.jsonl"), keys.certificate(), USER, password);
    caseSystem =
        new CaseSystemStandIn(
            0, directory.resolve("case-system.jsonl"), directory.resolve("case-system"), token);
    try {
      sample.portalBehaviour().forEach(portal::behave);
      sample.caseSystemBehaviour().forEach(caseSystem::behave);
    } catch (IllegalArgumentException | JacksonException e) {
      close();
      throw new NoSuchBehaviour(e);
    }
  }

  /** What the stand-ins cannot do, in their own words. */
  static final class NoSuchBehaviour extends IllegalArgumentException {
    private NoSuchBehaviour(RuntimeException e) {
      super(
          "The sample has an unusable behaviour: "
              + String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
    }
  }

  /** From now on the portal lists the sample. */
  void offer() {
    dispatchId =
        portal.offer(
            reportId,
            sample.size(),
            Objects.requireNonNullElseGet(sample.sent(), Instant::now),
            sample.encoding());
  }

  String reportId() {
    return reportId;
  }

  boolean portalIsTold() {
    return portal.isSettled(dispatchId);
  }

  boolean caseSystemHoldsIt() {
    return caseSystem.holds(reportId, SampleReport.pdf(reportId, sample.size()));
  }

  /** The settings that lead to them, under the names of the sample's recipient. */
  Map<String, Object> settings() {
    Map<String, Object> settings = new LinkedHashMap<>();
    set(settings, "lagret.portal.svarinn.base-url", portal.baseUrl());
    set(settings, "lagret.portal.svarinn.poll-interval", "1s");
    set(settings, "lagret.portal.svarinn.username", USER);
    set(settings, "lagret.portal.svarinn.password", password);
    set(settings, "lagret.case-system.http.base-url", caseSystem.baseUrl());
    set(settings, "lagret.case-system.http.token", token);
    set(settings, "lagret.keys.private", keys.privateKey().toString());
    set(settings, "lagret.keys.certificate", keys.certificate().toString());
    return settings;
  }

  private void set(Map<String, Object> settings, String flat, String value) {
    settings.put(Recipients.setting(sample.recipient(), flat), value);
  }

  /** Where they listen: nothing else may be called. */
  Set<String> authorities() {
    return Set.of(
        URI.create(portal.baseUrl()).getAuthority(),
        URI.create(caseSystem.baseUrl()).getAuthority());
  }

  @Override
  public void close() {
    portal.close();
    caseSystem.close();
  }
}

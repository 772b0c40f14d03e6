package no.lagret.dryrun;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import no.lagret.demo.CaseSystemStandIn;
import no.lagret.demo.DemoKeys;
import no.lagret.demo.FolderStandIn;
import no.lagret.demo.ImportFolder;
import no.lagret.demo.PortalStandIn;
import no.lagret.demo.SampleReport;
import no.lagret.demo.StandInForCaseSystem;
import no.lagret.recipient.Recipients;
import tools.jackson.core.JacksonException;

/**
 * Portal and case system of one dry run, on loopback ports or in a folder, with credentials of
 * their own.
 */
final class StandIns implements AutoCloseable {

  /** Its presence says that a recipient's case system imports from a folder. */
  static final String OUTBOX = "lagret.case-system.file.outbox";

  private static final String USER = "dry-run";
  private static final Duration BETWEEN_IMPORTS = Duration.ofMillis(500);

  private final String password = UUID.randomUUID().toString();
  private final String token = UUID.randomUUID().toString();
  private final String reportId = UUID.randomUUID().toString();
  private final DemoKeys keys;
  private final PortalStandIn portal;
  private final StandInForCaseSystem caseSystem;
  private final Map<String, String> caseSystemSettings;
  private final Set<String> authorities;
  private final Sample sample;
  private String dispatchId = "";

  /**
   * Starts both.
   *
   * @param overFiles whether the case system imports from a folder
   * @throws NoSuchBehaviour when a behaviour is none of theirs
   */
  StandIns(Path directory, Sample sample, boolean overFiles) {
    this.sample = sample;
    keys = DemoKeys.createIfMissing(directory.resolve("keys"));
    portal =
        new PortalStandIn(0, directory.resolve("portal.jsonl"), keys.certificate(), USER, password);
    Path caseSystemJournal = directory.resolve("case-system.jsonl");
    Path caseSystemStore = directory.resolve("case-system");
    String portalAuthority = URI.create(portal.baseUrl()).getAuthority();
    if (overFiles) {
      ImportFolder folder = new ImportFolder(caseSystemStore, caseSystemJournal);
      caseSystem = new FolderStandIn(0, folder, BETWEEN_IMPORTS);
      caseSystemSettings =
          Map.of(
              OUTBOX,
              folder.outbox().toString(),
              "lagret.case-system.file.receipts",
              folder.receipts().toString(),
              "lagret.case-system.file.receipt-timeout",
              "5s");
      authorities = Set.of(portalAuthority);
    } else {
      CaseSystemStandIn overHttp =
          new CaseSystemStandIn(0, caseSystemJournal, caseSystemStore, token);
      caseSystem = overHttp;
      caseSystemSettings =
          Map.of(
              "lagret.case-system.http.base-url",
              overHttp.baseUrl(),
              "lagret.case-system.http.token",
              token);
      authorities = Set.of(portalAuthority, URI.create(overHttp.baseUrl()).getAuthority());
    }
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
    caseSystemSettings.forEach((name, value) -> set(settings, name, value));
    set(settings, "lagret.keys.private", keys.privateKey().toString());
    set(settings, "lagret.keys.certificate", keys.certificate().toString());
    return settings;
  }

  private void set(Map<String, Object> settings, String flat, String value) {
    settings.put(Recipients.setting(sample.recipient(), flat), value);
  }

  /** Where they listen: nothing else may be called. */
  Set<String> authorities() {
    return authorities;
  }

  @Override
  public void close() {
    portal.close();
    caseSystem.close();
  }
}

package no.lagret.replay;

import static no.lagret.testing.Patience.LONG_ENOUGH;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import no.lagret.testing.Gateway;
import no.lagret.testing.RecipientSettings;
import tools.jackson.databind.JsonNode;

/** One gateway for all of them, whose clock shows the day. */
final class ThroughLagret implements Way {

  private static final String POLL = "portal.svarinn.poll-interval=50ms";
  private static final Duration LOOK = Duration.ofMillis(20);

  private final List<Town> towns;
  private final Gateway gateway;

  ThroughLagret(Path directory, List<Town> towns) {
    this.towns = towns;
    Town first = towns.get(0);
    gateway =
        Gateway.start(
            directory,
            first.portal,
            first.caseSystem,
            Stream.concat(
                    Stream.of("lagret." + POLL, "logging.level.no.lagret=error"),
                    towns.stream().skip(1).flatMap(ThroughLagret::settings))
                .toArray(String[]::new));
    clockShows(History.BEGINNING);
    Stream.concat(
            Stream.of("default"), towns.stream().skip(1).map(town -> town.municipality.name()))
        .forEach(this::waitsUntilOpen);
  }

  private static Stream<String> settings(Town town) {
    return RecipientSettings.of(
        town.municipality.name(),
        town.portal,
        Stream.of(
            POLL,
            "case-system.http.base-url=" + town.caseSystem.baseUrl(),
            "case-system.http.token=" + town.caseSystem.token()));
  }

  private void waitsUntilOpen(String recipient) {
    await("open gateway")
        .atMost(LONG_ENOUGH)
        .until(
            () -> gateway.post("/api/delivery/resume?recipient=" + recipient).statusCode() == 200);
  }

  private void clockShows(LocalDate day) {
    gateway
        .clock()
        .runsAheadBy(Duration.between(Instant.now(), Town.sentAt(day).plus(Duration.ofMinutes(1))));
  }

  @Override
  public void carries(LocalDate day) {
    clockShows(day);
    for (Town town : towns) {
      await("confirmation of what " + town.municipality.name() + " got on " + day)
          .atMost(LONG_ENOUGH)
          .pollInterval(LOOK)
          .until(town::isDone);
    }
  }

  /** From the answer that lied, by the true time, to the alarm's event in the ledger. */
  @Override
  public Map<String, Duration> alarms() {
    Map<String, Instant> lies = new HashMap<>();
    towns.forEach(
        town ->
            town.caseSystem.answered().stream()
                .filter(answer -> answer.path("behaviour").asString("").equals("lie"))
                .forEach(answer -> lies.put(answer.path("reportId").asString(""), at(answer))));
    return await("an alarm for each of them")
        .atMost(LONG_ENOUGH)
        .until(() -> alarmsAfter(lies), alarms -> alarms.size() == lies.size());
  }

  private Map<String, Duration> alarmsAfter(Map<String, Instant> lies) {
    Map<String, Duration> alarms = new HashMap<>();
    for (JsonNode event : gateway.ledger("ALARM_BEGAN")) {
      Instant lie = lies.get(event.path("facts").path("SUBJECT").asString(""));
      if (lie != null
          && event.path("facts").path("CONDITION").asString("").equals("FALSE_RECEIPT")) {
        alarms.put(
            event.path("facts").path("SUBJECT").asString(""), Duration.between(lie, at(event)));
      }
    }
    return alarms;
  }

  private static Instant at(JsonNode event) {
    return Instant.parse(event.path("at").asString(""));
  }

  @Override
  public void close() {
    gateway.close();
  }
}

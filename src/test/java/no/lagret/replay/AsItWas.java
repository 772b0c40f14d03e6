package no.lagret.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.LocalDate;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import no.lagret.bench.DirectCalls;
import no.lagret.sealing.Keyring;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * As it was from 2020 to 2023: a report that the case system answers with a success is confirmed,
 * and nobody looks whether it is there.
 */
final class AsItWas implements Way {

  private static final JsonMapper JSON = JsonMapper.shared();

  private final Map<Town, Account> accounts = new LinkedHashMap<>();

  AsItWas(List<Town> towns) {
    towns.forEach(town -> accounts.put(town, Account.of(town)));
  }

  @Override
  public void carries(LocalDate day) {
    accounts.forEach(
        (town, account) -> {
          if (!town.isDone()) {
            account.carry();
          }
        });
  }

  /** Nothing compares anything. */
  @Override
  public Map<String, Duration> alarms() {
    return Map.of();
  }

  @Override
  public void close() {}

  private record Account(DirectCalls portal, DirectCalls caseSystem, Keyring keys) {

    static Account of(Town town) {
      String user = town.portal.username() + ":" + town.portal.password();
      return new Account(
          new DirectCalls(
              town.portal.baseUrl(),
              "Basic " + Base64.getEncoder().encodeToString(user.getBytes(UTF_8))),
          new DirectCalls(town.caseSystem.baseUrl(), "Bearer " + town.caseSystem.token()),
          Keyring.load(List.of(town.portal.privateKey()), null));
    }

    void carry() {
      for (JsonNode entry : JSON.readTree(portal.get("/mottaker/hentNyeForsendelser", 200))) {
        String dispatch = entry.path("id").asString();
        String report = entry.path("eksternRef").asString();
        byte[] pdf = keys.open(portal.get("/forsendelse/" + dispatch, 200)).content();
        caseSystem.put(
            "/bekymringsmeldinger/" + report, DirectCalls.report(dispatch, report, pdf), 201);
        portal.post("/kvitterMottak/forsendelse/" + dispatch, 200);
      }
    }
  }
}

package no.lagret.console;

import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import no.lagret.ledger.EventType;
import no.lagret.ledger.Fact;
import no.lagret.ledger.LedgerEvent;
import no.lagret.ledger.WrittenLedger;
import no.lagret.report.Channel;
import no.lagret.report.DeadLetterReason;
import no.lagret.report.Dispatch;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** How long the server takes for each page with very many dead letters. */
public final class PagesBench {

  private static final int AT_A_TIME = 1_000;

  private PagesBench() {}

  /** Milliseconds of each call of each page, the first ones left out. */
  public static Map<String, double[]> measure(int letters, int rounds) {
    try (ConfigurableApplicationContext console =
        SpringApplication.run(
            ConsoleUnderTest.class,
            "--" + ConsoleTest.NO_CONFIG,
            "--server.port=0",
            "--lagret.users[0].name=drift",
            "--lagret.users[0].password=" + Caller.HASH,
            "--lagret.users[0].roles=operator")) {
      String letter = seed(console.getBean(WrittenLedger.class), letters);
      String port = console.getEnvironment().getProperty("local.server.port");
      Caller caller = new Caller(Integer.parseInt(port));
      Map<String, double[]> figures = new LinkedHashMap<>();
      for (String path :
          List.of(
              "/",
              "/reports",
              "/reports?state=DEAD&page=100",
              "/dead-letters",
              "/dead-letters?reason=REFUSED&order=ATTEMPTS&page=40",
              "/dead-letters/" + letter,
              "/alarms",
              "/approvals",
              "/ledger",
              "/ledger?page=200")) {
        figures.put(path.replace(letter, "…"), times(caller, path, rounds));
      }
      return figures;
    }
  }

  private static double[] times(Caller caller, String path, int rounds) {
    double[] millis = new double[rounds + 3];
    for (int i = 0; i < millis.length; i++) {
      long begin = System.nanoTime();
      HttpResponse<String> page =
          caller.send(caller.as("drift", path).header("Accept", "text/html"));
      millis[i] = (System.nanoTime() - begin) / 1e6;
      if (page.statusCode() != 200) {
        throw new AssertionError(path + " " + page.statusCode());
      }
    }
    return Arrays.copyOfRange(millis, 3, millis.length);
  }

  /** Writes as many dead letters, with different causes, and gives the id of one. */
  static String seed(WrittenLedger ledger, int letters) {
    DeadLetterReason[] reasons = DeadLetterReason.values();
    String letter = "";
    List<LedgerEvent> events = new ArrayList<>();
    Instant start = Instant.now().minus(20, ChronoUnit.DAYS);
    for (int i = 0; i < letters; i++) {
      letter = UUID.randomUUID().toString();
      Instant at = start.plusSeconds(i * 60L);
      Dispatch dispatch =
          new Dispatch(
              "default",
              Channel.SVARINN,
              UUID.randomUUID().toString(),
              UUID.randomUUID().toString(),
              1,
              at,
              at,
              null,
              "0".repeat(64),
              1);
      events.add(LedgerEvent.of(EventType.QUEUED, dispatch, 1).at(at));
      events.add(
          LedgerEvent.of(EventType.DEAD_LETTERED, dispatch, 2)
              .at(at)
              .with(Fact.LETTER, letter)
              .with(Fact.REASON, reasons[i % 4])
              .with(Fact.ATTEMPT, i % 7));
      if (events.size() >= AT_A_TIME || i == letters - 1) {
        ledger.write(events.toArray(LedgerEvent[]::new));
        events.clear();
      }
    }
    return letter;
  }
}

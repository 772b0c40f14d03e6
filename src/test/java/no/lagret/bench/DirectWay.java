package no.lagret.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;
import no.lagret.report.Digests;
import no.lagret.sealing.Keyring;
import no.lagret.sealing.SealedBytes;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the gateway is measured against: the same calls of both sides, the same opening and the same
 * comparisons, one report at a time on each thread. It keeps nothing, so a crash loses nothing that
 * was not confirmed, but it knows of nothing either: no queue, no ledger, no second attempt.
 */
final class DirectWay {

  private static final JsonMapper JSON = JsonMapper.shared();

  private final DirectCalls portal;
  private final DirectCalls caseSystem;
  private final Keyring keys;
  private final ThreadPoolExecutor threads;

  private DirectWay(DirectCalls portal, DirectCalls caseSystem, Keyring keys, int threads) {
    this.portal = portal;
    this.caseSystem = caseSystem;
    this.keys = keys;
    this.threads = (ThreadPoolExecutor) Executors.newFixedThreadPool(threads);
  }

  /** Portal's address, its user and password, case system's address, its token, key, threads. */
  public static void main(String[] arguments) {
    Quiet.please();
    String user = Base64.getEncoder().encodeToString(arguments[1].getBytes(UTF_8));
    DirectWay way =
        new DirectWay(
            new DirectCalls(arguments[0], "Basic " + user),
            new DirectCalls(arguments[2], "Bearer " + arguments[3]),
            Keyring.load(List.of(Path.of(arguments[4])), null),
            Integer.parseInt(arguments[5]));
    ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    clock.scheduleWithFixedDelay(way::poll, 0, 1, TimeUnit.SECONDS);
  }

  private void poll() {
    try {
      JsonNode list = JSON.readTree(portal.get("/mottaker/hentNyeForsendelser", 200));
      List<? extends Future<?>> all =
          StreamSupport.stream(list.spliterator(), false)
              .map(entry -> threads.submit(() -> bring(entry)))
              .toList();
      for (Future<?> each : all) {
        each.get();
      }
    } catch (Exception e) {
      e.printStackTrace();
      System.exit(1);
    }
  }

  private void bring(JsonNode entry) {
    String dispatch = entry.path("id").asString();
    String report = entry.path("eksternRef").asString();
    byte[] sealed = portal.get("/forsendelse/" + dispatch, 200);
    need(SealedBytes.kindOf(sealed) == SealedBytes.Kind.CMS && SealedBytes.wholeDer(sealed));
    byte[] pdf = keys.open(sealed).content();
    String digest = Digests.sha256(pdf);
    need(digest.equals(entry.path("filmetadata").path(0).path("sha256hash").asString()));
    String path = "/bekymringsmeldinger/" + report;
    caseSystem.get(path, 404);
    JsonNode receipt =
        JSON.readTree(caseSystem.put(path, DirectCalls.report(dispatch, report, pdf), 201));
    need(report.equals(receipt.path("bekymringsmeldingId").asString()));
    need(digest.equals(receipt.path("filer").path(0).path("sha256").asString()));
    need(Arrays.equals(pdf, caseSystem.get(path + "/filer/bekymringsmelding.pdf", 200)));
    portal.post("/kvitterMottak/forsendelse/" + dispatch, 200);
  }

  private static void need(boolean holds) {
    if (!holds) {
      throw new IllegalStateException("Not what was expected");
    }
  }
}

package no.lagret.activation;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import no.lagret.alert.Alarms;
import no.lagret.alert.Condition;
import no.lagret.brake.NotOpenYet;
import no.lagret.broker.Queues;
import no.lagret.delivery.GatewayOpened;
import no.lagret.delivery.GatewayRoutes;
import no.lagret.delivery.StillInWork;
import no.lagret.dryrun.DryRunResult;
import no.lagret.ledger.EventFilter;
import no.lagret.ledger.EventRow;
import no.lagret.ledger.EventType;
import no.lagret.ledger.Fact;
import no.lagret.ledger.Ledger;
import no.lagret.ledger.LedgerEvent;
import no.lagret.ledger.LedgerEvents;
import no.lagret.ledger.PageRequest;
import no.lagret.routes.ActiveRoutes;
import no.lagret.routes.ActiveVersion;
import no.lagret.routes.BadRoute;
import no.lagret.routes.Finding;
import org.apache.camel.CamelContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;

/**
 * Takes up what the folder of the routes holds, while reports flow: checked, rehearsed, whole or
 * not at all, and an event of the ledger. Goes back to the version before in the same way.
 */
public final class Activation {

  private static final Logger LOG = LoggerFactory.getLogger(Activation.class);
  private static final String SUBJECT = "routes";
  private static final Set<EventType> EVENTS =
      Set.of(EventType.ROUTES_ACTIVATED, EventType.ROUTES_ROLLED_BACK);

  private final CamelContext camel;
  private final ActiveRoutes routes;
  private final GatewayRoutes gateway;
  private final BiFunction<Path, Path, DryRunResult> dryRun;
  private final Queues queues;
  private final LedgerEvents events;
  private final Ledger ledger;
  private final Seal seal;
  private final Alarms alarms;
  private final ReentrantLock oneAtATime = new ReentrantLock();

  /** Seals a text: null where nothing can be sealed, and then the text is not kept. */
  interface Seal {
    byte @Nullable [] seal(byte[] text);
  }

  /**
   * @param dryRun of a folder of routes with a sample
   */
  Activation(
      CamelContext camel,
      ActiveRoutes routes,
      GatewayRoutes gateway,
      BiFunction<Path, Path, DryRunResult> dryRun,
      Queues queues,
      LedgerEvents events,
      Ledger ledger,
      Seal seal,
      Alarms alarms) {
    this.camel = camel;
    this.routes = routes;
    this.gateway = gateway;
    this.dryRun = dryRun;
    this.queues = queues;
    this.events = events;
    this.ledger = ledger;
    this.seal = seal;
    this.alarms = alarms;
  }

  /** Which routes run, and what the folder holds. Reads and checks the folder. */
  public RoutesState state() {
    ActiveVersion active = routes.active();
    EventRow last = lastEvent();
    String offered = routes.offered();
    boolean told = last != null && isOf(last, active);
    return new RoutesState(
        active.digest(),
        told ? last.event().at() : null,
        told ? last.event().actor() : null,
        active.before(),
        routes.offeredDirectory().toString(),
        offered,
        routes.findings(),
        routes.notTakenUp(),
        routes.folders(),
        !active.digest().equals(offered));
  }

  /**
   * Takes up the folder as it is now. Where it holds what runs already, nothing happens.
   *
   * @param reason free text; sealed, and only its digest is in the chain
   * @param rehearse whether a sample must come through it first, against the stand-ins
   * @throws NotActivated when it is not well; the routes that ran run on
   * @throws NotOpenYet before the gateway delivers
   */
  public RoutesState activate(String user, String reason, boolean rehearse) throws NotActivated {
    begin();
    try {
      List<Finding> findings = routes.findings();
      if (!findings.isEmpty()) {
        throw new NotActivated(sentences(findings), findings);
      }
      String digest = routes.keep();
      ActiveVersion active = routes.active();
      if (!digest.equals(active.digest())) {
        if (rehearse) {
          rehearse(routes.directory(digest));
        }
        exchange(
            active.then(digest),
            event(EventType.ROUTES_ACTIVATED, active)
                .by(user)
                .with(Fact.DETAIL, rehearse ? null : "Without a dry run"),
            reason);
      }
      return state();
    } catch (IOException e) {
      throw notKept(e);
    } catch (BadRoute bad) {
      throw bad(bad);
    } finally {
      oneAtATime.unlock();
    }
  }

  /**
   * Goes back to the version that ran before.
   *
   * @param reason free text; sealed, and only its digest is in the chain
   * @throws NotActivated when there is none, or it cannot run
   * @throws NotOpenYet before the gateway delivers
   */
  public RoutesState rollBack(String user, String reason) throws NotActivated {
    begin();
    try {
      ActiveVersion active = routes.active();
      ActiveVersion back = active.back();
      if (back == null) {
        throw new NotActivated(
            "There is no version to go back to. Put the routes that you want into "
                + routes.offeredDirectory()
                + " and activate them.");
      }
      exchange(back, event(EventType.ROUTES_ROLLED_BACK, active).by(user), reason);
      return state();
    } finally {
      oneAtATime.unlock();
    }
  }

  /**
   * Sends the samples of the folder through it as it is now, against the stand-ins; nothing of the
   * gateway changes.
   *
   * @throws NotActivated when the folder is not well, or has no sample
   */
  public List<DryRunResult> rehearse() throws NotActivated {
    begin();
    try {
      Path copy = routes.directory(routes.keep());
      List<DryRunResult> results = new ArrayList<>();
      for (Path sample : samples()) {
        results.add(dryRun.apply(copy, sample));
      }
      return results;
    } catch (IOException e) {
      throw notKept(e);
    } catch (BadRoute bad) {
      throw bad(bad);
    } finally {
      oneAtATime.unlock();
    }
  }

  private void begin() throws NotActivated {
    if (!oneAtATime.tryLock()) {
      throw new NotActivated("Another activation or dry run is on its way. Wait until it ends.");
    }
  }

  private void rehearse(Path copy) throws NotActivated {
    for (Path sample : samples()) {
      DryRunResult result = dryRun.apply(copy, sample);
      if (result.outcome() != DryRunResult.Outcome.CAME_THROUGH) {
        throw new NotActivated(
            "The dry run with "
                + sample
                + " did not come through: "
                + result.outcome()
                + (result.why().isEmpty() ? "" : ", " + result.why())
                + ". `check --with "
                + sample
                + "` shows each step.",
            result.findings());
      }
    }
  }

  /** Those beside the routes that people write. */
  private List<Path> samples() throws NotActivated {
    Path folder = routes.offeredDirectory().resolve("samples");
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> samples =
          files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
      if (!samples.isEmpty()) {
        return samples;
      }
    } catch (IOException e) {
      LOG.debug("No samples", e);
    }
    throw new NotActivated(
        "There is no sample for the dry run in "
            + folder
            + ". Restore report.json from the release, or activate without a dry run.");
  }

  private void exchange(ActiveVersion next, LedgerEvent event, String reason) throws NotActivated {
    ActiveVersion last = routes.active();
    try {
      gateway.exchange(
          new GatewayRoutes.Exchange() {
            @Override
            public void change() throws Exception {
              routes.load(camel, next.digest());
              routes.activate(next);
              tell(
                  event.with(Fact.ROUTES, next.digest()).with(Fact.ROUTE_FOLDERS, folders()),
                  reason);
            }

            @Override
            public void undo() {
              undone(last);
            }
          });
      alarms.end(Condition.ROUTES_NOT_ACTIVATED, SUBJECT);
      LOG.info("The routes {} run from now on, asked for by {}", next.digest(), event.actor());
    } catch (BadRoute bad) {
      throw bad(bad);
    } catch (StillInWork inWork) {
      throw new NotActivated(String.valueOf(inWork.getMessage()));
    } catch (NotOpenYet e) {
      throw e;
    } catch (Exception e) {
      LOG.warn("Routes {} could not be activated", next.digest(), e);
      throw new NotActivated(
          "The routes could not be exchanged ("
              + e.getClass().getSimpleName()
              + "); those from before run. The log says more.");
    }
  }

  /** The old version ran a moment ago; where even that fails, a person must know at once. */
  private void undone(ActiveVersion last) {
    try {
      routes.load(camel, last.digest());
      routes.activate(last);
    } catch (Exception e) {
      LOG.error("No routes run. Restart Lagret: it starts with routes {}", last.digest(), e);
      alarms.begin(
          Condition.ROUTES_NOT_ACTIVATED,
          SUBJECT,
          null,
          null,
          "No routes run: neither the new ones nor those from before could be loaded. Restart Lagret.");
    }
  }

  /** What the start has taken up, and whether the ledger knows it. */
  @EventListener
  void tellOfTheStart(GatewayOpened opened) {
    try {
      ActiveVersion active = routes.active();
      EventRow last = lastEvent();
      if (last == null || !isOf(last, active)) {
        LedgerEvent event =
            LedgerEvent.of(EventType.ROUTES_ACTIVATED, (String) null)
                .with(Fact.ROUTES, active.digest())
                .with(Fact.ROUTE_FOLDERS, folders())
                .with(Fact.ROUTES_BEFORE, active.before())
                .with(Fact.DETAIL, "Taken up at the start, without a dry run");
        queues.together(() -> events.record(event));
      }
    } catch (RuntimeException e) {
      LOG.warn("The ledger is not told which routes run: {}", e.getClass().getSimpleName());
    }
    String why = routes.notTakenUp();
    if (why == null) {
      alarms.end(Condition.ROUTES_NOT_ACTIVATED, SUBJECT);
    } else {
      alarms.begin(
          Condition.ROUTES_NOT_ACTIVATED,
          SUBJECT,
          null,
          null,
          "The routes in the folder were not taken up at the start, the last version runs on: "
              + why.lines().findFirst().orElse(""));
    }
  }

  private static boolean isOf(EventRow row, ActiveVersion version) {
    return row.event().fact(Fact.ROUTES).filter(version.digest()::equals).isPresent();
  }

  private @Nullable EventRow lastEvent() {
    try {
      return ledger
          .events(
              new EventFilter(null, null, null, EVENTS, null, null, null, null),
              new PageRequest(0, 1))
          .items()
          .stream()
          .findFirst()
          .orElse(null);
    } catch (DataAccessException e) {
      return null;
    }
  }

  private LedgerEvent event(EventType type, ActiveVersion last) {
    return LedgerEvent.of(type, (String) null).with(Fact.ROUTES_BEFORE, last.digest());
  }

  private String folders() {
    return routes.folders().stream()
        .map(folder -> folder.name() + "=" + folder.sha256())
        .collect(Collectors.joining(","));
  }

  private void tell(LedgerEvent event, String reason) {
    byte[] sealed = seal.seal(reason.getBytes(UTF_8));
    queues.together(
        () -> {
          if (sealed == null) {
            events.record(event);
          } else {
            events.record(event, sealed);
          }
        });
  }

  private static String sentences(List<Finding> findings) {
    return findings.stream().map(Finding::text).collect(Collectors.joining("\n"));
  }

  private static NotActivated bad(BadRoute bad) {
    return new NotActivated(bad.getMessage() + "\n  " + bad.whatToDo());
  }

  private static NotActivated notKept(IOException e) {
    return new NotActivated(
        "The routes cannot be kept in the data directory ("
            + e.getClass().getSimpleName()
            + "). Look at its space and rights.");
  }
}

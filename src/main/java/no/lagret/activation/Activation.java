package no.lagret.activation;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import no.lagret.alert.Alarms;
import no.lagret.alert.Condition;
import no.lagret.brake.NotOpenYet;
import no.lagret.delivery.GatewayOpened;
import no.lagret.delivery.GatewayRoutes;
import no.lagret.delivery.StillInWork;
import no.lagret.dryrun.DryRunResult;
import no.lagret.ledger.EventType;
import no.lagret.ledger.LedgerEvent;
import no.lagret.routes.ActiveRoutes;
import no.lagret.routes.ActiveVersion;
import no.lagret.routes.BadRoute;
import no.lagret.routes.Finding;
import org.apache.camel.CamelContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;

/**
 * Takes up what the folder of the routes holds, while reports flow: checked, rehearsed, whole or
 * not at all, and an event of the ledger. Goes back to the version before in the same way.
 */
public final class Activation {

  private static final Logger LOG = LoggerFactory.getLogger(Activation.class);
  private static final String SUBJECT = "routes";

  private final CamelContext camel;
  private final ActiveRoutes routes;
  private final GatewayRoutes gateway;
  private final Samples samples;
  private final ActivationLedger ledger;
  private final Alarms alarms;
  private final ReentrantLock oneAtATime = new ReentrantLock();

  Activation(
      CamelContext camel,
      ActiveRoutes routes,
      GatewayRoutes gateway,
      Samples samples,
      ActivationLedger ledger,
      Alarms alarms) {
    this.camel = camel;
    this.routes = routes;
    this.gateway = gateway;
    this.samples = samples;
    this.ledger = ledger;
    this.alarms = alarms;
  }

  private interface Step<T> {
    T take() throws NotActivated, IOException;
  }

  /** Which routes run, and what the folder holds. Reads and checks the folder. */
  public RoutesState state() {
    ActiveVersion active = routes.active();
    String offered = routes.offered();
    Optional<LedgerEvent> told = ledger.ofWhatRuns();
    return new RoutesState(
        active.digest(),
        told.map(LedgerEvent::at).orElse(null),
        told.map(LedgerEvent::actor).orElse(null),
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
   * @param rehearse whether the samples must come through it first, against the stand-ins
   * @throws NotActivated when it is not well; the routes that ran run on
   * @throws NotOpenYet before the gateway delivers
   */
  public RoutesState activate(String user, String reason, boolean rehearse) throws NotActivated {
    return alone(
        () -> {
          List<Finding> findings = routes.findings();
          if (!findings.isEmpty()) {
            throw new NotActivated(
                findings.stream().map(Finding::text).collect(Collectors.joining("\n")));
          }
          String digest = routes.keep();
          ActiveVersion active = routes.active();
          if (!digest.equals(active.digest())) {
            if (rehearse) {
              samples.mustComeThrough(routes.directory(digest));
            }
            exchange(
                active.then(digest),
                EventType.ROUTES_ACTIVATED,
                new Request(user, reason, rehearse ? null : "Without a dry run"));
          }
          return state();
        });
  }

  /**
   * Goes back to the version that ran before.
   *
   * @param reason free text; sealed, and only its digest is in the chain
   * @throws NotActivated when there is none, or it cannot run
   * @throws NotOpenYet before the gateway delivers
   */
  public RoutesState rollBack(String user, String reason) throws NotActivated {
    return alone(
        () -> {
          ActiveVersion back = routes.active().back();
          if (back == null) {
            throw new NotActivated(
                "There is no version to go back to. Put the routes that you want into "
                    + routes.offeredDirectory()
                    + " and activate them.");
          }
          exchange(back, EventType.ROUTES_ROLLED_BACK, new Request(user, reason, null));
          return state();
        });
  }

  /**
   * Sends the samples through the folder as it is now, against the stand-ins; nothing of the
   * gateway changes.
   *
   * @throws NotActivated when the folder cannot be read, or has no sample
   */
  public List<DryRunResult> rehearse() throws NotActivated {
    return alone(() -> samples.through(routes.directory(routes.keep())));
  }

  private <T> T alone(Step<T> step) throws NotActivated {
    if (!oneAtATime.tryLock()) {
      throw new NotActivated("Another activation or dry run is on its way. Wait until it ends.");
    }
    try {
      return step.take();
    } catch (IOException e) {
      throw new NotActivated(
          "The routes cannot be kept in the data directory ("
              + e.getClass().getSimpleName()
              + "). Look at its space and rights.");
    } catch (BadRoute bad) {
      throw new NotActivated(bad.getMessage() + "\n  " + bad.whatToDo());
    } finally {
      oneAtATime.unlock();
    }
  }

  private void exchange(ActiveVersion next, EventType type, Request request) throws NotActivated {
    ActiveVersion last = routes.active();
    AtomicBoolean told = new AtomicBoolean();
    try {
      gateway.exchange(
          new GatewayRoutes.Exchange() {
            @Override
            public void change() throws IOException {
              routes.load(camel, next.digest());
              routes.activate(next);
              // Nothing runs of which the ledger was not told.
              ledger.tell(type, last, request);
              told.set(true);
            }

            @Override
            public void undo() {
              goBack(last);
              if (told.get()) {
                ledger.tellOfUndoing(next);
              }
            }
          });
      alarms.end(Condition.ROUTES_NOT_ACTIVATED, SUBJECT);
      LOG.info("The routes {} run from now on, asked for by {}", next.digest(), request.user());
    } catch (BadRoute | NotOpenYet e) {
      throw e;
    } catch (StillInWork inWork) {
      throw new NotActivated(String.valueOf(inWork.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new NotActivated("Lagret stops. The routes from before run at the next start.");
    } catch (Exception e) {
      LOG.warn("Routes {} could not be activated", next.digest(), e);
      throw new NotActivated(
          "The routes could not be exchanged ("
              + e.getClass().getSimpleName()
              + "); those from before run. The log says more.");
    }
  }

  /** The old version ran a moment ago; where even that fails, a person must know at once. */
  private void goBack(ActiveVersion last) {
    try {
      routes.load(camel, last.digest());
      routes.activate(last);
    } catch (IOException | RuntimeException e) {
      LOG.error("No routes run. Restart Lagret: it starts with routes {}", last.digest(), e);
      alarms.begin(
          Condition.ROUTES_NOT_ACTIVATED,
          SUBJECT,
          null,
          null,
          "No routes run: neither the new ones nor those from before could be loaded. Restart Lagret.");
    }
  }

  @EventListener
  void tellOfTheStart(GatewayOpened opened) {
    ledger.tellOfTheStart();
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
}

package no.lagret.routes;

import java.util.List;
import java.util.Map;
import java.util.Set;
import no.lagret.broker.Queue;

/** That no route confirms, hands back, discards or swallows what it must not. */
final class Promise {

  private static final Set<String> CLEAR_TEXT =
      Set.of(
          "log", "smtp", "smtps", "mail", "ftp", "ftps", "sftp", "seda", "vm", "mock", "stub",
          "stream", "dataset", "kafka");

  /** The step that settles what comes from a queue: without it a message is taken and forgotten. */
  private static final Map<String, List<String>> SETTLED_BY =
      Map.of(
          Queue.CONFIRMATIONS.address(), List.of("confirmations", "confirmed"),
          Queue.HAND_BACKS.address(), List.of("handBacks", "handedBack"),
          Queue.BACKSTOP.address(), List.of("backstop", "settle"));

  /** The steps that make the message of a report that was just taken in. */
  private static final Map<String, String> STAMPED_BY =
      Map.of("svarinnIntake", "stamp", "fiksIoIntake", "stamp", "fetches", "fetch");

  private static final Set<String> DELIVERED =
      Set.of(Queue.REPORTS.address(), Queue.SUSPECTS.address(), Queue.AWAITING_RECEIPT.address());

  private final Links links;

  Promise(Links links) {
    this.links = links;
  }

  /** Whether such an endpoint is known to show or keep what is in a report. */
  static boolean writesClearText(String scheme) {
    return CLEAR_TEXT.contains(scheme);
  }

  void check(Route route) {
    checkSource(route);
    for (Route.Step step : route.steps()) {
      switch (step.kind()) {
        case "to", "toD" -> checkSending(route, step);
        case "doTry" -> checkTry(route, step);
        case "stop" -> checkStop(route, step);
        case "choice", "filter" -> checkBranch(route, step);
        case "split" -> {
          if (!route.isOfPortal()) {
            wrong(route, step, "takes a report apart", "Take it out: one report is one message.");
          }
        }
        default -> {}
      }
    }
    checkFetching(route);
  }

  private void checkSource(Route route) {
    String queue = route.from().queue();
    if (!route.from().fiksIo().isEmpty()) {
      checkPushed(route);
    }
    if (queue.isEmpty()) {
      return;
    }
    List<Route.Step> met = links.met(route);
    if (queue.equals(Queue.FETCHES.address())) {
      if (met.stream().noneMatch(step -> sendsTo(step, Queue.REPORTS))) {
        wrong(
            route,
            "takes from " + queue + " and settles nothing: the message would be lost",
            "Let it end in `jms:queue:{{lagret.reports}}`, as portal-fiks-io-fetch does.");
      }
      return;
    }
    List<String> settled = SETTLED_BY.get(queue);
    boolean settles =
        settled != null
            ? met.stream().anyMatch(step -> step.calls(settled.get(0), settled.get(1)))
            : DELIVERED.contains(queue)
                && met.stream().anyMatch(step -> sendsTo(step, Queue.CONFIRMATIONS));
    if (!settles) {
      route
          .file()
          .wrong(
              route.from().line(),
              "takes from " + queue + " and settles nothing: the message would be lost",
              settled != null
                  ? "Let it call " + String.join(".", settled) + " as its last step."
                  : DELIVERED.contains(queue)
                      ? "Let it end in `jms:queue:{{lagret.confirmations}}`, as delivery-deliver does."
                      : "No route takes from this queue; the gateway does.");
    }
  }

  /**
   * What KS pushes is queued in one transaction, whole, and by nothing else than a portal folder.
   */
  private static void checkPushed(Route route) {
    if (!route.isOfPortal()) {
      wrong(
          route, "takes from the portal outside of a portal folder", "Leave it to portal-fiks-io.");
    } else if (route.steps().isEmpty() || !route.steps().get(0).kind().equals("transacted")) {
      wrong(
          route,
          "takes a report outside of a transaction",
          "Begin the route with the step «- transacted: {}», so that report and ledger event are"
              + " queued together.");
    } else if (route.steps().stream().noneMatch(step -> sendsTo(step, Queue.REPORTS))) {
      wrong(
          route,
          "takes reports and queues none: KS would push them again until it gives up",
          "Let it end in `jms:queue:{{lagret.reports}}`, right after fiksIoIntake.stamp.");
    }
  }

  private static boolean sendsTo(Route.Step step, Queue queue) {
    return step.sends() && step.endpoint().queue().equals(queue.address());
  }

  private void checkSending(Route route, Route.Step step) {
    Endpoint to = step.endpoint();
    if (step.kind().equals("toD") && !to.uri().matches("direct:(confirm|hand-back)-\\$\\{.*")) {
      wrong(
          route,
          step,
          "has an address that each message may change",
          "Use `to` and a fixed address.");
    } else if (!to.svarinn().isEmpty()) {
      checkPortal(route, step, to.svarinn(), "svarinn", "SVARINN");
    } else if (!to.fiksIo().isEmpty()) {
      checkPortal(route, step, to.fiksIo(), "fiks-io", "FIKS_IO");
    } else if (to.direct().startsWith("confirm-")) {
      if (!step.comesRightAfter("confirmations", "check")
          || !route.from().queue().equals(Queue.CONFIRMATIONS.address())) {
        wrong(
            route,
            step,
            "would confirm without a proof that was checked",
            "Only a route from lagret.confirmations may, right after confirmations.check.");
      }
    } else if (to.direct().startsWith("hand-back-")) {
      if (!step.comesRightAfter("handBacks", "check")
          || !route.from().queue().equals(Queue.HAND_BACKS.address())) {
        wrong(
            route,
            step,
            "would hand a report back without the proof of those who decided it",
            "Only a route from lagret.hand-backs may, right after handBacks.check.");
      }
    } else if (!to.queue().isEmpty()) {
      checkQueue(route, step, to.queue());
    }
  }

  private static void checkPortal(
      Route route, Route.Step step, String call, String scheme, String channel) {
    boolean answers = call.equals("confirm") || call.equals("hand-back");
    if (answers && (!route.isOfPortal() || !route.from().direct().equals(call + "-" + channel))) {
      wrong(
          route,
          step,
          call.equals("confirm")
              ? "would confirm a report past the step that checks its proof"
              : "would hand a report back past the step that checks its proof",
          "Only portal-" + scheme + "-" + call + " may, from direct:" + call + "-" + channel + ".");
    } else if (!answers && !route.isOfPortal()) {
      wrong(
          route,
          step,
          "asks the portal outside of a portal folder",
          "Leave it to portal-" + scheme + ".");
    }
  }

  private static void checkQueue(Route route, Route.Step step, String queue) {
    if (queue.equals(Queue.CONFIRMATIONS.address())) {
      boolean proven =
          step.comesRightAfter("confirmations", "announce")
              && step.before().stream().anyMatch(s -> s.calls("receiptVerifier", "prove"));
      if (!proven) {
        wrong(
            route,
            step,
            "would confirm a report that nothing has proved stored",
            "Put receiptVerifier.prove and, right before this step, confirmations.announce.");
      }
    } else if (queue.equals(Queue.REPORTS.address())) {
      boolean stamped =
          STAMPED_BY.entrySet().stream()
              .anyMatch(by -> step.comesRightAfter(by.getKey(), by.getValue()));
      if (!route.isOfPortal() || !stamped) {
        wrong(
            route,
            step,
            "would queue a report without its stamp",
            "Only a portal folder may, right after svarinnIntake.stamp, fiksIoIntake.stamp or"
                + " fetches.fetch.");
      }
    } else {
      wrong(
          route,
          step,
          "sends to " + queue + ", which no route may",
          "Take it out: the gateway itself fills this queue.");
    }
  }

  /** An error is swallowed nowhere but at the poll, where the portal keeps everything. */
  private static void checkTry(Route route, Route.Step step) {
    boolean told =
        route.isOfPortal()
            && route.from().scheme().equals("scheduler")
            && route.steps().stream()
                .filter(s -> s.line() > step.line() && s.within().contains("doCatch"))
                .findFirst()
                .filter(
                    s ->
                        s.calls("svarinnIntake", "notListed")
                            || s.calls("svarinnIntake", "notTaken"))
                .isPresent();
    if (!told) {
      wrong(
          route,
          step,
          "would swallow an error",
          "Take it out: error handling and transactions are in the jar, the same for every route.");
    }
  }

  /** In a transaction of the gateway's queues, what is stopped is committed and gone. */
  private static void checkStop(Route route, Route.Step step) {
    if (!route.isOfPortal() || !step.within().contains("doCatch")) {
      wrong(
          route,
          step,
          "would discard the report: what is stopped counts as done",
          "Take it out; let a bean throw a failure that names its class.");
    }
  }

  private static void checkBranch(Route route, Route.Step step) {
    if (!route.isOfCaseSystem()) {
      wrong(
          route,
          step,
          "would let some reports pass by the steps in it",
          "Take it out; every report goes the same way. Only a case-system folder may choose.");
    }
  }

  /** What is fetched is stamped and queued in one transaction, or stays at the portal. */
  private static void checkFetching(Route route) {
    route.steps().stream()
        .filter(step -> step.sends() && step.endpoint().svarinn().equals("fetch"))
        .filter(step -> !route.steps().get(0).kind().equals("transacted"))
        .findFirst()
        .ifPresent(
            step ->
                wrong(
                    route,
                    step,
                    "fetches a dispatch outside of a transaction",
                    "Begin the route with the step «- transacted: {}», so that report and ledger event are"
                        + " queued together."));
    for (Route.Step step : route.steps()) {
      if (step.sends() && step.endpoint().isCaseSystem() && !isCleared(step)) {
        wrong(
            route,
            step,
            "calls the case system with Camel headers that came from elsewhere",
            "Put the step removeHeaders with pattern: \"Camel*\" before it; after that only setHeader.");
      }
    }
  }

  /** Whether nothing steers the call but what the route itself sets. */
  static boolean isCleared(Route.Step call) {
    for (int i = call.before().size() - 1; i >= 0; i--) {
      Route.Step step = call.before().get(i);
      if (step.kind().equals("removeHeaders")) {
        return step.option("pattern").equals("Camel*") && step.option("excludePattern").isEmpty();
      }
      if (!step.kind().equals("setHeader")) {
        return false;
      }
    }
    return false;
  }

  private static void wrong(Route route, String wrong, String whatToDo) {
    route.file().wrong(route.from().line(), wrong, whatToDo);
  }

  private static void wrong(Route route, Route.Step step, String wrong, String whatToDo) {
    route.file().wrong(step.line(), wrong, whatToDo);
  }
}

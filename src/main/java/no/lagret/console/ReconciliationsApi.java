package no.lagret.console;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import no.lagret.ledger.PageRequest;
import no.lagret.recipient.Recipients;
import no.lagret.reconciliation.DifferenceFilter;
import no.lagret.reconciliation.Period;
import no.lagret.reconciliation.Reconciliation;
import no.lagret.reconciliation.ReconciliationResult;
import no.lagret.reconciliation.Reconciliations;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** Comparisons of portal, ledger and case system, and what differs. */
@RestController
class ReconciliationsApi {

  /** The case system is asked week by week, from its begin until today. */
  private static final Duration FARTHEST = Duration.ofDays(20 * 365);

  private final Reconciliations reconciliations;
  private final Recipients recipients;
  private final InstantSource clock;

  ReconciliationsApi(Reconciliations reconciliations, Recipients recipients, InstantSource clock) {
    this.reconciliations = reconciliations;
    this.recipients = recipients;
    this.clock = clock;
  }

  /**
   * For which time.
   *
   * @param from a date, or a time with offset
   * @param to the same; a date means the end of that day
   * @param recipient whose reports alone; all that the user sees where it is missing
   */
  record Order(@Nullable String from, @Nullable String to, @Nullable String recipient) {}

  @PostMapping(value = "/api/reconciliations", consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<ReconciliationJson> order(
      @RequestBody Order order, @AuthenticationPrincipal SignedIn user) {
    return accepted(order(order, null, null, user));
  }

  /** With logs as files: they are read in memory and not kept. */
  @PostMapping(value = "/api/reconciliations", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
  ResponseEntity<ReconciliationJson> order(
      @RequestParam(required = false) @Nullable String from,
      @RequestParam(required = false) @Nullable String to,
      @RequestParam(required = false) @Nullable String recipient,
      @RequestParam(required = false) @Nullable MultipartFile portalLog,
      @RequestParam(required = false) @Nullable MultipartFile caseSystemLog,
      @AuthenticationPrincipal SignedIn user) {
    return accepted(order(new Order(from, to, recipient), portalLog, caseSystemLog, user));
  }

  Reconciliation order(
      Order order,
      @Nullable MultipartFile portalLog,
      @Nullable MultipartFile caseSystemLog,
      SignedIn user) {
    Period period = period(order.from(), order.to());
    String recipient = recipient(order.recipient(), user);
    if (isGiven(portalLog) || isGiven(caseSystemLog)) {
      List<String> names = recipients.counted();
      if (recipient == null && names.size() > 1) {
        throw ApiProblem.badRequest("Say with recipient of whose reports the logs speak");
      }
      return reconciliations.order(
          period,
          recipient == null ? names.get(0) : recipient,
          user.getUsername(),
          bytes(portalLog),
          bytes(caseSystemLog));
    }
    return reconciliations.order(period, recipient, user.getUsername());
  }

  /** A form whose field was left alone sends a file without a name; one that is empty has one. */
  private static boolean isGiven(@Nullable MultipartFile file) {
    String name = file == null ? null : file.getOriginalFilename();
    return file != null && (!file.isEmpty() || (name != null && !name.isEmpty()));
  }

  private static byte @Nullable [] bytes(@Nullable MultipartFile file) {
    try {
      return file == null || !isGiven(file) ? null : file.getBytes();
    } catch (IOException e) {
      throw ApiProblem.badRequest("The log did not arrive whole");
    }
  }

  private static ResponseEntity<ReconciliationJson> accepted(Reconciliation run) {
    return ResponseEntity.accepted()
        .location(URI.create("/api/reconciliations/" + run.id()))
        .body(ReconciliationJson.of(run, List.of(), null));
  }

  private Period period(@Nullable String from, @Nullable String to) {
    var begin = ListRequests.time("from", from, 0);
    var end = ListRequests.time("to", to, 1);
    if (begin == null || end == null || !begin.isBefore(end)) {
      throw ApiProblem.badRequest("Give from and to, and to after from");
    }
    Instant now = clock.instant();
    if (!begin.isBefore(now) || begin.isBefore(now.minus(FARTHEST))) {
      throw ApiProblem.badRequest("A period begins before now, and at most twenty years ago");
    }
    return new Period(begin, end);
  }

  /** Who sees only some recipients compares one of them. */
  private @Nullable String recipient(@Nullable String asked, SignedIn user) {
    if (asked != null && !asked.isBlank()) {
      if (!user.sees(asked) || !recipients.counted().contains(asked)) {
        throw ApiProblem.notFound("There is no such recipient");
      }
      return asked;
    }
    if (user.recipients() == null) {
      return null;
    }
    return user.recipients().stream()
        .filter(name -> user.recipients().size() == 1)
        .findFirst()
        .orElseThrow(() -> ApiProblem.badRequest("Say with recipient whose reports to compare"));
  }

  @GetMapping("/api/reconciliations")
  Listing<ReconciliationJson> list(ListRequest list, @AuthenticationPrincipal SignedIn user) {
    return Listing.of(
        reconciliations.all(user.recipients(), list.page()),
        run -> ReconciliationJson.of(run, seen(run, user), null));
  }

  @GetMapping("/api/reconciliations/{id}")
  ReconciliationJson one(@PathVariable String id, @AuthenticationPrincipal SignedIn user) {
    Reconciliation run =
        reconciliations
            .find(id)
            .filter(found -> found.recipient() == null || user.sees(found.recipient()))
            .orElseThrow(() -> ApiProblem.notFound("There is no such reconciliation"));
    return ReconciliationJson.of(
        run,
        seen(run, user),
        reconciliations.differences(
            new DifferenceFilter(user.recipients(), null, null, null, run),
            new PageRequest(0, PageRequest.MAX_SIZE)));
  }

  private List<ReconciliationResult> seen(Reconciliation run, SignedIn user) {
    return reconciliations.results(run.id()).stream()
        .filter(result -> user.sees(result.recipient()))
        .toList();
  }
}

package no.lagret.console;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import no.lagret.deadletter.Jobs;
import no.lagret.ledger.DeadLetterFilter;
import no.lagret.ledger.DeadLetterRow;
import no.lagret.ledger.Ledger;
import no.lagret.ledger.Page;
import no.lagret.ledger.PageRequest;
import no.lagret.report.DeadLetterReason;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Orders to deliver again, and how far they are. */
@RestController
class JobsApi {

  private static final int MOST = 10_000;

  private final Ledger ledger;
  private final Jobs jobs;

  JobsApi(Ledger ledger, Jobs jobs) {
    this.ledger = ledger;
    this.jobs = jobs;
  }

  @PostMapping("/api/dead-letters/{id}/redeliver")
  ResponseEntity<JobJson> one(@PathVariable String id, @AuthenticationPrincipal SignedIn user) {
    return accepted(redeliver(id, user));
  }

  JobJson redeliver(String id, SignedIn user) {
    DeadLetterRow letter = letter(id, user);
    if (letter.settledAt() != null) {
      throw ApiProblem.conflict("This dead letter is settled already");
    }
    return JobJson.of(jobs.redeliver(letter, user.getUsername()));
  }

  @PostMapping("/api/dead-letters/redeliver")
  ResponseEntity<JobJson> many(
      @RequestBody RedeliverRequest request, @AuthenticationPrincipal SignedIn user) {
    return accepted(redeliver(request, null, user));
  }

  /**
   * Orders a job for several.
   *
   * @param asOf of a cause, only those that had failed by then; null for all
   */
  JobJson redeliver(RedeliverRequest request, @Nullable Instant asOf, SignedIn user) {
    if ((request.ids() == null) == (request.reason() == null)) {
      throw ApiProblem.badRequest("Give either ids, a list of dead letters, or a reason");
    }
    List<DeadLetterRow> letters =
        request.reason() == null ? byIds(request, user) : byReason(request.reason(), asOf, user);
    if (letters.size() > MOST) {
      throw ApiProblem.badRequest("At most " + MOST + " dead letters at a time");
    }
    if (letters.isEmpty()) {
      throw ApiProblem.conflict("None of them is open any more");
    }
    return JobJson.of(jobs.redeliver(letters, user.getUsername()));
  }

  private List<DeadLetterRow> byIds(RedeliverRequest request, SignedIn user) {
    List<String> ids = request.ids() == null ? List.of() : request.ids();
    if (ids.isEmpty() || ids.size() > MOST || ids.contains(null)) {
      throw ApiProblem.badRequest("ids must name 1 to " + MOST + " dead letters");
    }
    List<DeadLetterRow> letters = new ArrayList<>();
    for (String id : new LinkedHashSet<>(ids)) {
      letters.add(letter(id, user));
    }
    return letters;
  }

  /** By id, because a letter that is settled meanwhile moves the pages behind it. */
  private List<DeadLetterRow> byReason(
      DeadLetterReason reason, @Nullable Instant asOf, SignedIn user) {
    Instant before = asOf == null ? null : asOf.plusMillis(1);
    DeadLetterFilter open =
        new DeadLetterFilter(user.recipients(), reason, null, null, before, false);
    Map<String, DeadLetterRow> letters = new LinkedHashMap<>();
    Page<DeadLetterRow> page;
    int number = 0;
    do {
      page = ledger.deadLetters(open, new PageRequest(number++, PageRequest.MAX_SIZE));
      page.items().forEach(letter -> letters.put(letter.letterId(), letter));
    } while (!page.items().isEmpty() && letters.size() <= MOST);
    return List.copyOf(letters.values());
  }

  private DeadLetterRow letter(String id, SignedIn user) {
    return ledger
        .deadLetter(id)
        .filter(letter -> user.sees(letter.recipient()))
        .orElseThrow(() -> ApiProblem.notFound("There is no dead letter " + printable(id)));
  }

  private static String printable(String id) {
    return id.matches("[A-Za-z0-9-]{1,64}") ? id : "of that id";
  }

  private static ResponseEntity<JobJson> accepted(JobJson job) {
    return ResponseEntity.accepted().location(URI.create("/api/jobs/" + job.id())).body(job);
  }

  @GetMapping("/api/jobs/{id}")
  JobJson job(@PathVariable String id, @AuthenticationPrincipal SignedIn user) {
    return jobs.find(id)
        .filter(job -> job.letters().stream().allMatch(l -> user.sees(l.recipient())))
        .map(JobJson::of)
        .orElseThrow(() -> ApiProblem.notFound("There is no such job"));
  }
}

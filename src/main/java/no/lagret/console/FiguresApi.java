package no.lagret.console;

import java.time.DateTimeException;
import java.time.InstantSource;
import java.time.LocalDate;
import no.lagret.figures.Counting;
import no.lagret.figures.Days;
import no.lagret.figures.Figures;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Figures of a period: the last 30 days where none is asked for. */
@RestController
class FiguresApi {

  private static final int USUALLY = 30;
  private static final int LONGEST = 366 * 5;

  private final Counting counting;
  private final InstantSource clock;

  FiguresApi(Counting counting, InstantSource clock) {
    this.counting = counting;
    this.clock = clock;
  }

  @GetMapping("/api/figures")
  Figures figures(AskedFigures asked, @AuthenticationPrincipal SignedIn user) {
    String recipient = asked.recipient();
    boolean one = recipient != null && !recipient.isBlank();
    if (one && !(user.sees(recipient) && counting.recipients().contains(recipient))) {
      throw ApiProblem.notFound("There is no such recipient");
    }
    return counting.count(
        days(asked.from(), asked.to()),
        name -> user.sees(name) && (!one || name.equals(recipient)));
  }

  private Days days(@Nullable String from, @Nullable String to) {
    Days usual = Days.last(USUALLY, clock);
    LocalDate last = day("to", to, usual.to());
    LocalDate first = day("from", from, last.minusDays(USUALLY - 1L));
    if (last.isBefore(first)) {
      throw ApiProblem.badRequest("to must not be before from");
    }
    Days days = new Days(first, last);
    if (days.length() > LONGEST) {
      throw ApiProblem.badRequest("from and to must be at most five years apart");
    }
    return days;
  }

  private static LocalDate day(String name, @Nullable String text, LocalDate otherwise) {
    if (text == null || text.isBlank()) {
      return otherwise;
    }
    try {
      return LocalDate.parse(text.strip());
    } catch (DateTimeException e) {
      throw ApiProblem.badRequest(name + " must be a date (2026-11-22)");
    }
  }
}

package no.lagret.console;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Set;
import no.lagret.ledger.PageRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Reads {@code q, recipient, from, to, page, size} and says what is allowed where it is not. */
final class ListRequests implements HandlerMethodArgumentResolver {

  private static final int DEFAULT_SIZE = 50;
  private static final int LONGEST_Q = 200;

  @Override
  public boolean supportsParameter(MethodParameter parameter) {
    return parameter.getParameterType() == ListRequest.class;
  }

  @Override
  public ListRequest resolveArgument(
      MethodParameter parameter,
      @Nullable ModelAndViewContainer container,
      NativeWebRequest request,
      @Nullable WebDataBinderFactory binders) {
    String q = text(request, "q");
    if (q != null && q.length() > LONGEST_Q) {
      throw ApiProblem.badRequest("q must be at most " + LONGEST_Q + " characters");
    }
    Instant from = time("from", text(request, "from"), 0);
    Instant to = time("to", text(request, "to"), 1);
    if (from != null && to != null && to.isBefore(from)) {
      throw ApiProblem.badRequest("to must not be before from");
    }
    int page = number("page", text(request, "page"), 0, 0, 1_000_000);
    int size = number("size", text(request, "size"), DEFAULT_SIZE, 1, PageRequest.MAX_SIZE);
    return new ListRequest(q, recipients(request), from, to, new PageRequest(page, size));
  }

  private static @Nullable String text(NativeWebRequest request, String name) {
    String value = request.getParameter(name);
    return value == null || value.isBlank() ? null : value.strip();
  }

  private static @Nullable Set<String> recipients(NativeWebRequest request) {
    String asked = text(request, "recipient");
    if (!(request.getUserPrincipal() instanceof Authentication who
        && who.getPrincipal() instanceof SignedIn user)) {
      return Set.of();
    }
    if (asked == null) {
      return user.recipients();
    }
    return user.sees(asked) ? Set.of(asked) : Set.of();
  }

  /** A date means the whole day in Norway: {@code to} then ends with it. */
  static @Nullable Instant time(String name, @Nullable String text, int daysLater) {
    if (text == null) {
      return null;
    }
    try {
      if (text.length() == "2026-11-22".length()) {
        return LocalDate.parse(text).plusDays(daysLater).atStartOfDay(Times.NORWAY).toInstant();
      }
      // A plus sign in a URL arrives as a space.
      return OffsetDateTime.parse(text.replace(' ', '+')).toInstant();
    } catch (DateTimeException e) {
      throw ApiProblem.badRequest(
          name + " must be a date (2026-11-22) or a time with offset (2026-11-22T10:00:00+01:00)");
    }
  }

  private static int number(
      String name, @Nullable String text, int otherwise, int least, int most) {
    if (text == null) {
      return otherwise;
    }
    if (text.matches("[0-9]{1,7}")) {
      int number = Integer.parseInt(text);
      if (number >= least && number <= most) {
        return number;
      }
    }
    throw ApiProblem.badRequest(name + " must be a number from " + least + " to " + most);
  }
}

package no.lagret.console;

import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import no.lagret.deadletter.LetterRefusal;
import no.lagret.recipient.UnknownRecipient;
import no.lagret.reconciliation.UnusableLog;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/** Turns every failure of a controller into {@code application/problem+json}. */
@RestControllerAdvice
class Problems extends ResponseEntityExceptionHandler {

  private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

  /** Nothing is there: a page for people, a problem for programs, as the error page decides. */
  @Override
  protected @Nullable ResponseEntity<Object> handleNoResourceFoundException(
      NoResourceFoundException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
    if (request instanceof ServletWebRequest web
        && web.getResponse() != null
        && Paths.isPage(web.getRequest().getRequestURI())) {
      try {
        web.getResponse().sendError(status.value());
        return null;
      } catch (IOException gone) {
        LOG.debug("The caller has gone", gone);
      }
    }
    return super.handleNoResourceFoundException(e, headers, status, request);
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleTypeMismatch(
      TypeMismatchException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
    String name =
        e instanceof MethodArgumentTypeMismatchException argument ? argument.getName() : "A value";
    return problem(status, name + " must be " + allowed(e.getRequiredType()), headers);
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
      HttpMessageNotReadableException e,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    // The cause quotes the body.
    return problem(status, "The body is not the JSON that this call takes", headers);
  }

  private static String allowed(@Nullable Class<?> type) {
    if (type != null && type.isEnum()) {
      return Arrays.stream(type.getEnumConstants())
          .map(Object::toString)
          .collect(Collectors.joining(", ", "one of ", ""));
    }
    return type == null ? "something else" : "a " + type.getSimpleName().toLowerCase(Locale.ROOT);
  }

  /** Not ours to answer: the filters know how. */
  @ExceptionHandler({AccessDeniedException.class, AuthenticationException.class})
  void leaveToTheFilters(RuntimeException e) {
    throw e;
  }

  @ExceptionHandler(LetterRefusal.class)
  ResponseEntity<Object> refused(LetterRefusal e) {
    ApiProblem problem = ApiProblem.of(e);
    return problem(
        problem.getStatusCode(), String.valueOf(problem.getBody().getDetail()), new HttpHeaders());
  }

  @ExceptionHandler(UnusableLog.class)
  ResponseEntity<Object> unusable(UnusableLog e) {
    return problem(HttpStatus.BAD_REQUEST, String.valueOf(e.getMessage()), new HttpHeaders());
  }

  @ExceptionHandler(UnknownRecipient.class)
  ResponseEntity<Object> notSet(UnknownRecipient e) {
    return problem(HttpStatus.CONFLICT, String.valueOf(e.getMessage()), new HttpHeaders());
  }

  @ExceptionHandler(Exception.class)
  ResponseEntity<Object> unexpected(Exception e) {
    return problem(
        HttpStatus.INTERNAL_SERVER_ERROR,
        "Something failed that should not. The log has it as incident " + incident(e),
        new HttpHeaders());
  }

  /** Writes down what should not have happened, and gives the id under which the log has it. */
  static String incident(Exception e) {
    String id = UUID.randomUUID().toString();
    LOG.error(
        "A request failed (incident {}): nothing was changed unless the ledger says so", id, e);
    return id;
  }

  private static ResponseEntity<Object> problem(
      HttpStatusCode status, String detail, HttpHeaders headers) {
    return new ResponseEntity<>(ProblemDetail.forStatusAndDetail(status, detail), headers, status);
  }
}

package no.lagret.console;

import no.lagret.deadletter.LetterRefusal;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** An answer that says no, with what to do about it. */
final class ApiProblem extends ErrorResponseException {

  private ApiProblem(HttpStatusCode status, String detail) {
    super(status, ProblemDetail.forStatusAndDetail(status, detail), null);
  }

  static ApiProblem badRequest(String detail) {
    return new ApiProblem(HttpStatus.BAD_REQUEST, detail);
  }

  static ApiProblem notFound(String detail) {
    return new ApiProblem(HttpStatus.NOT_FOUND, detail);
  }

  static ApiProblem forbidden(String detail) {
    return new ApiProblem(HttpStatus.FORBIDDEN, detail);
  }

  static ApiProblem unavailable(String detail) {
    return new ApiProblem(HttpStatus.SERVICE_UNAVAILABLE, detail);
  }

  static ApiProblem conflict(String detail) {
    return new ApiProblem(HttpStatus.CONFLICT, detail);
  }

  static ApiProblem of(LetterRefusal refusal) {
    HttpStatus status =
        switch (refusal.kind()) {
          case CONFLICT -> HttpStatus.CONFLICT;
          case NOT_NOW -> HttpStatus.SERVICE_UNAVAILABLE;
          case NOT_ALLOWED -> HttpStatus.FORBIDDEN;
          case NOT_READABLE -> HttpStatus.UNPROCESSABLE_CONTENT;
        };
    return new ApiProblem(status, String.valueOf(refusal.getMessage()));
  }
}

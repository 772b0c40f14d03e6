package no.lagret.console;

import org.springframework.http.HttpStatus;

/** Why somebody who came from an identity provider is not let in. */
enum SignInRefusal {
  /** No claim value is mapped to a role. */
  NO_ROLE(
      HttpStatus.FORBIDDEN,
      "The provider says who you are, and none of what it says gives you a role here: add a value of"
          + " your claim (lagret.oidc.role-claim) to lagret.oidc.roles"),
  /** Neither the name claim nor the subject can stand in the ledger. */
  NO_NAME(
      HttpStatus.FORBIDDEN,
      "The provider gives no name for you that may stand in the ledger, which takes no national"
          + " identity number: set lagret.oidc.name-claim to another claim"),
  /** A user of the settings has it. */
  NAME_TAKEN(
      HttpStatus.FORBIDDEN,
      "One of lagret.users has the name that the provider gives for you, and the ledger could not"
          + " tell you apart: rename that user"),
  /** The provider does not answer, or not as it should. */
  PROVIDER_SILENT(
      HttpStatus.SERVICE_UNAVAILABLE,
      "The identity provider does not answer, or its settings are wrong; the log says which. Try"
          + " again in a minute, or sign in as one of lagret.users"),
  /** Begun elsewhere, too long ago, or used already. */
  STALE(
      HttpStatus.UNAUTHORIZED,
      "This sign-in was begun too long ago, in another browser, or is used already: begin again"),
  /** The provider, or the user there, said no; or what it said does not hold. */
  FAILED(HttpStatus.UNAUTHORIZED, "The sign-in did not succeed: begin again");

  private final HttpStatus status;
  private final String detail;

  SignInRefusal(HttpStatus status, String detail) {
    this.status = status;
    this.detail = detail;
  }

  HttpStatus status() {
    return status;
  }

  String detail() {
    return detail;
  }
}

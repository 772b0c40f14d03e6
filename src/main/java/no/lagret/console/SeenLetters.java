package no.lagret.console;

import no.lagret.ledger.DeadLetterRow;
import no.lagret.ledger.Ledger;
import org.springframework.stereotype.Component;

/** Dead letters as a user may see them: somebody else's is not there. */
@Component
final class SeenLetters {

  private final Ledger ledger;

  SeenLetters(Ledger ledger) {
    this.ledger = ledger;
  }

  /**
   * One of them.
   *
   * @throws ApiProblem 404 when there is none, or it is of a recipient that the user does not see
   */
  DeadLetterRow get(String id, SignedIn user) {
    return ledger
        .deadLetter(id)
        .filter(letter -> user.sees(letter.recipient()))
        .orElseThrow(() -> ApiProblem.notFound("There is no such dead letter"));
  }
}

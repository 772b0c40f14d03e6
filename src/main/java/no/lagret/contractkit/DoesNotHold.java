package no.lagret.contractkit;

/** A point does not hold. The message says what came, in words that quote nothing foreign. */
final class DoesNotHold extends Exception {

  DoesNotHold(String came) {
    super(came);
  }
}

package no.lagret.recipient;

/** A report of a recipient that the settings do not name any more. It stays where it is. */
public final class UnknownRecipient extends RuntimeException {

  UnknownRecipient(String recipient) {
    super(
        "The settings name no recipient "
            + recipient
            + ". Set lagret.recipients."
            + recipient
            + " again until its reports are settled");
  }
}

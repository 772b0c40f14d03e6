package no.lagret.broker;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import no.lagret.recipient.Recipients;
import org.jspecify.annotations.Nullable;

/** The durable queues, in the order in which a report meets them. */
public enum Queue {
  /** Where the bytes of reports lie that the portal keeps apart, until they are fetched. */
  FETCHES("lagret.fetches"),
  /** Reports on their way to the case system. */
  REPORTS("lagret.reports"),
  /** Reports that were in work when the process died, several times: tried alone. */
  SUSPECTS("lagret.suspects"),
  /** Handed over as files; the case system's receipt is not there yet. */
  AWAITING_RECEIPT("lagret.awaiting-receipt"),
  /** Stored and proved; the portal is to be told. */
  CONFIRMATIONS("lagret.confirmations"),
  /** A person must settle them. */
  DEAD_LETTERS("lagret.dead-letters"),
  /** Approved negative receipts. */
  HAND_BACKS("lagret.hand-backs"),
  /** Events on their way to the ledger. */
  LEDGER("lagret.ledger"),
  /** The broker's own dead-letter address: watched, and empty as long as the gateway is right. */
  BACKSTOP("lagret.backstop");

  private static final Pattern SOURCE = Pattern.compile("^jms:(?://)?queue:([^?]+)");

  private final String address;

  Queue(String address) {
    this.address = address;
  }

  /** The queue's name at the broker; its address has the same name. */
  public String address() {
    return address;
  }

  /** Whether each recipient has one of its own, so that none waits behind another. */
  public boolean perRecipient() {
    return this == FETCHES
        || this == REPORTS
        || this == SUSPECTS
        || this == AWAITING_RECEIPT
        || this == CONFIRMATIONS
        || this == HAND_BACKS;
  }

  /** The name of the recipient's own one; for the recipient {@code default} the plain name. */
  public String address(String recipient) {
    return perRecipient() && !recipient.equals(Recipients.DEFAULT)
        ? address + "." + recipient
        : address;
  }

  /** Whether the name is that of a queue of this kind, whosever it is. */
  boolean isNamed(String name) {
    return name.equals(address) || (perRecipient() && name.startsWith(address + "."));
  }

  /** What kind of queue a route's address consumes from; null where it is none of ours. */
  public static @Nullable Queue from(String uri) {
    Matcher name = SOURCE.matcher(uri);
    return name.find() ? of(name.group(1)) : null;
  }

  /** Whether a route's address consumes from the recipient's queue of this kind. */
  public boolean isSource(String uri, String recipient) {
    Matcher name = SOURCE.matcher(uri);
    return name.find() && name.group(1).equals(address(recipient));
  }

  /** The queue of that name; throws IllegalArgumentException where there is none. */
  public static Queue of(String address) {
    for (Queue queue : values()) {
      if (queue.isNamed(address)) {
        return queue;
      }
    }
    throw new IllegalArgumentException("There is no queue " + address);
  }

  /**
   * Whether single messages are picked out of it by selector. A selector fails on a paged queue, so
   * these never page: their bodies lie in large-message files.
   */
  boolean pickedBySelector() {
    return this == DEAD_LETTERS || this == AWAITING_RECEIPT || this == SUSPECTS;
  }

  /** Whether the broker may ever give up delivering: only where a report could be the cause. */
  boolean hasBackstop() {
    return this == REPORTS || this == SUSPECTS;
  }
}

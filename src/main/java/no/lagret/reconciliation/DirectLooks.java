package no.lagret.reconciliation;

import no.lagret.casesystem.StillStored;
import no.lagret.casesystem.StillStored.Sight;

/** Looks reports of one recipient up in the case system, so far as they are few. */
final class DirectLooks implements CaseSystemComparison.Looks {

  private final StillStored stillStored;
  private final String recipient;
  private int left;

  /**
   * @param most after so many nothing more is looked up, and nothing more is known by it
   */
  DirectLooks(StillStored stillStored, String recipient, int most) {
    this.stillStored = stillStored;
    this.recipient = recipient;
    this.left = most;
  }

  @Override
  public Sight at(Kept kept) {
    return left-- > 0 ? look(stillStored, recipient, kept) : Sight.NOT_KNOWN;
  }

  @Override
  public boolean canTell() {
    return stillStored.canTell(recipient);
  }

  /** By its bytes; what persons registered, by their reference. */
  static Sight look(StillStored stillStored, String recipient, Kept kept) {
    return kept.byHand() && kept.journalReference() != null
        ? stillStored.look(recipient, kept.journalReference())
        : stillStored.look(recipient, kept.reportId(), kept.pdfSha256());
  }
}

package no.lagret.ledger;

/** Is told each event once, after it stands in the chain. What it throws changes nothing. */
@FunctionalInterface
public interface WrittenEvents {

  /** It is written. Called by the writer's thread: must be quick. */
  void written(LedgerEvent event);
}

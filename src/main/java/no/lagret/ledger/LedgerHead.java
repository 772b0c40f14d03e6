package no.lagret.ledger;

/**
 * The last link of the chain.
 *
 * @param seq how many events there are
 * @param hash hex, binds all of them; of an empty ledger 64 zeros
 */
public record LedgerHead(long seq, String hash) {}

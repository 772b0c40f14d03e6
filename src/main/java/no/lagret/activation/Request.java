package no.lagret.activation;

import org.jspecify.annotations.Nullable;

/**
 * Who wants other routes, and why.
 *
 * @param user stands in the ledger
 * @param reason free text; sealed, and only its digest is in the chain
 * @param detail what else the ledger tells, in the gateway's own words
 */
record Request(String user, String reason, @Nullable String detail) {}

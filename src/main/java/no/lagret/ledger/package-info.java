/** The chain of events without personal data, and what it says is where. */
@NullMarked
package no.lagret.ledger;

import org.jspecify.annotations.NullMarked;

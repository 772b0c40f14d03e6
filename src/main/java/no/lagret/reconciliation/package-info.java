/** Compares portal, ledger and case system, independently of the flow that it watches. */
@NullMarked
package no.lagret.reconciliation;

import org.jspecify.annotations.NullMarked;

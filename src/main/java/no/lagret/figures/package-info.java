/** Figures of a period, for those who must answer for it, out of ledger and reconciliation. */
@NullMarked
package no.lagret.figures;

import org.jspecify.annotations.NullMarked;

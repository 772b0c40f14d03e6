/** The words of the field: what a report, a dispatch, a receipt and a failure are. */
@NullMarked
package no.lagret.report;

import org.jspecify.annotations.NullMarked;

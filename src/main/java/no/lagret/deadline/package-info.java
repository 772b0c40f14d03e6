/** The clocks that run for a report, in Norwegian working days. */
@NullMarked
package no.lagret.deadline;

import org.jspecify.annotations.NullMarked;

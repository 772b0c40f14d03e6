/** Sends an invented report through the routes, against the stand-ins, and lets nothing out. */
@NullMarked
package no.lagret.dryrun;

import org.jspecify.annotations.NullMarked;

/** The promise: every report is taken once, tried for as long as it takes, and confirmed last. */
@NullMarked
package no.lagret.delivery;

import org.jspecify.annotations.NullMarked;

/** Kills the packaged jar wherever it hurts, and counts what is left. */
@NullMarked
package no.lagret.chaos;

import org.jspecify.annotations.NullMarked;

/** Figures for monitoring, without ids and without personal data. */
@NullMarked
package no.lagret.metrics;

import org.jspecify.annotations.NullMarked;

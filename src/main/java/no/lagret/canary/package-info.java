/**
 * Sends a report of nobody through the whole way at an interval, and says when it does not arrive.
 */
@NullMarked
package no.lagret.canary;

import org.jspecify.annotations.NullMarked;

/** Exchanges the running routes for others, whole or not at all, and goes back. */
@NullMarked
package no.lagret.activation;

import org.jspecify.annotations.NullMarked;

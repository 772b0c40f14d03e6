/** Runs inside the packaged jar's process; the product itself holds no failpoints. */
@NullMarked
package no.lagret.chaos.agent;

import org.jspecify.annotations.NullMarked;

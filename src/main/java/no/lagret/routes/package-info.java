/** Finds, checks and loads the route folders. */
@NullMarked
package no.lagret.routes;

import org.jspecify.annotations.NullMarked;

/** Lagret: nothing is deleted at the portal until it is stored in the case system. */
@NullMarked
package no.lagret;

import org.jspecify.annotations.NullMarked;

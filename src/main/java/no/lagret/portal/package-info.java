/** What Java must do for the channels of the national portal. */
@NullMarked
package no.lagret.portal;

import org.jspecify.annotations.NullMarked;

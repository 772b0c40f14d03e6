/** What an operator can stop by hand, and let go again. */
@NullMarked
package no.lagret.brake;

import org.jspecify.annotations.NullMarked;

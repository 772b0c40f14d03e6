/** What is checked again and again, and when it last held: nothing counts as well unseen. */
@NullMarked
package no.lagret.pulse;

import org.jspecify.annotations.NullMarked;

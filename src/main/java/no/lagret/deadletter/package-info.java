/** Reports that a person must settle: list, show, deliver again. */
@NullMarked
package no.lagret.deadletter;

import org.jspecify.annotations.NullMarked;

/**
 * Reports that a person must settle: list, show, note, deliver again, register by hand, hand back.
 */
@NullMarked
package no.lagret.deadletter;

import org.jspecify.annotations.NullMarked;

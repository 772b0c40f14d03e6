/** Alarms: a condition begins, stands and ends. */
@NullMarked
package no.lagret.alert;

import org.jspecify.annotations.NullMarked;

/** The API. */
@NullMarked
package no.lagret.console;

import org.jspecify.annotations.NullMarked;

/** What the promise costs: the packaged jar, measured beside what makes no promise. */
@NullMarked
package no.lagret.bench;

import org.jspecify.annotations.NullMarked;

/** HTTP calls that end: a total deadline, bounded answers, no redirects, no silent repeats. */
@NullMarked
package no.lagret.http;

import org.jspecify.annotations.NullMarked;

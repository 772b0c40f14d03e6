/** The channel SVARINN: polled over REST, confirmed last. */
@NullMarked
package no.lagret.portal.svarinn;

import org.jspecify.annotations.NullMarked;

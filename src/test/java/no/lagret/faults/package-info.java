/** What the promise is worth when the portal, the case system or the settings misbehave. */
@NullMarked
package no.lagret.faults;

import org.jspecify.annotations.NullMarked;

/** Certificates that will not be valid for much longer. */
@NullMarked
package no.lagret.expiry;

import org.jspecify.annotations.NullMarked;

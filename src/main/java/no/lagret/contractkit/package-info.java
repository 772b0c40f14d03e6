/** Tries a case system point by point against its contract, for whoever builds or connects one. */
@NullMarked
package no.lagret.contractkit;

import org.jspecify.annotations.NullMarked;

/** Stand-ins for the portal and the case system; they share no class with the gateway. */
@NullMarked
package no.lagret.demo;

import org.jspecify.annotations.NullMarked;

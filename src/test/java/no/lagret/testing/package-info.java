/** What tests drive the gateway with: a portal and a case system in processes of their own. */
@NullMarked
package no.lagret.testing;

import org.jspecify.annotations.NullMarked;

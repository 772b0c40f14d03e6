/** Whose reports these are: one recipient or several in one gateway, each with its own settings. */
@NullMarked
package no.lagret.recipient;

import org.jspecify.annotations.NullMarked;

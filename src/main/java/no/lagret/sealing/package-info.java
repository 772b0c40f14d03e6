/** Opens and seals reports; keys, stamps and proofs. */
@NullMarked
package no.lagret.sealing;

import org.jspecify.annotations.NullMarked;

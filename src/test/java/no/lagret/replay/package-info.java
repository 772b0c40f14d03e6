/**
 * The years 2020 to 2023 once more: the same reports and faults, without the gateway and with it.
 */
@NullMarked
package no.lagret.replay;

import org.jspecify.annotations.NullMarked;

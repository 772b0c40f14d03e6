/** The durable queues, in an Artemis inside the process or outside. */
@NullMarked
package no.lagret.broker;

import org.jspecify.annotations.NullMarked;

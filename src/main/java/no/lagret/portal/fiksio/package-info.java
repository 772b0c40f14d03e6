/** The channel FIKS_IO: pushed over AMQP, let go once it is durable, answered over HTTP. */
@NullMarked
package no.lagret.portal.fiksio;

import org.jspecify.annotations.NullMarked;

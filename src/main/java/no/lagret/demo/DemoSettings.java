package no.lagret.demo;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the profile {@code demo} does.
 *
 * @param reportsEvery how often an invented report is sent; only under the profile {@code demo}
 * @param channel by which the invented reports are sent; fiks-io needs RabbitMQ
 */
@ConfigurationProperties("lagret.demo")
record DemoSettings(
    @DefaultValue("3s") Duration reportsEvery,
    @DefaultValue("svarinn") DemoPortal.Channel channel) {}

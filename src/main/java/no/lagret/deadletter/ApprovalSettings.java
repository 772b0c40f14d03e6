package no.lagret.deadletter;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who decides what cannot be undone.
 *
 * @param secondPerson whether another person must approve what is registered by hand or handed back
 */
@ConfigurationProperties("lagret.approvals")
record ApprovalSettings(@DefaultValue("true") boolean secondPerson) {}

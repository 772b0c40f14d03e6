package no.lagret.delivery;

/** The gateway delivers from now on: the ledger has caught up, and takes what is told. */
public record GatewayOpened() {}

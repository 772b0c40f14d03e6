package no.lagret.casesystem;

/**
 * Which files handed a report over: the digest of the chosen case-system folder, part of every
 * proof, because that folder is the one that must be trusted.
 *
 * @param folder its name
 * @param sha256 hex, over names and contents of its files
 */
public record AdapterDigest(String folder, String sha256) {}

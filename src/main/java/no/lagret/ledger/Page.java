package no.lagret.ledger;

import java.util.List;

/**
 * Part of a long list.
 *
 * @param items those of this page
 * @param total how many there are on all pages
 */
public record Page<T>(List<T> items, long total) {}

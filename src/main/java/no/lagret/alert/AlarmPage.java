package no.lagret.alert;

import java.util.List;

/**
 * Part of a long list.
 *
 * @param items those of this page
 * @param total how many there are on all pages
 */
public record AlarmPage(List<Alarm> items, long total) {}

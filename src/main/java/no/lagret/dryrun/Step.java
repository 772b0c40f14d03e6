package no.lagret.dryrun;

import java.util.SortedMap;

/**
 * One step that the sample took.
 *
 * @param afterMillis since the dry run opened
 * @param route id of the route, or of its template
 * @param file its route file; empty for a step that is in the jar
 * @param line in that file, or 0
 * @param step what it does, as the route says
 * @param endpoint where it sends, without options; empty where it sends nothing
 * @param headers those that it set or changed, by name; a value is shown only of ids, digests,
 *     sizes, counts, times and content types
 * @param outcome {@code done}, an HTTP status, or how it failed
 * @param failed whether it failed
 */
public record Step(
    long afterMillis,
    String route,
    String file,
    int line,
    String step,
    String endpoint,
    SortedMap<String, String> headers,
    String outcome,
    boolean failed) {}

package no.lagret.console;

import java.time.Instant;
import java.util.Set;
import no.lagret.ledger.PageRequest;
import org.jspecify.annotations.Nullable;

/**
 * What every list takes.
 *
 * @param q the beginning of an id or a reference, whatever the reader has in hand
 * @param recipients configured names to look among; {@code null} for all, empty for none
 * @param from at or after
 * @param to before
 * @param page which part
 */
record ListRequest(
    @Nullable String q,
    @Nullable Set<String> recipients,
    @Nullable Instant from,
    @Nullable Instant to,
    PageRequest page) {}

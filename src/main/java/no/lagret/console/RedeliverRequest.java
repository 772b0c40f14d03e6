package no.lagret.console;

import java.util.List;
import no.lagret.report.DeadLetterReason;
import org.jspecify.annotations.Nullable;

/**
 * Which dead letters to deliver again: one of the two.
 *
 * @param ids exactly these
 * @param reason all that are open with this reason when it is asked for
 */
record RedeliverRequest(@Nullable List<String> ids, @Nullable DeadLetterReason reason) {}

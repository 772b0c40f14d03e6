package no.lagret.notice;

import java.time.Instant;
import no.lagret.alert.Severity;
import org.jspecify.annotations.Nullable;

/**
 * What people were told last of a topic.
 *
 * @param since when it began, as they were told; {@code null} once they were told that it ended
 * @param worst how serious they were told it is
 * @param reminded how many reminders there were since it began or became more serious
 * @param toldAt when
 * @param nextAt when they are told again if nothing else happens
 */
record Told(
    @Nullable Instant since, Severity worst, int reminded, Instant toldAt, Instant nextAt) {}

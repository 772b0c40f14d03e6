package no.lagret.ledger;

import java.time.Instant;
import java.util.Map;
import no.lagret.report.ReportState;

/**
 * Where one recipient's reports stand.
 *
 * @param counts reports by state; every state is there
 * @param oldest when the first received dispatch came of those in a state that is not final; states
 *     that none is in are absent
 */
public record StateFigures(Map<ReportState, Long> counts, Map<ReportState, Instant> oldest) {}

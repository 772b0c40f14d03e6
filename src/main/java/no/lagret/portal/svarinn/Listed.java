package no.lagret.portal.svarinn;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * All that is kept of what the portal's list says about a dispatch. Titles and senders may hold
 * personal data and are not read.
 *
 * @param dispatchId the portal's id
 * @param reportId {@code eksternRef} where that is a UUID, else the dispatch id
 * @param sentAt the portal's time, where it gives one
 * @param pdfSha256 hex digest of the opened PDF, where it gives one
 */
public record Listed(
    String dispatchId, String reportId, @Nullable Instant sentAt, @Nullable String pdfSha256) {}

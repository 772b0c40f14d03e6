package no.lagret.activation;

import java.time.Instant;
import java.util.List;
import no.lagret.routes.ActiveRoutes;
import no.lagret.routes.Finding;
import org.jspecify.annotations.Nullable;

/**
 * Which routes run, and whether the folder holds others.
 *
 * @param running hex digest of the version that runs
 * @param since when it was activated, as far as the ledger says
 * @param by who did it; null where the start of the gateway did
 * @param before the version that a rollback goes back to; null where there is none
 * @param folder where people write the routes
 * @param offered hex digest of what the folder holds; null where it cannot be read
 * @param findings what is wrong with it
 * @param notTakenUp why the start did not take it up
 * @param folders that run
 * @param changed whether the folder holds other routes than those that run
 */
public record RoutesState(
    String running,
    @Nullable Instant since,
    @Nullable String by,
    @Nullable String before,
    String folder,
    @Nullable String offered,
    List<Finding> findings,
    @Nullable String notTakenUp,
    List<ActiveRoutes.Folder> folders,
    boolean changed) {}

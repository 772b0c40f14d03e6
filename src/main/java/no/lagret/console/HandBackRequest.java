package no.lagret.console;

import java.util.Arrays;
import no.lagret.sealing.HandBack;
import org.jspecify.annotations.Nullable;

/**
 * That a report is to be handed back to the portal.
 *
 * @param reason one word of a closed list; a number is none
 * @param text free text; it is sealed
 */
record HandBackRequest(@Nullable String reason, @Nullable String text) {

  HandBack.Reason word() {
    return Arrays.stream(HandBack.Reason.values())
        .filter(word -> word.name().equals(reason))
        .findFirst()
        .orElseThrow(
            () ->
                ApiProblem.badRequest(
                    "reason must be one of " + Arrays.toString(HandBack.Reason.values())));
  }
}

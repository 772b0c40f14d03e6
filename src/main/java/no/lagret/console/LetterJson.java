package no.lagret.console;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One dead letter with what people noted of it.
 *
 * @param letter as in the list
 * @param parkedUntil while it is parked
 * @param parkedBy the user's name
 * @param parkedReason to operators only
 * @param notes oldest first, their text to operators only
 * @param approval the last that was asked for it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record LetterJson(
    @JsonUnwrapped DeadLetterJson letter,
    @Nullable Instant parkedUntil,
    @Nullable String parkedBy,
    @Nullable String parkedReason,
    List<NoteJson> notes,
    @Nullable ApprovalJson approval) {}

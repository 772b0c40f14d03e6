package no.lagret.console;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import no.lagret.brake.Brake;
import no.lagret.brake.Brakes;
import no.lagret.brake.Pulled;
import org.jspecify.annotations.Nullable;

/** What an operator has stopped by hand. */
record BrakesJson(State delivery, State confirmations) {

  /** Null while the gateway starts and does not know yet. */
  static @Nullable BrakesJson of(Brakes brakes) {
    return brakes.known()
        ? new BrakesJson(
            State.of(brakes.pulled(Brake.DELIVERY)), State.of(brakes.pulled(Brake.CONFIRMATIONS)))
        : null;
  }

  /**
   * One of them.
   *
   * @param stopped whether it is on
   * @param since when
   * @param by the user; absent where a setting does it
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record State(boolean stopped, @Nullable Instant since, @Nullable String by) {

    static State of(@Nullable Pulled pulled) {
      return pulled == null
          ? new State(false, null, null)
          : new State(true, pulled.since(), pulled.by());
    }
  }
}

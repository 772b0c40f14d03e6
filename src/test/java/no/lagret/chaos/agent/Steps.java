package no.lagret.chaos.agent;

import net.bytebuddy.asm.Advice;

/** What is written into the method at a {@link Point}. */
final class Steps {

  private Steps() {}

  static final class Before {
    @Advice.OnMethodEnter
    static void enter(@Advice.Origin String method) {
      Strike.here(method);
    }
  }

  /** After a normal return. */
  static final class After {
    @Advice.OnMethodExit
    static void exit(@Advice.Origin String method) {
      Strike.here(method);
    }
  }

  /** A listener commits without a message, too, when it waited in vain. */
  static final class BeforeMessage {
    @Advice.OnMethodEnter
    static void enter(@Advice.Argument(1) Object message) {
      Strike.here(message);
    }
  }

  static final class AfterMessage {
    @Advice.OnMethodExit
    static void exit(@Advice.Argument(1) Object message) {
      Strike.here(message);
    }
  }
}

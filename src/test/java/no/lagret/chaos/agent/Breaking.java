package no.lagret.chaos.agent;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.implementation.bytecode.assign.Assigner;
import org.jspecify.annotations.Nullable;

/** What is written into the product's methods to break a rule. */
public final class Breaking {

  private Breaking() {}

  static final class ReadBack {
    @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class)
    static @Nullable Object enter(
        @Advice.This Object verifier,
        @Advice.Argument(0) Object opened,
        @Advice.Argument(1) Object receipt) {
      return Breaking.call(verifier, "issue", Breaking.call(opened, "dispatch"), receipt);
    }

    @Advice.OnMethodExit
    static void exit(
        @Advice.Enter Object proof,
        @Advice.Return(readOnly = false, typing = Assigner.Typing.DYNAMIC) Object returned) {
      returned = proof;
    }
  }

  static final class Transacted {
    @Advice.OnMethodEnter
    static void enter(@Advice.Argument(value = 0, readOnly = false) boolean transacted) {
      transacted = false;
    }
  }

  static final class AckOnArrival {
    @Advice.OnMethodEnter
    static void enter(@Advice.Argument(value = 1, readOnly = false) boolean acked) {
      acked = true;
    }
  }

  static final class NothingToAck {
    @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class)
    static boolean enter() {
      return true;
    }
  }

  static final class Commit {
    @Advice.OnMethodEnter
    static void enter(@Advice.Argument(0) Object exchange) {
      Breaking.rollBack(exchange);
    }
  }

  static final class DuplicateId {
    @Advice.OnMethodExit
    static void exit(@Advice.Return(typing = Assigner.Typing.DYNAMIC) Object copy) {
      ((Map<?, ?>) Breaking.call(copy, "properties")).remove("_AMQ_DUPL_ID");
    }
  }

  static final class Barrier {
    @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class)
    static boolean enter() {
      return true;
    }

    @Advice.OnMethodExit
    static void exit(@Advice.Return(readOnly = false) boolean passed) {
      passed = true;
    }
  }

  static final class SlowLedger {
    @Advice.OnMethodEnter
    static void enter() {
      LockSupport.parkNanos(2_000_000_000L);
    }
  }

  static final class Sync {
    @Advice.OnMethodEnter
    static void enter(@Advice.Argument(value = 0, readOnly = false) boolean sync) {
      sync = false;
    }
  }

  static final class LedgerSync {
    @Advice.OnMethodEnter
    static void enter(
        @Advice.Argument(value = 0, readOnly = false, typing = Assigner.Typing.DYNAMIC)
            Object mode) {
      mode = Breaking.constant(mode, "OFF");
    }
  }

  /** Another constant of the same enum. */
  public static Object constant(Object one, String name) {
    for (Object other : one.getClass().getEnumConstants()) {
      if (((Enum<?>) other).name().equals(name)) {
        return other;
      }
    }
    throw new IllegalStateException(one.getClass() + " has no " + name);
  }

  /** Reaches what is not public. */
  public static Object call(Object target, String name, Object... arguments) {
    for (Method method : target.getClass().getDeclaredMethods()) {
      if (method.getName().equals(name) && method.getParameterCount() == arguments.length) {
        return invoke(method, target, arguments);
      }
    }
    throw new IllegalStateException(target.getClass() + " has no " + name);
  }

  /** Throws where the attempt ended in a failure that has a class. */
  public static void rollBack(Object exchange) {
    try {
      Method property = exchange.getClass().getMethod("getProperty", String.class);
      Object caught = invoke(property, exchange, "CamelExceptionCaught");
      if (caught instanceof IOException
          || caught.getClass().getSimpleName().equals("ClassifiedFailure")) {
        throw new UnsupportedOperationException("rolled back");
      }
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Object invoke(Method method, Object target, Object... arguments) {
    try {
      method.setAccessible(true);
      return method.invoke(target, arguments);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException(e);
    }
  }
}

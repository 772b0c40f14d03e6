package no.lagret.chaos.agent;

import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.takesArguments;

import java.lang.instrument.Instrumentation;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import net.bytebuddy.agent.builder.AgentBuilder;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.matcher.ElementMatcher;

/**
 * Attached with {@code
 * -javaagent:chaos.jar=point=OPENED,hit=2,file=/somewhere,break=ack-first,tight=yes}; each part may
 * be missing.
 */
public final class ChaosAgent {

  private ChaosAgent() {}

  public static void premain(String arguments, Instrumentation instrumentation) {
    Map<String, String> options = new HashMap<>();
    for (String option : arguments.split(",")) {
      int equals = option.indexOf('=');
      options.put(option.substring(0, equals), option.substring(equals + 1));
    }
    if (options.containsKey("point")) {
      Point point = Point.valueOf(options.get("point"));
      Strike.arm(point, Integer.parseInt(options.get("hit")), Path.of(options.get("file")));
      into(instrumentation, point.type, named(point.method).and(takesArguments(point.arguments)))
          .with(advice(point));
    }
    if (options.containsKey("break")) {
      Break.of(options.get("break")).into(instrumentation);
    }
    if (options.containsKey("tight")) {
      Tight.into(instrumentation);
    }
  }

  private static Class<?> advice(Point point) {
    if (point.method.equals("commitIfNecessary")) {
      return point.after ? Steps.AfterMessage.class : Steps.BeforeMessage.class;
    }
    return point.after ? Steps.After.class : Steps.Before.class;
  }

  static Into into(
      Instrumentation instrumentation,
      String type,
      ElementMatcher<? super MethodDescription> method) {
    return advice ->
        new AgentBuilder.Default()
            .disableClassFormatChanges()
            .with(AgentBuilder.Listener.StreamWriting.toSystemError().withErrorsOnly())
            .type(named(type))
            .transform(
                (builder, description, loader, module, domain) ->
                    builder.visit(Advice.to(advice).on(method)))
            .installOn(instrumentation);
  }

  /** Where an advice goes. */
  interface Into {
    void with(Class<?> advice);
  }
}

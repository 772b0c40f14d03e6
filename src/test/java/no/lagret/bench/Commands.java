package no.lagret.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import no.lagret.chaos.Gateway;

/** How the measured processes are started. */
final class Commands {

  private final Plan plan;

  Commands(Plan plan) {
    this.plan = plan;
  }

  /** The packaged jar as the README starts it, with the plan's JVM options. */
  List<String> gateway(Between where, String pollInterval) {
    List<String> arguments = new ArrayList<>(List.of("-jar", Gateway.JAR.toString()));
    arguments.addAll(settings(where, pollInterval));
    return java(Gateway.thisJava(), arguments);
  }

  /** The settings of a municipality with these two sides. */
  static List<String> settings(Between where, String pollInterval) {
    List<String> settings =
        new ArrayList<>(
            Gateway.settings(
                where.directory.resolve("data"), where.sides.portal, where.sides.caseSystem));
    settings.removeIf(setting -> setting.contains("poll-interval"));
    settings.add("--lagret.portal.svarinn.poll-interval=" + pollInterval);
    return settings;
  }

  /** The same calls and the same opening by so many threads, and no promise. */
  List<String> direct(Between where, int threads) {
    Sides sides = where.sides;
    return own(
        DirectWay.class,
        sides.portal.baseUrl(),
        sides.portal.username() + ":" + sides.portal.password(),
        sides.caseSystem.baseUrl(),
        sides.caseSystem.token(),
        sides.portal.privateKey().toString(),
        String.valueOf(threads));
  }

  /** A program of the bench's own. */
  List<String> own(Class<?> program, String... arguments) {
    List<String> all =
        new ArrayList<>(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
    all.addAll(List.of(arguments));
    return java(Gateway.thisJava(), all);
  }

  List<String> java(Path java, List<String> arguments) {
    List<String> command = new ArrayList<>(List.of(java.toString()));
    command.addAll(plan.jvmOptions());
    command.addAll(arguments);
    return command;
  }
}

package no.lagret.dryrun;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.logging.LoggingSystem;
import tools.jackson.databind.json.JsonMapper;

/**
 * The command {@code check --with sample.json}: checks as {@code check} does, then sends the sample
 * through the routes in a gateway of its own, against the stand-ins, and shows each step.
 */
public final class DryRunCommand {

  private static final String WITH = "--with";

  private DryRunCommand() {}

  /** Whether the arguments of {@code check} ask for a dry run. */
  public static boolean isAsked(List<String> args) {
    return args.stream().anyMatch(arg -> arg.equals(WITH) || arg.startsWith(WITH + "="));
  }

  /**
   * Runs and prints.
   *
   * @param args {@code --with sample.json}, {@code --json} for tools, and settings as {@code
   *     --name=value}
   * @param application the gateway, not started yet
   * @return 0 where the sample came through and nothing was found, 1 where not, 2 could not tell
   */
  public static int run(List<String> args, Supplier<SpringApplication> application) {
    LoggingSystem.get(DryRunCommand.class.getClassLoader()).beforeInitialize();
    List<String> settings = new ArrayList<>(args);
    boolean json = settings.remove("--json");
    String sample = takeSample(settings);
    for (String other : settings) {
      if (!other.matches("--[^=]+=.*")) {
        System.out.println(
            "There is no option "
                + other
                + " beside --with: --with sample.json, --json, and settings as --name=value.");
        return 2;
      }
    }
    DryRunResult result =
        Rehearsal.of(Path.of(sample), settings.toArray(String[]::new), application);
    System.out.println(
        json ? JsonMapper.shared().writeValueAsString(result) : DryRunText.of(result));
    return switch (result.outcome()) {
      case CAME_THROUGH -> result.findings().isEmpty() ? 0 : 1;
      case STOPPED, WRONG -> 1;
      case COULD_NOT_TELL -> 2;
    };
  }

  private static String takeSample(List<String> args) {
    int at = args.indexOf(WITH);
    if (at >= 0) {
      args.remove(at);
      return at < args.size() && !args.get(at).startsWith("--") ? args.remove(at) : "";
    }
    String given =
        args.stream().filter(arg -> arg.startsWith(WITH + "=")).findFirst().orElseThrow();
    args.remove(given);
    return given.substring(WITH.length() + 1);
  }
}

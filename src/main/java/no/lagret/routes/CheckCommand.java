package no.lagret.routes;

import java.io.IOException;
import java.time.Clock;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import no.lagret.recipient.Recipients;
import no.lagret.recipient.RefusedRecipient;
import org.springframework.boot.context.config.ConfigDataException;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.core.env.ConfigurableEnvironment;
import tools.jackson.databind.json.JsonMapper;

/**
 * The command {@code check}: reads every route file and every setting as the gateway would, starts
 * nothing, and says what is wrong.
 */
public final class CheckCommand {

  private CheckCommand() {}

  /**
   * Checks and prints the findings.
   *
   * @param args settings as {@code --name=value}, and {@code --json} for tools, {@code --connect}
   *     to ask both sides too, where the settings are well
   * @return 0 all well, 1 something is wrong, 2 could not tell
   */
  public static int run(String[] args) {
    LoggingSystem.get(CheckCommand.class.getClassLoader()).beforeInitialize();
    List<String> given = new ArrayList<>(Arrays.asList(args));
    boolean json = given.remove("--json");
    boolean connect = given.remove("--connect");
    for (String other : given) {
      if (!other.matches("--[^=]+=.*")) {
        System.out.println(
            "There is no option "
                + other
                + ": --json, --connect, --with sample.json, and settings as --name=value.");
        return 2;
      }
    }
    try {
      List<Finding> findings = findings(given.toArray(String[]::new), connect, Clock.systemUTC());
      System.out.println(json ? json(findings) : text(findings));
      return findings.isEmpty() ? 0 : 1;
    } catch (RuntimeException | IOException e) {
      System.out.println(
          json
              ? JsonMapper.shared()
                  .writeValueAsString(Map.of("outcome", "COULD_NOT_TELL", "problem", reason(e)))
              : "Could not tell: " + reason(e));
      return 2;
    }
  }

  /** Others may quote a value, and that may be a secret. */
  private static String reason(Exception e) {
    return e instanceof ConfigDataException ? e.getMessage() : e.getClass().getSimpleName();
  }

  static List<Finding> findings(String[] args, boolean connect, InstantSource clock)
      throws IOException {
    try {
      return findings(GivenSettings.read(args), connect, clock);
    } catch (UnreadableSettings e) {
      return List.of(e.finding());
    }
  }

  /**
   * What is wrong with these settings and the routes that they choose.
   *
   * @param connect to ask both sides too, where the settings are well
   * @throws IOException when the folder of the routes cannot be read
   */
  public static List<Finding> findings(
      ConfigurableEnvironment settings, boolean connect, InstantSource clock) throws IOException {
    try {
      new Recipients(settings);
    } catch (RefusedRecipient e) {
      return List.of(new Finding(e.setting(), 0, e.wrong(), e.whatToDo(), false));
    }
    Set<Finding> findings = new LinkedHashSet<>();
    findings.addAll(new SettingsCheck(settings, clock).findings());
    boolean usable = findings.stream().allMatch(Finding::warning);
    findings.addAll(routes(settings));
    if (connect && usable) {
      findings.addAll(new ConnectCheck(settings).findings());
    }
    return List.copyOf(findings);
  }

  /**
   * The folders that run, and those that only wait for their settings. Case systems exclude each
   * other, so each is checked in its turn.
   */
  private static List<Finding> routes(ConfigurableEnvironment settings) throws IOException {
    RouteFolders running = RouteFolders.of(settings, new Recipients(settings));
    Set<String> common = new LinkedHashSet<>(running.names());
    common.addAll(running.present());
    List<String> caseSystems =
        common.stream().filter(name -> name.startsWith(RouteFolders.CASE_SYSTEM_PREFIX)).toList();
    common.removeAll(caseSystems);
    Set<Finding> findings = new LinkedHashSet<>(running.unused());
    for (String caseSystem : caseSystems) {
      List<String> together = new ArrayList<>(common);
      together.add(caseSystem);
      findings.addAll(RouteCheck.of(running.directory(), together).findings());
    }
    return List.copyOf(findings);
  }

  private static String text(List<Finding> findings) {
    StringBuilder text = new StringBuilder();
    findings.forEach(finding -> text.append(finding.text()).append('\n'));
    return text
        + switch (findings.size()) {
          case 0 -> "All is well with routes and settings.";
          case 1 -> "1 finding.";
          default -> findings.size() + " findings.";
        };
  }

  private static String json(List<Finding> findings) {
    return JsonMapper.shared()
        .writeValueAsString(
            Map.of("outcome", findings.isEmpty() ? "WELL" : "WRONG", "findings", findings));
  }
}

package no.lagret.contractkit;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import no.lagret.casesystem.CaseSystemSettings;
import no.lagret.casesystem.ContractCalls;
import no.lagret.contractkit.PointResult.Outcome;
import no.lagret.http.NoAnswer;
import no.lagret.recipient.RecipientSettings;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.logging.LoggingSystem;
import tools.jackson.databind.json.JsonMapper;

/**
 * The command {@code test-case-system}: says point by point what of the contract a case system
 * holds. It leaves invented reports there, so it is never pointed at one that is in use.
 */
public final class ContractCommand {

  private static final String USAGE =
      """
      test-case-system --base-url=https://familia.example.org/api
                       [--token=… | LAGRET_CASE_SYSTEM_HTTP_TOKEN] [--client-certificate=<pem> --client-key=<pem>]
                       [--trust-store=<pem>] [--connect-timeout=5s] [--response-timeout=30s]
                       [--organisation-number=910000008] [--json]""";

  private static final String TOKEN = "token";
  private static final String ORGANISATION = "organisation-number";
  private static final Set<String> KNOWN =
      Set.of(
          "base-url",
          TOKEN,
          "client-certificate",
          "client-key",
          "trust-store",
          "connect-timeout",
          "response-timeout",
          ORGANISATION);

  private ContractCommand() {}

  /**
   * Tries all points and prints.
   *
   * @return 0 where every point that was tried holds, 1 where one does not, 2 could not tell
   */
  public static int run(String[] args, PrintStream out) {
    LoggingSystem.get(ContractCommand.class.getClassLoader()).beforeInitialize();
    List<String> given = new ArrayList<>(Arrays.asList(args));
    boolean json = given.remove("--json");
    Map<String, String> options = new LinkedHashMap<>();
    for (String option : given) {
      String[] parts = option.replaceFirst("^--", "").split("=", 2);
      if (parts.length < 2 || !option.startsWith("--") || !KNOWN.contains(parts[0])) {
        out.println("There is no option " + parts[0] + ", or it lacks its value.\n" + USAGE);
        return 2;
      }
      options.put(parts[0], parts[1]);
    }
    String organisation = options.getOrDefault(ORGANISATION, "910000008");
    options.remove(ORGANISATION);
    String token = System.getenv("LAGRET_CASE_SYSTEM_HTTP_TOKEN");
    if (token != null) {
      options.putIfAbsent(TOKEN, token);
    }
    if (!options.containsKey("base-url")) {
      out.println("Say which case system.\n" + USAGE);
      return 2;
    }
    RecipientSettings receiver = new RecipientSettings(organisation, null, "9999", null);
    try (ContractCalls calls = new ContractCalls(bound(options), receiver);
        ContractCalls wrong =
            options.containsKey(TOKEN)
                ? new ContractCalls(bound(withWrongToken(options)), receiver)
                : null) {
      return tried(calls, wrong, json, out);
    } catch (BindException e) {
      out.println(
          e.getName().getLastElement(ConfigurationPropertyName.Form.DASHED)
              + " cannot be used.\n"
              + USAGE);
      return 2;
    } catch (IOException | RuntimeException e) {
      out.println("Could not tell: " + e.getClass().getSimpleName());
      return 2;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 2;
    }
  }

  private static CaseSystemSettings.Http bound(Map<String, String> options) {
    Map<String, Object> prefixed = new LinkedHashMap<>();
    options.forEach((name, value) -> prefixed.put("kit." + name, value));
    return new Binder(new MapConfigurationPropertySource(prefixed))
        .bind("kit", CaseSystemSettings.Http.class)
        .get();
  }

  private static Map<String, String> withWrongToken(Map<String, String> options) {
    Map<String, String> wrong = new LinkedHashMap<>(options);
    wrong.put(TOKEN, "wrong-" + options.get(TOKEN).length());
    return wrong;
  }

  private static int tried(
      ContractCalls calls, @Nullable ContractCalls wrong, boolean json, PrintStream out)
      throws InterruptedException {
    try {
      calls.ask(UUID.randomUUID().toString());
    } catch (IOException e) {
      String code = NoAnswer.code(e);
      if (Set.of("UNKNOWN_HOST", "NO_CONNECTION", "TLS").contains(code)) {
        out.println(
            json
                ? JsonMapper.shared()
                    .writeValueAsString(Map.of("outcome", "COULD_NOT_TELL", "problem", code))
                : "Could not tell: nothing answers at --base-url (" + code + ").");
        return 2;
      }
    }
    if (!json) {
      out.println(
          "Invented reports are put into this case system and stay there. Stop now (Ctrl-C) if it is in"
              + " use.\n");
    }
    List<PointResult> results =
        new Trial(calls, wrong)
            .run(
                result -> {
                  if (!json) {
                    out.println(result.text());
                  }
                });
    long bad = results.stream().filter(each -> each.outcome() == Outcome.NOT_OK).count();
    out.println(
        json
            ? JsonMapper.shared()
                .writeValueAsString(
                    Map.of("outcome", bad == 0 ? "HOLDS" : "DOES_NOT_HOLD", "points", results))
            : "\n" + summary(results, bad));
    return bad == 0 ? 0 : 1;
  }

  private static String summary(List<PointResult> results, long bad) {
    long notTried = results.stream().filter(each -> each.outcome() == Outcome.NOT_TRIED).count();
    return (results.size() - bad - notTried)
        + " of "
        + results.size()
        + " points hold, "
        + bad
        + " do not, "
        + notTried
        + " were not tried.";
  }
}

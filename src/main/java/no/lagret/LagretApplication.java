package no.lagret;

import java.time.Clock;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import no.lagret.console.HashPassword;
import no.lagret.contractkit.ContractCommand;
import no.lagret.demo.DemoEnvironment;
import no.lagret.demo.StandInCommand;
import no.lagret.dryrun.DryRunCommand;
import no.lagret.ledger.VerifyLedger;
import no.lagret.recipient.Recipients;
import no.lagret.routes.CheckCommand;
import no.lagret.routes.ConfigShow;
import no.lagret.routes.RequiredSettings;
import no.lagret.routes.RoutesDiagramCommand;
import no.lagret.routes.UnknownSettings;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/** Starts the gateway, or runs the command that is the first argument without {@code --}. */
@SpringBootApplication
public class LagretApplication {

  public static void main(String[] args) {
    List<String> rest = new ArrayList<>(List.of(args));
    String command =
        rest.stream().filter(argument -> !argument.startsWith("--")).findFirst().orElse("");
    rest.remove(command);
    String[] settings = rest.toArray(String[]::new);
    switch (command) {
      case "" -> start(args);
      case "verify-ledger" -> System.exit(VerifyLedger.run(settings));
      case "check" ->
          System.exit(
              DryRunCommand.isAsked(rest)
                  ? DryRunCommand.run(rest, LagretApplication::application)
                  : CheckCommand.run(settings));
      case "routes-diagram" -> System.exit(RoutesDiagramCommand.run(settings));
      case "config" -> System.exit(config(rest));
      case "hash-password" -> System.exit(HashPassword.run(settings, System.in, System.out));
      case "test-case-system" -> System.exit(ContractCommand.run(settings, System.out));
      case "stand-in" -> System.exit(StandInCommand.run(settings));
      default -> {
        System.err.println(
            "There is no command "
                + command
                + ". Commands: verify-ledger, check, routes-diagram, config show, hash-password, stand-in portal|case-system,"
                + " test-case-system;"
                + " without one the gateway starts.");
        System.exit(2);
      }
    }
  }

  private static int config(List<String> rest) {
    if (!rest.remove("show")) {
      System.err.println("Write config show: it prints the settings and where each comes from.");
      return 2;
    }
    return ConfigShow.run(rest.toArray(String[]::new));
  }

  private static void start(String[] args) {
    try {
      application().run(args);
    } catch (RuntimeException told) {
      // Spring has said why. Threads of the half-made gateway would keep the process for a minute.
      System.exit(1);
    }
  }

  /** The gateway, not started yet. */
  public static SpringApplication application() {
    SpringApplication application = new SpringApplication(LagretApplication.class);
    application.addListeners(new UnknownSettings(), new DemoEnvironment(), new RequiredSettings());
    return application;
  }

  @Bean
  Recipients recipients(Environment settings) {
    return new Recipients(settings);
  }

  @Bean
  InstantSource clock() {
    return Clock.systemUTC();
  }
}

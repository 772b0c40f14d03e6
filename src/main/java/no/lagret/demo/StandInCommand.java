package no.lagret.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;

/**
 * The command {@code stand-in portal|fiks-io|case-system}: runs one stand-in until it is killed.
 * Prints one line when it is ready, for a person or a script to read.
 */
public final class StandInCommand {

  private static final String USAGE =
      """
      stand-in portal      --journal=<file> --certificate=<pem> --username=… --password=…
                           [--port=0] [--reports-every=3s] [--behaviour=on=confirm,kind=status,status=503,times=2]
      stand-in fiks-io     --journal=<file> --certificate=<pem>
                           [--port=0] [--reports-every=3s] [--behaviour=on=send,kind=status,status=503,times=2]
      stand-in case-system --journal=<file> --store=<directory> --token=…
                           [--port=0] [--behaviour=on=put,kind=lie,times=1]
      stand-in case-system --folder=<directory> --journal=<file>
                           [--every=1s] [--port=0] [--behaviour=on=import,kind=silent,times=1]""";

  private StandInCommand() {}

  public static void main(String[] args) {
    System.exit(run(args));
  }

  /** Runs until killed; 2 when the arguments are wrong, 1 when it cannot start. */
  public static int run(String[] args) {
    PrintStream out = System.out;
    PrintStream err = System.err;
    List<String> words = Arrays.stream(args).filter(arg -> !arg.startsWith("--")).toList();
    List<String> settings = Arrays.stream(args).filter(arg -> arg.startsWith("--")).toList();
    if (!words.isEmpty() && words.get(0).equals("stand-in")) {
      words = words.subList(1, words.size());
    }
    try (AutoCloseable standIn = start(words, settings, out)) {
      new CountDownLatch(1).await();
      return 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 0;
    } catch (IllegalArgumentException | JacksonException e) {
      err.println(firstLine(e));
      err.println(USAGE);
      return 2;
    } catch (NoRabbitMq e) {
      err.println(firstLine(e) + " " + e.whatToDo());
      return 1;
    } catch (UncheckedIOException e) {
      err.println(firstLine(e));
      return 1;
    } catch (Exception e) {
      err.println("The stand-in stopped: " + firstLine(e));
      return 1;
    }
  }

  private static AutoCloseable start(List<String> words, List<String> settings, PrintStream out)
      throws IOException {
    if (words.equals(List.of("portal"))) {
      return portal(
          new StandInArguments(
              settings,
              Set.of("journal", "certificate", "username", "password"),
              Set.of("port", "reports-every", "behaviour")),
          out);
    }
    if (words.equals(List.of("fiks-io"))) {
      return fiksIo(
          new StandInArguments(
              settings,
              Set.of("journal", "certificate"),
              Set.of("port", "reports-every", "behaviour")),
          out);
    }
    if (words.equals(List.of("case-system"))
        && settings.stream().anyMatch(setting -> setting.startsWith("--folder="))) {
      return folder(
          new StandInArguments(
              settings, Set.of("journal", "folder"), Set.of("port", "every", "behaviour")),
          out);
    }
    if (words.equals(List.of("case-system"))) {
      return caseSystem(
          new StandInArguments(
              settings, Set.of("journal", "store", "token"), Set.of("port", "behaviour")),
          out);
    }
    throw new IllegalArgumentException("Say which stand-in: portal, fiks-io or case-system");
  }

  private static AutoCloseable portal(StandInArguments arguments, PrintStream out) {
    PortalStandIn portal =
        new PortalStandIn(
            arguments.port(),
            Path.of(arguments.get("journal")),
            Path.of(arguments.get("certificate")),
            arguments.get("username"),
            arguments.get("password"));
    arguments.behaviours().forEach(portal::behave);
    reports(arguments, reportId -> portal.offer(reportId, 8 * 1024));
    out.println("portal stand-in on " + portal.baseUrl());
    out.flush();
    return portal;
  }

  private static AutoCloseable fiksIo(StandInArguments arguments, PrintStream out)
      throws IOException {
    String certificate = Files.readString(Path.of(arguments.get("certificate")));
    FiksIoStandIn fiksIo = new FiksIoStandIn(arguments.port(), Path.of(arguments.get("journal")));
    arguments.behaviours().forEach(fiksIo::behave);
    Map<String, String> account = fiksIo.account(certificate);
    String accountId = account.get("account-id");
    reports(arguments, reportId -> fiksIo.offer(accountId, reportId, 8 * 1024));
    out.println("fiks-io stand-in on " + fiksIo.origin());
    account.forEach((name, value) -> out.println("lagret.portal.fiks-io." + name + "=" + value));
    out.flush();
    return fiksIo;
  }

  private static void reports(StandInArguments arguments, Consumer<String> offer) {
    if (!arguments.has("reports-every")) {
      return;
    }
    long millis = arguments.duration("reports-every").toMillis();
    ScheduledExecutorService clock =
        Executors.newSingleThreadScheduledExecutor(Threads.named("stand-in-reports"));
    clock.scheduleAtFixedRate(
        () -> offer.accept(UUID.randomUUID().toString()), millis, millis, TimeUnit.MILLISECONDS);
  }

  private static AutoCloseable caseSystem(StandInArguments arguments, PrintStream out) {
    CaseSystemStandIn caseSystem =
        new CaseSystemStandIn(
            arguments.port(),
            Path.of(arguments.get("journal")),
            Path.of(arguments.get("store")),
            arguments.get("token"));
    arguments.behaviours().forEach(caseSystem::behave);
    out.println("case-system stand-in on " + caseSystem.baseUrl());
    out.flush();
    return caseSystem;
  }

  private static AutoCloseable folder(StandInArguments arguments, PrintStream out) {
    ImportFolder folder =
        new ImportFolder(Path.of(arguments.get("folder")), Path.of(arguments.get("journal")));
    FolderStandIn caseSystem =
        new FolderStandIn(
            arguments.port(),
            folder,
            arguments.has("every") ? arguments.duration("every") : Duration.ofSeconds(1));
    arguments.behaviours().forEach(caseSystem::behave);
    out.println("case-system stand-in on " + caseSystem.baseUrl());
    out.println("It imports from " + folder.outbox() + " and lays into " + folder.receipts());
    out.flush();
    return caseSystem;
  }

  private static String firstLine(Throwable problem) {
    return String.valueOf(problem.getMessage()).lines().findFirst().orElse(problem.toString());
  }
}

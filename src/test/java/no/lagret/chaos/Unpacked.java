package no.lagret.chaos;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import no.lagret.testing.OpenSsl;

/**
 * The packaged jar, unpacked beside an archive of its classes as the README advises for a quick
 * start: a run that starts it a hundred times is not about reading jars within a jar.
 */
final class Unpacked {

  private static final Path FOLDER = Path.of("target/unpacked").toAbsolutePath();
  private static final Path JAR = FOLDER.resolve("lagret.jar");
  private static final Path ARCHIVE = FOLDER.resolve("lagret.jsa");
  private static final Path LOCK = Path.of("target/unpacked.lock").toAbsolutePath();

  private Unpacked() {}

  /** The arguments of {@code java} that start it. */
  static List<String> arguments() {
    return List.of("-XX:SharedArchiveFile=" + ARCHIVE, "-jar", JAR.toString());
  }

  /** Unpacks it, unless that was done since the jar was made; another JVM may be at it. */
  static synchronized void make(List<String> jvmOptions) {
    try (FileChannel channel =
            FileChannel.open(LOCK, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock alone = channel.lock()) {
      if (!Files.exists(ARCHIVE)
          || Files.getLastModifiedTime(ARCHIVE).compareTo(Files.getLastModifiedTime(Gateway.JAR))
              < 0) {
        unpack(jvmOptions);
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static void unpack(List<String> jvmOptions) throws IOException {
    run(
        List.of(
            "-Djarmode=tools",
            "-jar",
            Gateway.JAR.toString(),
            "extract",
            "--force",
            "--destination",
            FOLDER.toString()));
    Path data = Files.createTempDirectory(FOLDER, "data");
    OpenSsl.Pair keys = new OpenSsl(data).pair("mottaker");
    List<String> arguments = new ArrayList<>(jvmOptions);
    arguments.addAll(
        List.of(
            "-XX:ArchiveClassesAtExit=" + ARCHIVE,
            "-Dspring.context.exit=onRefresh",
            "-jar",
            JAR.toString(),
            "--server.port=0",
            "--lagret.data-directory=" + data,
            "--lagret.keys.private=" + keys.key(),
            "--lagret.keys.certificate=" + keys.certificate(),
            "--lagret.portal.svarinn.base-url=http://127.0.0.1:9",
            "--lagret.portal.svarinn.username=x",
            "--lagret.portal.svarinn.password=x",
            "--lagret.case-system.http.base-url=http://127.0.0.1:9"));
    run(arguments);
  }

  private static void run(List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(Gateway.thisJava().toString()));
    command.addAll(arguments);
    Path log = Path.of("target/unpacked.log");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    try {
      if (!process.waitFor(10, TimeUnit.MINUTES) || process.exitValue() != 0) {
        throw new AssertionError("The jar cannot be unpacked: see " + log.toAbsolutePath());
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}

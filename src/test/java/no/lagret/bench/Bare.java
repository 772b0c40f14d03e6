package no.lagret.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** {@link BareRelay} in its process. It meets no portal: no answer time slows it. */
final class Bare implements Contestant {

  private final Process process;
  private final BufferedReader out;
  private final Writer in;

  Bare(Commands commands, Path parent) {
    Path directory = Folders.make(parent.resolve("bare"));
    try {
      process =
          new ProcessBuilder(commands.own(BareRelay.class, directory.toString()))
              .redirectError(directory.resolve("errors.log").toFile())
              .start();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    out = process.inputReader(StandardCharsets.UTF_8);
    in = process.outputWriter(StandardCharsets.UTF_8);
    answer("ready");
  }

  @Override
  public String name() {
    return "bare relay";
  }

  @Override
  public Run run(Load load) {
    ProcessFigures figures = new ProcessFigures(process.pid());
    double before = figures.cpuSeconds();
    try {
      in.write(load.reports() + " " + load.bytes() + "\n");
      in.flush();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    double seconds = Double.parseDouble(answer("[0-9.E-]+"));
    return new Run(load.reports() / seconds, (figures.cpuSeconds() - before) / load.reports());
  }

  /** The next line that looks like that: the broker may say something first. */
  private String answer(String pattern) {
    try {
      String line = out.readLine();
      while (line != null && !line.matches(pattern)) {
        line = out.readLine();
      }
      if (line == null) {
        throw new AssertionError("The bare relay has ended");
      }
      return line;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}

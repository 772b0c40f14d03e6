package no.lagret.chaos;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import net.bytebuddy.ByteBuddy;
import no.lagret.chaos.agent.ChaosAgent;

/** Packs the agent as {@code -javaagent} wants it: a jar that names its premain class. */
final class AgentJar {

  private AgentJar() {}

  static Path in(Path directory) {
    Path jar = directory.resolve("chaos-agent.jar");
    Manifest manifest = new Manifest();
    Attributes attributes = manifest.getMainAttributes();
    attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    attributes.putValue("Premain-Class", ChaosAgent.class.getName());
    attributes.putValue("Class-Path", source(ByteBuddy.class).toUri().toString());
    Path classes = source(ChaosAgent.class);
    Path folder = classes.resolve(ChaosAgent.class.getPackageName().replace('.', '/'));
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream packed = new JarOutputStream(out, manifest);
        Stream<Path> files = Files.list(folder)) {
      for (Path file : List.copyOf(files.toList())) {
        packed.putNextEntry(new JarEntry(classes.relativize(file).toString().replace('\\', '/')));
        Files.copy(file, packed);
        packed.closeEntry();
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return jar;
  }

  private static Path source(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }
}

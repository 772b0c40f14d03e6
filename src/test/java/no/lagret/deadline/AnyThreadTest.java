package no.lagret.deadline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Set;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The first report may be asked for on any thread. Those of Java's own pool know nothing of what
 * lies within the packaged jar; so here the classes lie where such a thread does not look.
 */
class AnyThreadTest {

  @Test
  void findsTheHolidaysOnAThreadThatKnowsNothing() throws Exception {
    try (URLClassLoader jar =
        new URLClassLoader(classPath(), ClassLoader.getPlatformClassLoader())) {
      FutureTask<Boolean> firstOfMay = new FutureTask<>(() -> isWorkingDay(jar, "2026-05-01"));
      Thread thread = new Thread(firstOfMay, "knows-nothing");
      thread.setContextClassLoader(ClassLoader.getPlatformClassLoader());

      thread.start();

      assertThat(firstOfMay.get(30, TimeUnit.SECONDS)).isFalse();
    }
  }

  private static boolean isWorkingDay(ClassLoader jar, String day) throws Exception {
    Class<?> type = jar.loadClass(WorkingDays.class.getName());
    var create = type.getDeclaredConstructor(Set.class);
    create.setAccessible(true);
    var contain = type.getDeclaredMethod("contain", LocalDate.class);
    contain.setAccessible(true);
    return (boolean) contain.invoke(create.newInstance(Set.of()), LocalDate.parse(day));
  }

  private static URL[] classPath() {
    String path = System.getProperty("java.class.path");
    return Stream.of(path.split(Pattern.quote(File.pathSeparator)))
        .map(AnyThreadTest::url)
        .toArray(URL[]::new);
  }

  private static URL url(String file) {
    try {
      return Path.of(file).toUri().toURL();
    } catch (MalformedURLException e) {
      throw new AssertionError(e);
    }
  }
}

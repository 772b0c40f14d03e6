package no.lagret.reconciliation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where logs are dropped: {@code <folder>/<recipient>/portal/*.csv} and {@code case-system/*.csv}.
 * A file is read when nobody has written to it for some seconds, and deleted once what it said is
 * compared. One that cannot be read stays where it is.
 */
final class LogFolder {

  private static final String SUFFIX = ".csv";
  private static final List<String> MISTAKEN = List.of(".xlsx", ".xls", ".ods", ".zip", ".txt");
  private static final long LONGEST_BYTES = 64L << 20;
  private static final Duration QUIET = Duration.ofSeconds(5);
  private static final int WAITS = 60;
  private static final Logger LOG = LoggerFactory.getLogger(LogFolder.class);

  private final @Nullable Path folder;
  private final @Nullable LogReader portal;
  private final @Nullable LogReader caseSystem;

  LogFolder(@Nullable Path folder, @Nullable LogReader portal, @Nullable LogReader caseSystem) {
    this.folder = folder;
    this.portal = portal;
    this.caseSystem = caseSystem;
  }

  /**
   * What lay there.
   *
   * @param logs as far as they could be read
   * @param files those that were read whole
   */
  record Dropped(Logs logs, List<Seen> files) {}

  /** A file as it was when it was read. */
  record Seen(Path file, long size, Instant changed) {

    static Seen of(Path file) throws IOException {
      return new Seen(file, Files.size(file), Files.getLastModifiedTime(file).toInstant());
    }
  }

  Dropped read(String recipient) {
    List<Seen> files = new ArrayList<>();
    Logs logs =
        new Logs(
            log(recipient, "portal", portal, files),
            log(recipient, "case-system", caseSystem, files));
    return new Dropped(logs, files);
  }

  private Logs.@Nullable Log log(
      String recipient, String side, @Nullable LogReader reader, List<Seen> read) {
    if (folder == null) {
      return null;
    }
    if (reader != null && !Files.isDirectory(folder)) {
      return Logs.Log.unreadable(
          called(side) + ": lagret.reconciliation.folder is not there; see whether it is mounted.");
    }
    List<Path> there;
    try {
      there = in(folder.resolve(recipient).resolve(side));
    } catch (IOException | UncheckedIOException e) {
      return Logs.Log.unreadable(called(side) + " cannot be listed; check its rights.");
    }
    List<Row> rows = new ArrayList<>();
    List<String> digests = new ArrayList<>();
    List<Seen> files = new ArrayList<>();
    for (Path file : there) {
      Logs.Log one = one(file, side, reader, files);
      if (one.why() != null) {
        return one;
      }
      rows.addAll(one.rows());
      digests.add(one.digest());
    }
    if (files.isEmpty()) {
      return null;
    }
    read.addAll(files);
    return new Logs.Log(LogReader.oncePerId(rows), String.join("", digests), null).withOneDigest();
  }

  private static Logs.Log one(
      Path file, String side, @Nullable LogReader reader, List<Seen> files) {
    String called = called(side);
    if (!isCsv(file)) {
      return Logs.Log.unreadable(called + ": it is no CSV file; save it as one.");
    }
    if (reader == null) {
      return Logs.Log.unreadable(
          called + ": set lagret.reconciliation." + side + "-log, which says how it is read.");
    }
    try {
      for (int i = 0; i < WAITS; i++) {
        Seen before = Seen.of(file);
        if (before.size() > LONGEST_BYTES) {
          return Logs.Log.unreadable(called + ": it is longer than a log can be.");
        }
        if (before.changed().plus(QUIET).isBefore(Instant.now())) {
          byte[] bytes = Files.readAllBytes(file);
          if (Seen.of(file).equals(before) && bytes.length == before.size()) {
            files.add(before);
            return reader.read(called, bytes);
          }
        }
        LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());
      }
      return Logs.Log.unreadable(called + ": somebody is still writing it.");
    } catch (IOException e) {
      return Logs.Log.unreadable(called + ": it cannot be read; check its rights.");
    }
  }

  /** What it said is compared; one that was written to meanwhile is another file. */
  void done(Dropped dropped) {
    for (Seen seen : dropped.files()) {
      try {
        if (Seen.of(seen.file()).equals(seen)) {
          Files.delete(seen.file());
        }
      } catch (IOException e) {
        LOG.warn("A log that was read cannot be deleted from lagret.reconciliation.folder");
      }
    }
  }

  private static String called(String side) {
    return "The log in the folder " + side;
  }

  private static boolean isCsv(Path file) {
    return lowerName(file).endsWith(SUFFIX);
  }

  private static String lowerName(Path file) {
    return file.getFileName().toString().toLowerCase(Locale.ROOT);
  }

  /** Logs, and what somebody most likely took for one; not what is only on its way. */
  private static List<Path> in(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(directory)) {
      return entries
          .filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
          .filter(file -> isCsv(file) || MISTAKEN.stream().anyMatch(lowerName(file)::endsWith))
          .sorted()
          .toList();
    }
  }
}

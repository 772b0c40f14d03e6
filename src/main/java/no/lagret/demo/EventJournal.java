package no.lagret.demo;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.ObjectNode;

/**
 * What truly happened at a stand-in: one JSON object a line, appended and synced before the
 * stand-in goes on, so that it can be counted after a crash of anything.
 */
final class EventJournal implements Closeable {

  private final Path file;
  private final FileChannel channel;

  /**
   * @throws UncheckedIOException when the file cannot be written
   */
  EventJournal(Path file) {
    this.file = file;
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      channel =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
      endTornLine();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write the stand-in's journal " + file, e);
    }
  }

  /** Appends {@code {"at", "event", …details}} and syncs. */
  synchronized void append(String event, ObjectNode details) {
    ObjectNode line = Json.object().put("at", Instant.now().toString()).put("event", event);
    line.setAll(details);
    try {
      write(Json.text(line) + "\n");
      channel.force(true);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write the stand-in's journal " + file, e);
    }
  }

  /** Every whole line written so far; a line torn by a kill is left out. */
  List<ObjectNode> events() {
    List<ObjectNode> events = new ArrayList<>();
    try {
      for (String line : Files.readAllLines(file)) {
        try {
          events.add((ObjectNode) Json.read(line));
        } catch (JacksonException | ClassCastException e) {
          continue;
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the stand-in's journal " + file, e);
    }
    return events;
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot close the stand-in's journal " + file, e);
    }
  }

  private void endTornLine() throws IOException {
    long size = channel.size();
    if (size == 0) {
      return;
    }
    ByteBuffer last = ByteBuffer.allocate(1);
    try (FileChannel reading = FileChannel.open(file, StandardOpenOption.READ)) {
      reading.read(last, size - 1);
    }
    if (last.get(0) != '\n') {
      write("\n");
    }
  }

  private void write(String text) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }
}

package no.lagret.recipient;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One of a kind for each recipient, so that a fault of one recipient stops no other.
 *
 * @param <T> what each has its own of
 */
public final class PerRecipient<T> implements AutoCloseable {

  private final Map<String, T> byName;

  private PerRecipient(Map<String, T> byName) {
    this.byName = byName;
  }

  /**
   * One for each name, in that order.
   *
   * @param each makes it; null for a recipient that has none
   */
  public static <T> PerRecipient<T> of(Iterable<String> names, Function<String, @Nullable T> each) {
    Map<String, T> byName = new LinkedHashMap<>();
    for (String name : names) {
      T made = each.apply(name);
      if (made != null) {
        byName.put(name, made);
      }
    }
    return new PerRecipient<>(byName);
  }

  /**
   * That of the recipient.
   *
   * @throws UnknownRecipient when the settings do not name it
   */
  public T of(String recipient) {
    return find(recipient).orElseThrow(() -> new UnknownRecipient(recipient));
  }

  /** That of the recipient, where it has one. */
  public Optional<T> find(String recipient) {
    return Optional.ofNullable(byName.get(recipient));
  }

  /** All of them, in the order of the settings. */
  public Stream<T> all() {
    return byName.values().stream();
  }

  /** Each with the recipient's name, in the order of the settings. */
  public void forEach(BiConsumer<String, T> action) {
    byName.forEach(action);
  }

  /** Closes those that can be closed. */
  @Override
  public void close() throws Exception {
    for (T each : byName.values()) {
      if (each instanceof AutoCloseable closeable) {
        closeable.close();
      }
    }
  }
}

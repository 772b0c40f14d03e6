package no.lagret.demo;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The behaviours in force. One for this very id goes before one for all, one that ends before one
 * that stays, an older before a newer; a new one that stays replaces the one that stayed.
 */
final class Behaviours {

  private static final Comparator<Armed> ORDER =
      Comparator.<Armed, Boolean>comparing(armed -> armed.behaviour.id() == null)
          .thenComparing(armed -> armed.stays());

  private final Map<String, Set<String>> known;
  private final List<Armed> armed = new ArrayList<>();

  /**
   * @param known the kinds that each call understands
   */
  Behaviours(Map<String, Set<String>> known) {
    this.known = known;
  }

  /**
   * @throws IllegalArgumentException when no such call or kind is known
   */
  synchronized void add(Behaviour behaviour) {
    Set<String> kinds = known.get(behaviour.on());
    if (kinds == null) {
      throw new IllegalArgumentException(
          "\"on\" is one of " + known.keySet().stream().sorted().toList());
    }
    if (!kinds.contains(behaviour.kind())) {
      throw new IllegalArgumentException(
          "\"kind\" on " + behaviour.on() + " is one of " + kinds.stream().sorted().toList());
    }
    Armed added = new Armed(behaviour);
    if (added.stays()) {
      armed.removeIf(other -> other.stays() && other.sameTarget(behaviour));
    }
    armed.add(added);
    armed.sort(ORDER);
  }

  synchronized void clear() {
    armed.clear();
  }

  /** The behaviour for this call, which is used up by one; null to behave well. */
  @Nullable Behaviour take(String on, @Nullable String id) {
    return take(on, id, known.getOrDefault(on, Set.of()));
  }

  /** As {@link #take(String, String)}, of these kinds only. */
  synchronized @Nullable Behaviour take(String on, @Nullable String id, Set<String> kinds) {
    for (Armed candidate : armed) {
      if (candidate.matches(on, id, kinds) && candidate.use()) {
        armed.removeIf(other -> other.left == 0);
        return candidate.behaviour;
      }
    }
    return null;
  }

  private static final class Armed {

    private final Behaviour behaviour;
    private int skip;
    private int left;

    Armed(Behaviour behaviour) {
      this.behaviour = behaviour;
      this.skip = behaviour.number("after", 0);
      this.left = behaviour.number("times", -1);
    }

    boolean stays() {
      return left < 0;
    }

    boolean sameTarget(Behaviour other) {
      return behaviour.on().equals(other.on())
          && Objects.equals(behaviour.id(), other.id())
          && PortalList.OF_AN_ENTRY.contains(behaviour.kind())
              == PortalList.OF_AN_ENTRY.contains(other.kind());
    }

    boolean matches(String on, @Nullable String id, Set<String> kinds) {
      return behaviour.on().equals(on)
          && kinds.contains(behaviour.kind())
          && (behaviour.id() == null || behaviour.id().equals(id));
    }

    boolean use() {
      if (skip > 0) {
        skip--;
        return false;
      }
      if (left > 0) {
        left--;
      }
      return true;
    }
  }
}

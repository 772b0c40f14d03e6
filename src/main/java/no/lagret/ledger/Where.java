package no.lagret.ledger;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Conditions that are asked for, joined by {@code and}; what is {@code null} is not asked. */
public final class Where {

  private final List<String> conditions = new ArrayList<>();
  private final Map<String, Object> params = new HashMap<>();

  /** The condition names its parameter {@code :name}. */
  public Where and(String condition, String name, @Nullable Object value) {
    if (value != null) {
      conditions.add(condition);
      params.put(name, value);
    }
    return this;
  }

  /** One of; nothing at all when the collection is empty. */
  public Where in(String column, String name, @Nullable Collection<String> values) {
    if (values != null && values.isEmpty()) {
      conditions.add("1 = 0");
      return this;
    }
    return and(column + " in (:" + name + ")", name, values);
  }

  /** Asked in any case. */
  public Where and(String condition) {
    conditions.add(condition);
    return this;
  }

  /** Of all conditions, by name. */
  public Map<String, Object> params() {
    return params;
  }

  @Override
  public String toString() {
    return conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
  }
}

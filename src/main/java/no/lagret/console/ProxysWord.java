package no.lagret.console;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A request with only that part of its {@code X-Forwarded-*} headers which the trusted proxy itself
 * has written: of {@code X-Forwarded-For} the last address, since proxies append to what a stranger
 * may have sent. The older header {@code Forwarded}, which would go before them, is not believed at
 * all.
 */
final class ProxysWord extends HttpServletRequestWrapper {

  private static final String FOR = "x-forwarded-for";

  private final boolean fromProxy;

  ProxysWord(HttpServletRequest request, boolean fromProxy) {
    super(request);
    this.fromProxy = fromProxy;
  }

  @Override
  public @Nullable String getHeader(String name) {
    Enumeration<String> values = getHeaders(name);
    return values.hasMoreElements() ? values.nextElement() : null;
  }

  @Override
  public Enumeration<String> getHeaders(String name) {
    if (!believed(name)) {
      return Collections.emptyEnumeration();
    }
    List<String> values = Collections.list(super.getHeaders(name));
    if (name.toLowerCase(Locale.ROOT).equals(FOR) && !values.isEmpty()) {
      String last = values.get(values.size() - 1);
      values = List.of(last.substring(last.lastIndexOf(',') + 1).strip());
    }
    return Collections.enumeration(values);
  }

  @Override
  public Enumeration<String> getHeaderNames() {
    List<String> names = Collections.list(super.getHeaderNames());
    names.removeIf(name -> !believed(name));
    return Collections.enumeration(names);
  }

  private boolean believed(String header) {
    String name = header.toLowerCase(Locale.ROOT);
    return !name.equals("forwarded") && (fromProxy || !name.startsWith("x-forwarded-"));
  }
}

package no.lagret.console;

import jakarta.servlet.http.HttpServletRequest;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which requests are for people, and where they may be sent back to. */
final class Paths {

  /** A path of ours: one slash, so that it names no other host. */
  private static final Pattern OWN = Pattern.compile("/(?![/\\\\])[A-Za-z0-9._~/?&=%:@+-]{0,500}");

  private static final Pattern FOR_PROGRAMS = Pattern.compile("/(api|actuator)(/.*)?");

  private Paths() {}

  /** Everything but the API and what monitoring reads. */
  static boolean isPage(String path) {
    return !FOR_PROGRAMS.matcher(path).matches();
  }

  /** The path itself where it is one of our pages, else the overview. */
  static String own(@Nullable String path) {
    boolean ours = path != null && OWN.matcher(path).matches() && !path.startsWith("/login");
    return ours && isPage(path) ? path : "/";
  }

  /** What was asked for, with its query. */
  static String of(HttpServletRequest request) {
    String query = request.getQueryString();
    return request.getRequestURI() + (query == null ? "" : "?" + query);
  }
}

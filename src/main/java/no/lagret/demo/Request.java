package no.lagret.demo;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a client asked: the path is decoded per segment, the body is whole. */
record Request(String method, String target, List<Header> headers, byte[] body) {

  String path() {
    int question = target.indexOf('?');
    return question < 0 ? target : target.substring(0, question);
  }

  /** The decoded segments after {@code base}, or null when the path lies elsewhere. */
  @Nullable List<String> segmentsAfter(String base) {
    String path = path();
    if (!path.equals(base) && !path.startsWith(base + "/")) {
      return null;
    }
    return Arrays.stream(path.substring(base.length()).split("/"))
        .filter(segment -> !segment.isEmpty())
        .map(Request::decoded)
        .toList();
  }

  @Nullable String parameter(String name) {
    int question = target.indexOf('?');
    if (question < 0) {
      return null;
    }
    return Arrays.stream(target.substring(question + 1).split("&"))
        .map(pair -> pair.split("=", 2))
        .filter(pair -> pair.length == 2 && decoded(pair[0]).equals(name))
        .map(pair -> decoded(pair[1]))
        .findFirst()
        .orElse(null);
  }

  /** The fields of a body that is application/x-www-form-urlencoded. */
  Map<String, String> form() {
    return Arrays.stream(new String(body, StandardCharsets.US_ASCII).split("&"))
        .map(pair -> pair.split("=", 2))
        .filter(pair -> pair.length == 2)
        .collect(
            Collectors.toMap(
                pair -> pair[0],
                pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8),
                (first, second) -> first));
  }

  @Nullable String header(String name) {
    return headers.stream()
        .filter(header -> header.name().equalsIgnoreCase(name))
        .map(Header::value)
        .findFirst()
        .orElse(null);
  }

  // A bare plus is kept: clients send one in a time's offset, and nothing here can hold a space.
  private static String decoded(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }
}

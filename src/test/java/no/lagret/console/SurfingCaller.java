package no.lagret.console;

import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Somebody who follows redirects between the gateway and other sites as a browser does: cookies are
 * kept for the gateway alone, and a Strict one is not sent on a way that leads over another site.
 */
final class SurfingCaller {

  private static final Pattern GOES_ON =
      Pattern.compile("http-equiv=\"refresh\" content=\"0;url=([^\"]+)\"");
  private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");

  private final HttpClient client =
      HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();
  private final Map<String, String> cookies = new TreeMap<>();
  private final Map<String, Boolean> strict = new TreeMap<>();
  private final URI base;
  private String accepted = "text/html,*/*;q=0.8";

  SurfingCaller(int port) {
    base = URI.create("http://127.0.0.1:" + port);
  }

  SurfingCaller accepting(String types) {
    accepted = types;
    return this;
  }

  /** Those of the gateway, by name. */
  Map<String, String> cookies() {
    return cookies;
  }

  HttpResponse<String> get(String path) {
    return get(base.resolve(path));
  }

  /** One request, as by a link on a page of the gateway. */
  HttpResponse<String> get(URI uri) {
    return send(HttpRequest.newBuilder(uri), false);
  }

  /** All redirects and pages that go on by themselves. */
  HttpResponse<String> follow(String path) {
    URI uri = base.resolve(path);
    boolean overAnotherSite = false;
    for (int hops = 0; hops < 10; hops++) {
      overAnotherSite |= !uri.getAuthority().equals(base.getAuthority());
      HttpResponse<String> answer = send(HttpRequest.newBuilder(uri), overAnotherSite);
      Matcher goesOn = GOES_ON.matcher(answer.body());
      if (answer.statusCode() == 302) {
        uri = location(answer);
      } else if (goesOn.find()) {
        uri = uri.resolve(goesOn.group(1).replace("&amp;", "&"));
        overAnotherSite = false;
      } else {
        return answer;
      }
    }
    throw new AssertionError("Goes on and on, at " + uri);
  }

  /** Sends a form with the token of the page that was read before. */
  HttpResponse<String> post(String path, HttpResponse<String> page) {
    Matcher token = TOKEN.matcher(page.body());
    if (!token.find()) {
      throw new AssertionError("No form in " + page.body());
    }
    return send(
        HttpRequest.newBuilder(base.resolve(path))
            .header("X-CSRF-TOKEN", token.group(1))
            .POST(BodyPublishers.noBody()),
        false);
  }

  private HttpResponse<String> send(HttpRequest.Builder request, boolean fromAnotherSite) {
    HttpRequest bare = request.build();
    boolean gateway = bare.uri().getAuthority().equals(base.getAuthority());
    String sent =
        cookies.entrySet().stream()
            .filter(cookie -> !fromAnotherSite || !strict.getOrDefault(cookie.getKey(), false))
            .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
            .collect(Collectors.joining("; "));
    if (gateway && !sent.isEmpty()) {
      request.header("Cookie", sent);
    }
    try {
      HttpResponse<String> answer =
          client.send(
              request.header("Accept", accepted).build(), HttpResponse.BodyHandlers.ofString());
      if (gateway) {
        answer.headers().allValues("Set-Cookie").forEach(this::keep);
      }
      return answer;
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private void keep(String cookie) {
    String[] pair = cookie.split(";")[0].split("=", 2);
    if (cookie.contains("Max-Age=0")) {
      cookies.remove(pair[0]);
    } else {
      cookies.put(pair[0], pair[1]);
      strict.put(pair[0], cookie.contains("SameSite=Strict"));
    }
  }

  static URI location(HttpResponse<String> answer) {
    return answer.uri().resolve(answer.headers().firstValue("Location").orElseThrow());
  }

  static Map<String, String> query(URI uri) {
    return Arrays.stream(uri.getRawQuery().split("&"))
        .map(pair -> pair.split("=", 2))
        .collect(
            Collectors.toMap(
                pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
  }
}

package no.lagret.console;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.test.context.DynamicPropertyRegistry;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Somebody who speaks HTTP to the gateway. */
final class Caller {

  static final String PASSWORD = "only for tests";

  /** Cheap on purpose. */
  static final String HASH = "{bcrypt}" + new BCryptPasswordEncoder(4).encode(PASSWORD);

  private final HttpClient client =
      HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();
  private final String base;

  /** Makes these users known, {@code name=roles} or {@code name=roles@recipients}, in order. */
  static void areKnown(DynamicPropertyRegistry settings, String... users) {
    for (int i = 0; i < users.length; i++) {
      String user = "lagret.users[" + i + "].";
      String[] parts = users[i].split("[=@]");
      settings.add(user + "name", () -> parts[0]);
      settings.add(user + "password", () -> HASH);
      settings.add(user + "roles", () -> parts[1]);
      if (parts.length > 2) {
        settings.add(user + "recipients", () -> parts[2]);
      }
    }
  }

  Caller(int port) {
    this.base = "http://127.0.0.1:" + port;
  }

  HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(URI.create(base + path));
  }

  HttpRequest.Builder as(String user, String path) {
    return to(path).header("Authorization", basic(user, PASSWORD));
  }

  static String basic(String user, String password) {
    String pair = user + ":" + password;
    return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
  }

  HttpResponse<String> send(HttpRequest.Builder request) {
    return send(request, HttpResponse.BodyHandlers.ofString());
  }

  HttpResponse<byte[]> bytes(HttpRequest.Builder request) {
    return send(request, HttpResponse.BodyHandlers.ofByteArray());
  }

  private <T> HttpResponse<T> send(HttpRequest.Builder request, HttpResponse.BodyHandler<T> as) {
    try {
      return client.send(request.build(), as);
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  HttpResponse<String> get(String user, String path) {
    return send(as(user, path));
  }

  HttpResponse<String> post(String user, String path) {
    return send(as(user, path).POST(BodyPublishers.noBody()));
  }

  HttpResponse<String> post(String user, String path, String json) {
    return send(
        as(user, path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json)));
  }

  static JsonNode json(HttpResponse<String> response) {
    return JsonMapper.shared().readTree(response.body());
  }

  static String type(HttpResponse<String> response) {
    return response.headers().firstValue("Content-Type").orElse("none");
  }
}

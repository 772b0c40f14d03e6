package no.lagret.testing;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Speaks to a stand-in's {@code /control/…}. */
final class Controls {

  static final JsonMapper JSON = JsonMapper.builder().build();

  private final HttpClient http = HttpClient.newHttpClient();
  private final StandInProcess standIn;

  Controls(StandInProcess standIn) {
    this.standIn = standIn;
  }

  JsonNode post(String command, ObjectNode body) {
    return send(
        HttpRequest.newBuilder(uri(command))
            .POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body))));
  }

  JsonNode post(String command) {
    return post(command, JSON.createObjectNode());
  }

  JsonNode state() {
    return send(HttpRequest.newBuilder(uri("state")));
  }

  private URI uri(String command) {
    return URI.create(standIn.origin() + "/control/" + command);
  }

  private JsonNode send(HttpRequest.Builder request) {
    try {
      HttpResponse<byte[]> response =
          http.send(request.timeout(Duration.ofMinutes(3)).build(), BodyHandlers.ofByteArray());
      if (response.statusCode() != 200) {
        throw new AssertionError("The stand-in refused: " + new String(response.body()));
      }
      return JSON.readTree(response.body());
    } catch (IOException e) {
      throw new AssertionError("The stand-in cannot be reached at " + standIn.origin(), e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}

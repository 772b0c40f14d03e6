package no.lagret.demo;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** What is sent back, and how. */
record Answer(int status, List<Header> headers, byte[] body, Manner manner) {

  static final String PROBLEM = "application/problem+json";

  static Answer empty(int status) {
    return new Answer(status, List.of(), new byte[0], Manner.WHOLE);
  }

  static Answer of(int status, String contentType, byte[] body) {
    return new Answer(status, List.of(new Header("Content-Type", contentType)), body, Manner.WHOLE);
  }

  static Answer text(int status, String contentType, String body) {
    return of(status, contentType, body.getBytes(StandardCharsets.UTF_8));
  }

  static Answer json(int status, JsonNode body) {
    return of(status, "application/json", Json.bytes(body));
  }

  static Answer problem(int status, String type, String title, String detail) {
    JsonNode problem =
        Json.object()
            .put("type", type)
            .put("title", title)
            .put("status", status)
            .put("detail", detail);
    return of(status, PROBLEM, Json.bytes(problem));
  }

  Answer with(Manner other) {
    return new Answer(status, headers, body, other);
  }

  Answer withBody(byte[] other) {
    return new Answer(status, headers, other, manner);
  }

  Answer with(List<Header> more) {
    List<Header> all = new ArrayList<>(headers);
    all.addAll(more);
    return new Answer(status, all, body, manner);
  }
}

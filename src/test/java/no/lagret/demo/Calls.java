package no.lagret.demo;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import no.lagret.testing.CaseSystem;
import no.lagret.testing.Portal;

/** Calls a stand-in as a plain client would. */
final class Calls {

  private static final String BOUNDARY = "--oppdiktet--grense";
  private final HttpClient http = HttpClient.newHttpClient();
  private final String base;
  private final String authorization;

  Calls(String base, String authorization) {
    this.base = base;
    this.authorization = authorization;
  }

  static Calls to(Portal portal) {
    return to(portal, portal.password());
  }

  static Calls to(Portal portal, String password) {
    String both = portal.username() + ":" + password;
    return new Calls(
        portal.baseUrl(),
        "Basic " + Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8)));
  }

  static Calls to(CaseSystem caseSystem, String token) {
    return new Calls(caseSystem.baseUrl() + "/bekymringsmeldinger", "Bearer " + token);
  }

  HttpResponse<byte[]> get(String path) throws IOException, InterruptedException {
    return send(request(path).GET());
  }

  HttpResponse<byte[]> post(String path) throws IOException, InterruptedException {
    return send(request(path).POST(BodyPublishers.noBody()));
  }

  HttpResponse<byte[]> post(String path, String json) throws IOException, InterruptedException {
    return send(request(path).POST(BodyPublishers.ofString(json)));
  }

  HttpResponse<byte[]> put(String reportId, byte[] pdf) throws IOException, InterruptedException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    part(body, "name=\"metadata\"", "application/json", "{\"kanal\":\"SVARINN\"}".getBytes());
    part(body, "name=\"fil\"; filename=\"bekymringsmelding.pdf\"", "application/pdf", pdf);
    body.writeBytes(("--" + BOUNDARY + "--\r\n").getBytes());
    return send(
        request("/" + reportId)
            .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
            .PUT(BodyPublishers.ofByteArray(body.toByteArray())));
  }

  /** Every byte that comes back over a connection, until it is closed. */
  byte[] raw(String method, String path) throws IOException {
    URI uri = URI.create(base + path);
    try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
      socket.setSoTimeout(30_000);
      String request =
          ("%s %s HTTP/1.1\r\nHost: x\r\nAuthorization: %s\r\nContent-Length: 0\r\n"
                  + "Connection: close\r\n\r\n")
              .formatted(method, uri.getRawPath(), authorization);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      InputStream in = socket.getInputStream();
      return in.readAllBytes();
    }
  }

  private static void part(ByteArrayOutputStream to, String name, String type, byte[] content) {
    to.writeBytes(
        ("--" + BOUNDARY + "\r\nContent-Disposition: form-data; " + name + "\r\n").getBytes());
    to.writeBytes(("Content-Type: " + type + "\r\n\r\n").getBytes());
    to.writeBytes(content);
    to.writeBytes("\r\n".getBytes());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(base + path))
        .timeout(Duration.ofMinutes(3))
        .header("Authorization", authorization);
  }

  private HttpResponse<byte[]> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return http.send(request.build(), BodyHandlers.ofByteArray());
  }
}

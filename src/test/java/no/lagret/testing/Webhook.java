package no.lagret.testing;

import static no.lagret.testing.Patience.LONG_ENOUGH;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/** What takes a webhook's calls, over real HTTP. */
public final class Webhook implements AutoCloseable {

  private final HttpServer server;
  private final List<JsonNode> taken = new CopyOnWriteArrayList<>();
  private volatile int status = 202;
  private volatile boolean longWinded;

  public Webhook() {
    try {
      server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext(
        "/hook",
        call -> {
          byte[] body = call.getRequestBody().readAllBytes();
          boolean right =
              call.getRequestMethod().equals("POST")
                  && call.getRequestHeaders()
                      .getFirst("Content-Type")
                      .startsWith("application/json");
          int answer = right ? status : 400;
          if (answer < 300) {
            taken.add(Controls.JSON.readTree(body));
          }
          call.sendResponseHeaders(answer, longWinded ? 0 : -1);
          if (longWinded) {
            talks(call.getResponseBody());
          }
          call.close();
        });
    server.start();
  }

  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/hook";
  }

  /** From now on it answers so, and takes nothing unless that is a success. */
  public void answers(int with) {
    status = with;
  }

  /** From now on it answers with a body that is longer than anybody reads. */
  public void isLongWinded(boolean from) {
    longWinded = from;
  }

  private static void talks(OutputStream out) {
    try {
      for (int i = 0; i < 10; i++) {
        out.write(new byte[1 << 20]);
      }
    } catch (IOException e) {
      // Nobody listens any more.
    }
  }

  /** All that it took, oldest first. */
  public List<JsonNode> taken() {
    return List.copyOf(taken);
  }

  /** Waits for the first like that. */
  public JsonNode waitsFor(String what, Predicate<JsonNode> like) {
    await("call of the webhook: " + what)
        .atMost(LONG_ENOUGH)
        .until(() -> taken.stream().anyMatch(like));
    return taken.stream().filter(like).findFirst().orElseThrow();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}

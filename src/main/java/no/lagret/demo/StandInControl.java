package no.lagret.demo;

import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** The part of {@code /control/…} that both stand-ins share, and whether the stand-in is down. */
final class StandInControl {

  private final Behaviours behaviours;
  private final Map<String, Function<ObjectNode, ObjectNode>> own;
  private final Supplier<ObjectNode> state;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(Threads.named("stand-in-clock"));
  private volatile boolean down;
  private volatile @Nullable WireServer server;

  /**
   * @param own the commands of this stand-in, by their last path segment
   */
  StandInControl(
      Behaviours behaviours,
      Map<String, Function<ObjectNode, ObjectNode>> own,
      Supplier<ObjectNode> state) {
    this.behaviours = behaviours;
    this.own = own;
    this.state = state;
  }

  void attach(WireServer to) {
    server = to;
  }

  boolean isDown() {
    return down;
  }

  /** Answers a control call, or null when it is none. */
  @Nullable Answer answer(Request request) {
    var segments = request.segmentsAfter("/control");
    if (segments == null || segments.size() != 1) {
      return null;
    }
    String command = segments.get(0);
    if (request.method().equals("GET")) {
      return command.equals("state") ? Answer.json(200, state.get()) : Answer.empty(404);
    }
    ObjectNode body = request.body().length == 0 ? Json.object() : Json.readObject(request.body());
    switch (command) {
      case "behaviour" -> behaviours.add(new Behaviour(body));
      case "down" -> down(body.path("refuse").asBoolean(false), body.path("seconds").asInt(0));
      case "up" -> up();
      case "reset" -> {
        behaviours.clear();
        up();
      }
      default -> {
        if (!own.containsKey(command)) {
          return Answer.empty(404);
        }
      }
    }
    Function<ObjectNode, ObjectNode> more = own.get(command);
    return Answer.json(200, more == null ? Json.object() : more.apply(body));
  }

  /**
   * Drops every connection, or refuses it at the port. Refusing shuts this control out as well, so
   * it needs an end.
   *
   * @param seconds 0 until told otherwise
   */
  void down(boolean refuse, int seconds) {
    if (refuse && seconds <= 0) {
      throw new IllegalArgumentException("\"refuse\" needs \"seconds\"");
    }
    WireServer current = server;
    down = true;
    if (refuse && current != null) {
      // After the answer to this very call has left.
      clock.schedule(current::refuseConnections, 50, TimeUnit.MILLISECONDS);
    }
    if (seconds > 0) {
      clock.schedule(this::up, seconds, TimeUnit.SECONDS);
    }
  }

  void up() {
    down = false;
    WireServer current = server;
    if (current != null) {
      current.acceptConnections();
    }
  }

  void close() {
    clock.shutdownNow();
  }
}

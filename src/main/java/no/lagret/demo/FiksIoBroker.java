package no.lagret.demo;

import java.io.Closeable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.databind.node.ObjectNode;

/** RabbitMQ, the cable that leads to it, and the portal's own connection. */
final class FiksIoBroker implements Closeable {

  private final RabbitMq rabbitMq;
  private final Cable cable;
  private final FiksIoQueues queues;

  FiksIoBroker(
      Path directory, DemoKeys tls, RabbitMq rabbitMq, FiksIoLogin login, EventJournal journal) {
    this.rabbitMq = rabbitMq;
    // The port that gateways were told stays over a restart.
    Path port = directory.resolve("amqp-port");
    boolean told = Files.exists(port);
    cable =
        new Cable(
            told
                ? Integer.parseInt(new String(DurableFiles.read(port), StandardCharsets.US_ASCII))
                : 0,
            rabbitMq);
    DurableFiles.write(port, String.valueOf(cable.port()).getBytes(StandardCharsets.US_ASCII));
    queues =
        new FiksIoQueues(
            rabbitMq,
            FiksIoAccount.certificate(
                new String(DurableFiles.read(tls.certificate()), StandardCharsets.US_ASCII)),
            login.portalPassword(),
            journal);
  }

  FiksIoQueues queues() {
    return queues;
  }

  /** Where gateways find it. */
  int port() {
    return cable.port();
  }

  /** {@code kill}s RabbitMQ (SIGKILL), {@code start}s it again, or both. */
  void does(String what) {
    switch (what) {
      case "kill" -> rabbitMq.kill();
      case "start" -> rabbitMq.start();
      case "restart" -> {
        rabbitMq.kill();
        rabbitMq.start();
      }
      default -> throw new IllegalArgumentException("\"does\" is kill, start or restart");
    }
  }

  /**
   * {@code {"is": "cut"}} ends every connection of gateways, {@code unplugged} those to come as
   * well, until {@code plugged}; {@code {"toClient": n}} and {@code {"toServer": n}} cut when so
   * many more bytes have gone there.
   */
  void cable(ObjectNode asked) {
    if (asked.has("toClient")) {
      cable.cutAfterToClient(asked.path("toClient").asLong());
    } else if (asked.has("toServer")) {
      cable.cutAfterToServer(asked.path("toServer").asLong());
    } else {
      switch (asked.path("is").asString("")) {
        case "cut" -> cable.cut();
        case "unplugged" -> cable.unplug();
        case "plugged" -> cable.plug();
        default -> throw new IllegalArgumentException("\"is\" is cut, unplugged or plugged");
      }
    }
  }

  @Override
  public void close() {
    queues.close();
    cable.close();
    rabbitMq.close();
  }
}

package no.lagret.broker;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;

/** An Artemis that a gateway reaches over the network, and that comes and goes by itself. */
public final class ExternalBroker implements AutoCloseable {

  private final Path directory;
  private final int port;
  private EmbeddedActiveMQ server = new EmbeddedActiveMQ();

  /** Starts it with the queues of one recipient. */
  public ExternalBroker(Path directory) throws Exception {
    this.directory = directory;
    this.port = freePort();
    isBack();
  }

  /** The settings that lead a gateway to it. */
  public String[] settings() {
    return new String[] {"lagret.broker.mode=external", "lagret.broker.url=" + url()};
  }

  private String url() {
    return "tcp://127.0.0.1:" + port;
  }

  /** Starts it again, with what it held. */
  public void isBack() throws Exception {
    Configuration configuration = EmbeddedBroker.configuration(directory, port, List.of("default"));
    configuration.addAcceptorConfiguration("tcp", url());
    server = new EmbeddedActiveMQ();
    server.setConfiguration(configuration);
    server.start();
  }

  /** Ends it. */
  public void isDown() throws Exception {
    server.stop();
  }

  /** Its port must be the same after each start. */
  private static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    }
  }

  @Override
  public void close() throws Exception {
    isDown();
  }
}

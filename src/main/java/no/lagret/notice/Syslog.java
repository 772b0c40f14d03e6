package no.lagret.notice;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import no.lagret.notice.SyslogSettings.Transport;
import org.apache.camel.Exchange;

/** Sends one message to the syslog server of the settings. */
public final class Syslog {

  private static final int CONNECT_MILLIS = 10_000;

  /** What every receiver must take by UDP is less; most take this. */
  private static final int LONGEST_DATAGRAM = 2_048;

  private final SyslogSettings settings;

  Syslog(SyslogSettings settings) {
    this.settings = settings;
  }

  /**
   * Sends the body.
   *
   * @throws IOException when it is known not to have arrived; by UDP that is rarely known
   */
  public void send(Exchange exchange) throws IOException {
    byte[] line = exchange.getMessage().getBody(String.class).getBytes(UTF_8);
    String host = String.valueOf(settings.host());
    if (settings.transport() == Transport.TCP) {
      try (Socket socket = new Socket()) {
        socket.connect(new InetSocketAddress(host, settings.port()), CONNECT_MILLIS);
        ByteArrayOutputStream counted = new ByteArrayOutputStream();
        counted.write((line.length + " ").getBytes(US_ASCII));
        counted.write(line);
        socket.getOutputStream().write(counted.toByteArray());
        socket.getOutputStream().flush();
        socket.shutdownOutput();
      }
    } else {
      try (DatagramSocket socket = new DatagramSocket()) {
        socket.send(
            new DatagramPacket(
                line,
                Math.min(line.length, LONGEST_DATAGRAM),
                InetAddress.getByName(host),
                settings.port()));
      }
    }
  }
}

package no.lagret.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static no.lagret.testing.Patience.LONG_ENOUGH;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Takes syslog by UDP, and by TCP with counted octets (RFC 6587). */
public final class SyslogServer implements AutoCloseable {

  private static final int LONGEST = 65_536;

  private final DatagramSocket udp;
  private final ServerSocket tcp;
  private final List<String> byUdp = new CopyOnWriteArrayList<>();
  private final List<String> byTcp = new CopyOnWriteArrayList<>();

  public SyslogServer() {
    try {
      udp = new DatagramSocket(0, InetAddress.getLoopbackAddress());
      tcp = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    thread("syslog-udp", this::takeDatagrams);
    thread("syslog-tcp", this::takeConnections);
  }

  private static void thread(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
  }

  public int udpPort() {
    return udp.getLocalPort();
  }

  public int tcpPort() {
    return tcp.getLocalPort();
  }

  private void takeDatagrams() {
    while (!udp.isClosed()) {
      try {
        DatagramPacket packet = new DatagramPacket(new byte[LONGEST], LONGEST);
        udp.receive(packet);
        byUdp.add(new String(packet.getData(), 0, packet.getLength(), UTF_8));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void takeConnections() {
    while (!tcp.isClosed()) {
      try (Socket socket = tcp.accept();
          InputStream in = socket.getInputStream()) {
        for (int length = counted(in); length >= 0; length = counted(in)) {
          byTcp.add(new String(in.readNBytes(length), UTF_8));
        }
      } catch (IOException e) {
        return;
      }
    }
  }

  /** The octets of the next message, or -1 at the end. */
  private static int counted(InputStream in) throws IOException {
    int octets = -1;
    for (int c = in.read(); c >= '0' && c <= '9'; c = in.read()) {
      octets = Math.max(octets, 0) * 10 + c - '0';
    }
    return octets;
  }

  /** Waits for the first that came by UDP and is like that. */
  public String waitsForUdp(String pattern) {
    return waitsFor(byUdp, pattern);
  }

  /** The same by TCP. */
  public String waitsForTcp(String pattern) {
    return waitsFor(byTcp, pattern);
  }

  private static String waitsFor(List<String> taken, String pattern) {
    await("syslog " + pattern)
        .atMost(LONG_ENOUGH)
        .until(() -> taken.stream().anyMatch(line -> line.matches(pattern)));
    return taken.stream().filter(line -> line.matches(pattern)).findFirst().orElseThrow();
  }

  @Override
  public void close() {
    udp.close();
    try {
      tcp.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package no.lagret.demo;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The network between a client and a server on this machine, which can be cut. It carries bytes as
 * they are, so that TLS goes from end to end; its port stays when the server's changes.
 */
final class Cable implements Closeable {

  private static final long NEVER = Long.MAX_VALUE;

  private final RabbitMq server;
  private final ServerSocket listener;
  private final ExecutorService threads = Executors.newCachedThreadPool(Threads.named("cable"));
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final AtomicLong leftToClient = new AtomicLong(NEVER);
  private final AtomicLong leftToServer = new AtomicLong(NEVER);
  private volatile boolean unplugged;

  /**
   * @param port 0 for a free one
   * @param server where it leads, while that one is ready
   */
  Cable(int port, RabbitMq server) {
    this.server = server;
    try {
      listener = new ServerSocket();
      listener.setReuseAddress(true);
      listener.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port), 64);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot listen on 127.0.0.1:" + port, e);
    }
    threads.execute(this::accept);
  }

  int port() {
    return listener.getLocalPort();
  }

  /** Ends every connection now. */
  void cut() {
    open.forEach(Cable::end);
  }

  /** Ends every connection, and each new one at once, until {@link #plug}. */
  void unplug() {
    unplugged = true;
    cut();
  }

  void plug() {
    unplugged = false;
  }

  /** Ends every connection when so many more bytes have gone to the client. */
  void cutAfterToClient(long bytes) {
    leftToClient.set(bytes);
  }

  /** Ends every connection when so many more bytes have gone to the server. */
  void cutAfterToServer(long bytes) {
    leftToServer.set(bytes);
  }

  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException e) {
      // No one is accepted any more either way.
    }
    cut();
    Threads.end(threads);
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket client = listener.accept();
        threads.execute(() -> connect(client));
      } catch (IOException e) {
        return; // closed, on purpose
      }
    }
  }

  private void connect(Socket client) {
    Socket far = new Socket();
    open.add(client);
    open.add(far);
    try {
      if (!unplugged && server.isReady()) {
        far.connect(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), server.port()), 2000);
        threads.execute(() -> carry(far, client, leftToClient));
        carry(client, far, leftToServer);
      }
    } catch (IOException e) {
      // No server: the client is told by the end of its connection.
    } finally {
      end(client);
      end(far);
      open.remove(client);
      open.remove(far);
    }
  }

  private void carry(Socket from, Socket to, AtomicLong left) {
    byte[] buffer = new byte[16 * 1024];
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        int bytes = read;
        long before = left.getAndUpdate(now -> now == NEVER ? NEVER : Math.max(0, now - bytes));
        out.write(buffer, 0, (int) Math.min(bytes, before));
        out.flush();
        if (before <= bytes) {
          left.set(NEVER);
          cut();
          return;
        }
      }
    } catch (IOException e) {
      // One side is gone, and the other with it.
    } finally {
      end(from);
      end(to);
    }
  }

  private static void end(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // It is gone then.
    }
  }
}

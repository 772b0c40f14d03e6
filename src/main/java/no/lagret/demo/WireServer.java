package no.lagret.demo;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A small HTTP/1.1 server on the loopback address. It exists because a proper one cannot misbehave:
 * it closes connections half-way, announces more than it sends, and refuses connections for a
 * while.
 */
final class WireServer implements Closeable {

  private final Function<Request, Answer> handler;
  private final ExecutorService threads = Executors.newCachedThreadPool(Threads.named("stand-in"));
  private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final int port;
  private @Nullable ServerSocket listener;

  /**
   * @param port 0 for a free one
   * @throws UncheckedIOException when the port is taken
   */
  WireServer(int port, Function<Request, Answer> handler) {
    this.handler = handler;
    this.port = listen(port);
  }

  int port() {
    return port;
  }

  /** Closes the port and every connection: who calls now is refused by the operating system. */
  synchronized void refuseConnections() {
    if (listener != null) {
      closeQuietly(listener);
      listener = null;
    }
    connections.forEach(WireServer::closeQuietly);
  }

  /** Listens on the same port again; does nothing when it already does. */
  synchronized void acceptConnections() {
    if (listener == null && closed.getCount() > 0) {
      listen(port);
    }
  }

  @Override
  public void close() {
    closed.countDown();
    refuseConnections();
    Threads.end(threads);
  }

  private synchronized int listen(int wanted) {
    try {
      ServerSocket opened = new ServerSocket();
      opened.setReuseAddress(true);
      opened.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), wanted), 512);
      listener = opened;
      threads.execute(() -> accept(opened));
      return opened.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot listen on 127.0.0.1:" + wanted, e);
    }
  }

  private void accept(ServerSocket from) {
    while (!from.isClosed()) {
      try {
        Socket socket = from.accept();
        connections.add(socket);
        threads.execute(() -> converse(socket));
      } catch (IOException e) {
        return; // closed, on purpose
      }
    }
  }

  private void converse(Socket socket) {
    try (socket) {
      socket.setTcpNoDelay(true);
      AnswerWriter writer = new AnswerWriter(socket, closed);
      RequestReader reader =
          new RequestReader(
              new BufferedInputStream(socket.getInputStream()), socket.getOutputStream());
      Request request = reader.next();
      while (request != null
          && writer.write(answer(request))
          && !"close".equalsIgnoreCase(request.header("Connection"))) {
        request = reader.next();
      }
    } catch (IOException e) {
      // The client went away, which a stand-in has no opinion on.
    } finally {
      connections.remove(socket);
    }
  }

  private Answer answer(Request request) {
    try {
      return handler.apply(request);
    } catch (IllegalArgumentException e) {
      return Answer.problem(400, "about:blank", "Bad request", String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      return Answer.problem(500, "about:blank", "The stand-in itself failed", e.toString());
    }
  }

  private static void closeQuietly(Closeable closeable) {
    try {
      closeable.close();
    } catch (IOException e) {
      // Nothing more can be done with it.
    }
  }
}

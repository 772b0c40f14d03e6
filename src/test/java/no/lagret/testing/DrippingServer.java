package no.lagret.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A mail server that greets, line after line, and never comes to the point. */
public final class DrippingServer implements AutoCloseable {

  private final ServerSocket server;
  private final CountDownLatch closed = new CountDownLatch(1);

  public DrippingServer() throws IOException {
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    daemon(this::takes);
  }

  public int port() {
    return server.getLocalPort();
  }

  private void takes() {
    try {
      while (true) {
        Socket caller = server.accept();
        daemon(() -> drips(caller));
      }
    } catch (IOException e) {
      // Closed.
    }
  }

  private void drips(Socket caller) {
    try (caller) {
      do {
        caller.getOutputStream().write("220-wait\r\n".getBytes(StandardCharsets.US_ASCII));
      } while (!closed.await(1, TimeUnit.SECONDS));
    } catch (IOException e) {
      // The other side has gone.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void daemon(Runnable work) {
    Thread thread = new Thread(work, "dripping-server");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    closed.countDown();
    server.close();
  }
}

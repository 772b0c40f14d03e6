package no.lagret.demo;

import java.nio.file.Path;
import java.util.Map;

/** The portal of a demonstration, on one of its channels. */
interface DemoPortal extends AutoCloseable {

  /** Which channel a demonstration shows. */
  enum Channel {
    SVARINN,
    FIKS_IO
  }

  /** Sends an invented report; the id of its dispatch. */
  String offer(String reportId, int size);

  /** What the gateway is to be given. */
  Map<String, String> settings();

  @Override
  void close();

  /**
   * Starts it, with what it held when it last ran in this directory.
   *
   * @param certificatePem the receiver's
   */
  static DemoPortal start(Channel channel, Path directory, Path certificatePem) {
    return switch (channel) {
      case SVARINN -> new DemoSvarinn(directory, certificatePem);
      case FIKS_IO -> new DemoFiksIo(directory, certificatePem);
    };
  }
}

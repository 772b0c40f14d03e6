package no.lagret.bench;

import jakarta.jms.BytesMessage;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Random;
import java.util.Scanner;
import java.util.concurrent.Semaphore;

/**
 * What the journal alone can carry: the bytes of each report through an embedded Artemis, in as
 * many synced transactions as the gateway makes of it. One takes in, four hand over, two confirm;
 * each tells of it, and one writes what is told to a file, a batch and a sync at a time.
 */
final class BareRelay {

  private static final int PROOF_BYTES = 700;
  private static final int EVENT_BYTES = 600;
  private static final int BATCH = 200;
  private static final int BATCH_MILLIS = 20;

  private final Connection connection;
  private final FileChannel ledger;
  private final Semaphore confirmed = new Semaphore(0);

  private BareRelay(Connection connection, FileChannel ledger) {
    this.connection = connection;
    this.ledger = ledger;
  }

  /**
   * Its directory. Reads lines of {@code reports bytes} and answers each with the seconds it took.
   */
  public static void main(String[] arguments) throws Exception {
    Quiet.please();
    Path directory = Path.of(arguments[0]);
    Connection connection = BareBroker.start(directory).createConnection();
    connection.start();
    BareRelay relay =
        new BareRelay(
            connection,
            FileChannel.open(
                directory.resolve("events"), StandardOpenOption.CREATE, StandardOpenOption.WRITE));
    for (int i = 0; i < Throughput.CONSUMERS; i++) {
      relay.runs(() -> relay.relay(BareBroker.REPORTS, BareBroker.CONFIRMATIONS));
    }
    relay.runs(() -> relay.relay(BareBroker.CONFIRMATIONS, null));
    relay.runs(() -> relay.relay(BareBroker.CONFIRMATIONS, null));
    relay.runs(relay::writeEvents);
    Scanner lines = new Scanner(System.in);
    System.out.println("ready");
    while (lines.hasNextInt()) {
      System.out.println(relay.takeIn(lines.nextInt(), lines.nextInt()));
    }
    System.exit(0);
  }

  private double takeIn(int reports, int bytes) throws JMSException, InterruptedException {
    byte[] body = new byte[bytes];
    new Random(1).nextBytes(body);
    long began = System.nanoTime();
    try (Session session = connection.createSession(Session.SESSION_TRANSACTED)) {
      MessageProducer to = session.createProducer(null);
      for (int i = 0; i < reports; i++) {
        send(session, to, BareBroker.REPORTS, body);
        send(session, to, BareBroker.EVENTS, new byte[EVENT_BYTES]);
        session.commit();
      }
    }
    confirmed.acquire(reports);
    return (System.nanoTime() - began) / 1e9;
  }

  private void relay(String from, @org.jspecify.annotations.Nullable String onTo)
      throws JMSException {
    Session session = connection.createSession(Session.SESSION_TRANSACTED);
    MessageConsumer consumer = session.createConsumer(session.createQueue(from));
    MessageProducer to = session.createProducer(null);
    while (true) {
      consumer.receive().getBody(byte[].class);
      if (onTo != null) {
        send(session, to, onTo, new byte[PROOF_BYTES]);
      }
      send(session, to, BareBroker.EVENTS, new byte[EVENT_BYTES]);
      session.commit();
      if (onTo == null) {
        confirmed.release();
      }
    }
  }

  private void writeEvents() throws JMSException, IOException {
    Session session = connection.createSession(Session.SESSION_TRANSACTED);
    MessageConsumer consumer = session.createConsumer(session.createQueue(BareBroker.EVENTS));
    while (true) {
      Message message = consumer.receive();
      for (int i = 0; message != null; i++) {
        ledger.write(ByteBuffer.wrap(message.getBody(byte[].class)));
        message = i < BATCH ? consumer.receive(BATCH_MILLIS) : null;
      }
      ledger.force(true);
      session.commit();
    }
  }

  private static void send(Session session, MessageProducer to, String queue, byte[] body)
      throws JMSException {
    BytesMessage message = session.createBytesMessage();
    message.writeBytes(body);
    to.send(session.createQueue(queue), message);
  }

  private void runs(Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (Exception e) {
                e.printStackTrace();
                System.exit(1);
              }
            });
    thread.start();
  }

  private interface Work {
    void run() throws Exception;
  }
}

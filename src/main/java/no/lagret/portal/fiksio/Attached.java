package no.lagret.portal.fiksio;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.DefaultConsumer;
import com.rabbitmq.client.Envelope;
import com.rabbitmq.client.ShutdownSignalException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A consumer that KS knows of. What it was pushed waits here to be taken one by one; KS pushes no
 * more than the prefetch ahead. Nothing is ever given back: what is not acked comes again.
 */
final class Attached implements AutoCloseable {

  private final Connection connection;
  private final Channel channel;
  private final BlockingQueue<Pushed> pushed = new LinkedBlockingQueue<>();
  private volatile boolean cancelled;
  private String tag = "";

  /**
   * A message, and by which number it is acked.
   *
   * @param tag the broker's own number of it, good on this channel only
   */
  record Pushed(long tag, FiksIoMessage message) {}

  private Attached(Connection connection, Channel channel) {
    this.connection = connection;
    this.channel = channel;
  }

  static Attached to(Connection connection, Channel channel, String queue) throws IOException {
    Attached attached = new Attached(connection, channel);
    attached.tag = channel.basicConsume(queue, false, attached.new Consumer());
    return attached;
  }

  private final class Consumer extends DefaultConsumer {

    Consumer() {
      super(channel);
    }

    @Override
    public void handleDelivery(
        String consumerTag, Envelope envelope, AMQP.BasicProperties properties, byte[] body) {
      pushed.add(new Pushed(envelope.getDeliveryTag(), FiksIoMessage.read(properties, body)));
    }

    /** The broker took the queue away. */
    @Override
    public void handleCancel(String consumerTag) {
      cancelled = true;
    }

    @Override
    public void handleShutdownSignal(String consumerTag, ShutdownSignalException signal) {
      cancelled = true;
    }
  }

  /** Whether KS still pushes to it, and what it was pushed can still be acked. */
  boolean isOpen() {
    return channel.isOpen() && !cancelled;
  }

  /** Whether what it was pushed can still be acked. */
  boolean canAck() {
    return channel.isOpen();
  }

  /** The next message, or null where none comes within that time. */
  @Nullable Pushed next(Duration within) throws InterruptedException {
    return pushed.poll(within.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** KS may forget the message. */
  void ack(Pushed taken) throws IOException {
    channel.basicAck(taken.tag(), false);
  }

  /** KS pushes nothing more; what it has pushed can still be taken and acked. */
  void cancel() throws IOException {
    if (isOpen()) {
      channel.basicCancel(tag);
    }
  }

  @Override
  public void close() {
    connection.abort(Math.toIntExact(Duration.ofSeconds(5).toMillis()));
  }
}

package no.lagret.delivery;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import no.lagret.casesystem.Supervisor;
import org.apache.camel.CamelContext;
import org.apache.camel.component.jms.JmsConsumer;
import org.springframework.jms.listener.AbstractMessageListenerContainer;

/**
 * Routes that start from queues, and who stops them now: they listen only while nobody does. They
 * are stopped by their listeners: what is in work ends, what waits stays in its queue untouched.
 */
final class ListeningRoutes {

  private final CamelContext camel;
  private List<String> routeIds = List.of();
  private final Set<String> stoppedBy = new HashSet<>();
  private boolean opened;

  ListeningRoutes(CamelContext camel) {
    this.camel = camel;
  }

  /** From now on these listen unless somebody stops them. */
  synchronized void open(List<String> ids) {
    routeIds = ids;
    opened = true;
    if (stoppedBy.isEmpty()) {
      routeIds.forEach(this::listen);
    }
  }

  synchronized void stop(String by) {
    if (stoppedBy.add(by) && opened) {
      routeIds.stream().filter(this::started).forEach(id -> listener(id).stop());
    }
  }

  /**
   * They listen no more until they are opened again, whoever lets them go on.
   *
   * @return one for each listener, counted down when what it has in work is done
   */
  synchronized CountDownLatch rest() {
    opened = false;
    List<String> listening = routeIds.stream().filter(this::started).toList();
    CountDownLatch busy = new CountDownLatch(listening.size());
    listening.forEach(id -> listener(id).stop(busy::countDown));
    return busy;
  }

  /** Where somebody else stops them too, they stay stopped. */
  synchronized void goOn(String by) {
    if (stoppedBy.remove(by) && stoppedBy.isEmpty() && opened) {
      routeIds.forEach(this::listen);
    }
  }

  /** As the supervisor stops them and lets them go on. */
  Supervisor.Delivery by(String who) {
    return new Supervisor.Delivery() {
      @Override
      public void pause() {
        stop(who);
      }

      @Override
      public void resume() {
        goOn(who);
      }
    };
  }

  private boolean started(String routeId) {
    return camel.getRouteController().getRouteStatus(routeId).isStarted();
  }

  private void listen(String routeId) {
    try {
      if (started(routeId)) {
        listener(routeId).start();
      } else {
        camel.getRouteController().startRoute(routeId);
      }
    } catch (Exception e) {
      throw new IllegalStateException("Route " + routeId + " does not start", e);
    }
  }

  private AbstractMessageListenerContainer listener(String routeId) {
    try {
      return ((JmsConsumer) camel.getRoute(routeId).getConsumer()).getListenerContainer();
    } catch (Exception e) {
      throw new IllegalStateException("Route " + routeId + " has no listener", e);
    }
  }
}

package no.lagret.delivery;

import java.util.List;
import no.lagret.casesystem.Supervisor;
import org.apache.camel.CamelContext;
import org.apache.camel.component.jms.JmsConsumer;
import org.springframework.jms.listener.AbstractMessageListenerContainer;

/**
 * Pauses the delivery routes by stopping their listeners: what is in work ends, what waits stays in
 * its queue untouched.
 */
final class ListeningRoutes implements Supervisor.Delivery {

  private final CamelContext camel;
  private final List<String> routeIds;

  ListeningRoutes(CamelContext camel, List<String> routeIds) {
    this.camel = camel;
    this.routeIds = routeIds;
  }

  @Override
  public void pause() {
    routeIds.forEach(id -> listener(id).stop());
  }

  @Override
  public void resume() {
    routeIds.forEach(id -> listener(id).start());
  }

  private AbstractMessageListenerContainer listener(String routeId) {
    try {
      return ((JmsConsumer) camel.getRoute(routeId).getConsumer()).getListenerContainer();
    } catch (Exception e) {
      throw new IllegalStateException("Route " + routeId + " has no listener", e);
    }
  }
}

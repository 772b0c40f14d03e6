package no.lagret.delivery;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;

/**
 * Says at the start when Java would let a gateway go on whose memory is full. Threads of the broker
 * or of a route are lost then, and it may stand still without ending; one that ends is started
 * again, and loses nothing. No program can set this for itself.
 */
final class FullMemoryCheck implements ApplicationListener<ApplicationReadyEvent> {

  private static final Logger LOG = LoggerFactory.getLogger(FullMemoryCheck.class);
  private static final String OPTION = "ExitOnOutOfMemoryError";

  @Override
  public void onApplicationEvent(ApplicationReadyEvent ready) {
    HotSpotDiagnosticMXBean java =
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
    if (java != null && !Boolean.parseBoolean(java.getVMOption(OPTION).getValue())) {
      LOG.warn(
          "Java would go on when its memory is full, and Lagret could stand still: start it with"
              + " -XX:+ExitOnOutOfMemoryError, and by something that starts it again");
    }
  }
}

package no.lagret.dryrun;

import java.util.Objects;
import java.util.SortedMap;
import org.apache.camel.EndpointAware;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.model.BeanDefinition;
import org.apache.camel.processor.SendDynamicProcessor;
import org.apache.camel.support.CamelContextHelper;

/** What a step is and where it sends, as Camel's model has it. */
record StepText(String route, String file, int line, String step, String endpoint) {

  static StepText of(NamedNode node, Processor target) {
    String location = Objects.requireNonNullElse(node.getLocation(), "");
    boolean inFile = location.contains(".yaml");
    return new StepText(
        inFile
            ? Objects.requireNonNullElse(CamelContextHelper.getRouteId(node), "")
            : "(default error handling)",
        inFile ? location.replaceFirst("^file:", "").replaceFirst(":\\d+$", "") : "",
        inFile ? Math.max(0, node.getLineNumber()) : 0,
        step(node),
        endpoint(target).replaceFirst("\\?.*", "").replaceFirst("://(?!\\d)", ":"));
  }

  private static String step(NamedNode node) {
    return node instanceof BeanDefinition bean && bean.getRef() != null
        ? bean.getRef() + "." + bean.getMethod()
        : node.getShortName();
  }

  private static String endpoint(Processor target) {
    if (target instanceof SendDynamicProcessor dynamic) {
      return dynamic.getUri();
    }
    return target instanceof EndpointAware sends ? sends.getEndpoint().getEndpointUri() : "";
  }

  Step ended(long afterMillis, SortedMap<String, String> headers, String outcome, boolean failed) {
    return new Step(afterMillis, route, file, line, step, endpoint, headers, outcome, failed);
  }
}

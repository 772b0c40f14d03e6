package no.lagret.routes;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;

/**
 * Where a route takes messages from or sends them to.
 *
 * @param uri without options
 * @param options by name, from the query and from {@code parameters}
 * @param lines in which line each option stands
 */
record Endpoint(String uri, int line, Map<String, String> options, Map<String, Integer> lines) {

  private static final Pattern CASE_SYSTEM =
      Pattern.compile("\\{\\{lagret\\.(recipients\\.[^.]+\\.)?case-system\\.[a-z.-]+}}(/.*)?");

  /** The gateway's own way to people, with what stands in for a setting that is not given. */
  private static final Pattern WEBHOOK =
      Pattern.compile("\\{\\{lagret\\.alerts\\.webhook\\.url(:http://[a-z-]+\\.invalid)?}}");

  private static final Pattern MAIL_SERVER =
      Pattern.compile(
          "smtp:\\{\\{lagret\\.alerts\\.mail\\.host(:[a-z-]+\\.invalid)?}}"
              + ":\\{\\{lagret\\.alerts\\.mail\\.port(:\\d+)?}}");

  static Endpoint of(@Nullable Node holder, int line) {
    Node written = Yaml.at(holder, "uri");
    String whole = Yaml.text(written);
    int at = written == null ? line : Yaml.line(written);
    int query = whole.indexOf('?');
    Map<String, String> options = new LinkedHashMap<>();
    Map<String, Integer> lines = new LinkedHashMap<>();
    if (query >= 0) {
      for (String option : whole.substring(query + 1).split("&")) {
        String[] parts = option.split("=", 2);
        options.put(parts[0], parts.length > 1 ? parts[1] : "");
        lines.put(parts[0], at);
      }
    }
    for (NodeTuple entry : Yaml.entries(Yaml.at(holder, "parameters"))) {
      options.put(Yaml.key(entry), Yaml.text(entry.getValueNode()));
      lines.put(Yaml.key(entry), Yaml.line(entry.getKeyNode()));
    }
    return new Endpoint(query < 0 ? whole : whole.substring(0, query), at, options, lines);
  }

  /** {@code http} for the addresses that stand in the settings. */
  String scheme() {
    if (isCaseSystem() || isWebhook()) {
      return "http";
    }
    return uri.contains(":") ? uri.substring(0, uri.indexOf(':')) : uri;
  }

  /** What comes after the scheme. */
  String remaining() {
    return uri.substring(uri.indexOf(':') + 1).replaceFirst("^//", "");
  }

  boolean isCaseSystem() {
    return CASE_SYSTEM.matcher(uri).matches();
  }

  boolean isWebhook() {
    return WEBHOOK.matcher(uri).matches();
  }

  boolean isMailServer() {
    return MAIL_SERVER.matcher(uri).matches();
  }

  /** The name of the queue, or empty; of each recipient's own, the name they share. */
  String queue() {
    return scheme().equals("jms")
        ? remaining().replaceFirst("^queue:", "").replaceFirst("^\\{\\{(.*)}}$", "$1")
        : "";
  }

  /** Whether it is the queue of the recipient for whom the template is used. */
  boolean isOwnQueue() {
    return remaining().matches("queue:\\{\\{.*}}");
  }

  /** The name after {@code direct:}, or empty. */
  String direct() {
    return scheme().equals("direct") ? remaining() : "";
  }

  /** What is taken from, or told, the portal over Fiks IO here, or empty. */
  String fiksIo() {
    return scheme().equals("fiks-io") ? remaining() : "";
  }

  /** What may be asked of the portal here, or empty. */
  String svarinn() {
    return scheme().equals("svarinn") ? remaining() : "";
  }
}

package no.lagret.routes;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Looks into the nodes of a YAML file, which know their lines. */
final class Yaml {

  private Yaml() {}

  static int line(Node node) {
    return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
  }

  static List<NodeTuple> entries(@Nullable Node node) {
    return node instanceof MappingNode map ? map.getValue() : List.of();
  }

  static List<Node> items(@Nullable Node node) {
    return node instanceof SequenceNode list ? list.getValue() : List.of();
  }

  static String key(NodeTuple entry) {
    return text(entry.getKeyNode());
  }

  static @Nullable Node at(@Nullable Node node, String key) {
    return entry(node, key).map(NodeTuple::getValueNode).orElse(null);
  }

  static Optional<NodeTuple> entry(@Nullable Node node, String key) {
    return entries(node).stream().filter(entry -> key(entry).equals(key)).findFirst();
  }

  /** The text of a scalar; empty for anything else. */
  static String text(@Nullable Node node) {
    return node instanceof ScalarNode scalar ? scalar.getValue() : "";
  }
}

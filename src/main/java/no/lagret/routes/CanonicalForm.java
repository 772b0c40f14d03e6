package no.lagret.routes;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Compares a route file with Camel's schema of the canonical form. That schema knows properties,
 * required ones, types and lists of words, and nothing else; walking it beside the nodes of the
 * file gives each fault its line, and the right names to choose from.
 */
final class CanonicalForm {

  private static final String SCHEMA = "/schema/camelYamlDsl-canonical.json";
  private static final String DEFINITIONS = "#/items/definitions/";
  private static final JsonNode ROOT = read();

  private final RouteFile file;

  CanonicalForm(RouteFile file) {
    this.file = file;
  }

  private static JsonNode read() {
    try (InputStream schema = CanonicalForm.class.getResourceAsStream(SCHEMA)) {
      return JsonMapper.shared().readTree(schema);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void check() {
    if (file.root() instanceof SequenceNode list) {
      list.getValue().forEach(item -> check(item, ROOT.path("items"), "a route file"));
    } else {
      file.wrong(
          Yaml.line(file.root()),
          "is no list of routes",
          "Begin each route with «- route:» or «- routeTemplate:».");
    }
  }

  private void check(Node node, JsonNode written, String of) {
    JsonNode schema = resolved(written);
    switch (schema.path("type").asString("")) {
      case "array" ->
          expect(node, of, SequenceNode.class, "a list")
              .ifPresent(
                  list -> list.getValue().forEach(item -> check(item, schema.path("items"), of)));
      case "object" ->
          expect(node, of, MappingNode.class, "options, each «name: value» on a line of its own")
              .ifPresent(map -> checkOptions(map, schema, of));
      case "boolean" -> value(node, of, "true or false", text -> text.matches("true|false"));
      case "number", "integer" -> value(node, of, "a number", text -> text.matches("-?[0-9.]+"));
      case "string" -> value(node, of, words(schema), text -> isOneOf(schema, text));
      default -> checkOptions(node, schema, of);
    }
  }

  private static JsonNode resolved(JsonNode written) {
    String ref = written.path("$ref").asString("");
    return ref.isEmpty()
        ? written
        : ROOT.path("items").path("definitions").path(ref.substring(DEFINITIONS.length()));
  }

  private void checkOptions(Node node, JsonNode schema, String of) {
    JsonNode properties = schema.path("properties");
    boolean open =
        properties.isMissingNode() || schema.path("additionalProperties").asBoolean(true);
    Set<String> seen = new HashSet<>();
    for (NodeTuple entry : Yaml.entries(node)) {
      String name = Yaml.key(entry);
      int line = Yaml.line(entry.getKeyNode());
      if (!seen.add(name)) {
        file.wrong(line, "has the option `" + name + "` of " + of + " twice", "Keep one of them.");
      } else if (properties.has(name)) {
        check(entry.getValueNode(), properties.path(name), "`" + name + "`");
      } else if (!open) {
        file.wrong(
            line,
            "unknown " + (isStep(schema) ? "step" : "option") + " `" + name + "` in " + of,
            Nearest.advice(name, properties.propertyNames()));
      }
    }
    if (schema.path("maxProperties").asInt(Integer.MAX_VALUE) < seen.size()) {
      file.wrong(
          Yaml.line(node),
          "has " + String.join(" and ", seen.stream().sorted().toList()) + " in one item of " + of,
          "Begin each with a «- » of its own, at the same indentation.");
    }
    for (JsonNode required : schema.path("required")) {
      if (!seen.contains(required.asString())) {
        file.wrong(
            Yaml.line(node),
            of + " lacks `" + required.asString() + "`",
            "Add it, or the indentation is wrong.");
      }
    }
  }

  private static boolean isStep(JsonNode schema) {
    return schema.path("maxProperties").asInt(0) == 1;
  }

  private <N extends Node> Optional<N> expect(Node node, String of, Class<N> kind, String what) {
    if (kind.isInstance(node)) {
      return Optional.of(kind.cast(node));
    }
    file.wrong(
        Yaml.line(node),
        of + " needs " + what,
        "Write it in the canonical form, as the other route files do; look at the indentation.");
    return Optional.empty();
  }

  private void value(Node node, String of, String what, Predicate<String> isRight) {
    if (!(node instanceof ScalarNode scalar) || scalar.getTag().equals(Tag.NULL)) {
      file.wrong(Yaml.line(node), of + " needs " + what, "Write it after the colon.");
    } else if (!scalar.getValue().startsWith("{{") && !isRight.test(scalar.getValue())) {
      file.wrong(
          Yaml.line(node), of + " is `" + scalar.getValue() + "`, not " + what, "Correct it.");
    }
  }

  private static String words(JsonNode schema) {
    return schema.has("enum")
        ? "one of "
            + String.join(
                ", ",
                StreamSupport.stream(schema.path("enum").spliterator(), false)
                    .map(JsonNode::asString)
                    .toList())
        : "a value";
  }

  private static boolean isOneOf(JsonNode schema, String text) {
    return !schema.has("enum")
        || StreamSupport.stream(schema.path("enum").spliterator(), false)
            .anyMatch(word -> word.asString().equals(text));
  }
}

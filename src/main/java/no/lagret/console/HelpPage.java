package no.lagret.console;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;
import org.commonmark.node.Heading;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** The operator's manual, the same that lies in {@code docs/}: in bokmål only. */
@WebPage
class HelpPage {

  private static final Pattern TOPIC = Pattern.compile("[a-z-]{1,40}");
  private static final Pattern MANUAL = Pattern.compile("(\\.\\./)?operator\\.md(#.*)?");
  private static final Pattern CAUSE = Pattern.compile("(operator/)?([a-z-]+)\\.md(#.*)?");

  private final Parser parser = Parser.builder().build();
  private final HtmlRenderer renderer =
      HtmlRenderer.builder()
          .escapeHtml(true)
          .sanitizeUrls(true)
          .attributeProviderFactory(
              context ->
                  (node, tag, attributes) -> {
                    attributes.computeIfPresent("href", (name, to) -> within(node, to));
                    if (node instanceof Heading && node.getFirstChild() instanceof Text title) {
                      attributes.put("id", anchor(title.getLiteral()));
                    }
                  })
          .build();

  @GetMapping("/help")
  String manual(Model page) throws IOException {
    return show(page, "operator.md");
  }

  /** One cause of a dead letter. */
  @GetMapping("/help/{topic}")
  String cause(Model page, @PathVariable String topic) throws IOException {
    if (!TOPIC.matcher(topic).matches()) {
      throw ApiProblem.notFound("There is no such page");
    }
    return show(page, "operator/" + topic + ".md");
  }

  private String show(Model page, String file) throws IOException {
    try (InputStream text = HelpPage.class.getResourceAsStream("help/" + file)) {
      if (text == null) {
        throw ApiProblem.notFound("There is no such page");
      }
      page.addAttribute(
          "text",
          renderer.render(parser.parse(new String(text.readAllBytes(), StandardCharsets.UTF_8))));
      page.addAttribute("home", file.equals("operator.md"));
    }
    return "help";
  }

  /** By which other pages lead to a heading. */
  private static String anchor(String title) {
    return title.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", "-");
  }

  /** Links between the files lead to their pages here. */
  private static String within(Node node, String to) {
    if (!(node instanceof Link)) {
      return to;
    }
    if (MANUAL.matcher(to).matches()) {
      return "/help";
    }
    var cause = CAUSE.matcher(to);
    return cause.matches() ? "/help/" + cause.group(2) : to;
  }
}

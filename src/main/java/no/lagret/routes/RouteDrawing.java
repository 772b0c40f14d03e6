package no.lagret.routes;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.web.util.HtmlUtils;

/** Draws a map as one {@code <svg>} element, in the colour and font of the text around it. */
final class RouteDrawing {

  private static final int HEIGHT = 56;
  private static final int GAP = 24;
  private static final int DOWN = 40;

  /** Bold, at the size that the picture is drawn in: a little more than they need. */
  private static final int OF_A_LETTER = 8;

  /** Says which characters need no entity: SVG knows no others than those of XML. */
  private static final String UTF_8 = "UTF-8";

  private final RouteMap map;
  private final List<List<RouteMap.Stop>> rows;
  private final int boxWidth;
  private final Map<String, int[]> places = new HashMap<>();

  private RouteDrawing(RouteMap map) {
    this.map = map;
    this.rows = RouteLayout.rows(map);
    this.boxWidth =
        GAP
            + OF_A_LETTER
                * map.stops().stream().mapToInt(stop -> stop.name().length()).max().orElse(0);
  }

  /**
   * @param captions the line below a name, by that name
   */
  static String svg(RouteMap map, String title, String alternative, Map<String, String> captions) {
    return new RouteDrawing(map).svg(title, alternative, captions);
  }

  private String svg(String title, String alternative, Map<String, String> captions) {
    int width = rows.stream().mapToInt(List::size).max().orElse(1) * (boxWidth + GAP) + GAP;
    int height = rows.size() * (HEIGHT + DOWN) + GAP;
    place(width);
    StringBuilder svg = new StringBuilder();
    svg.append(
        String.format(
            Locale.ROOT,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" role=\"img\""
                + " aria-labelledby=\"routes-title routes-alternative\" fill=\"none\""
                + " stroke=\"currentColor\" font-size=\"13\" font-family=\"inherit\">%n"
                + "<title id=\"routes-title\">%s</title>%n<desc id=\"routes-alternative\">%s</desc>%n"
                + "<defs><marker id=\"routes-arrow\" viewBox=\"0 0 8 8\" refX=\"8\" refY=\"4\""
                + " markerWidth=\"8\" markerHeight=\"8\" orient=\"auto\"><path d=\"M0 0 8 4 0 8z\""
                + " fill=\"currentColor\" stroke=\"none\"/></marker></defs>%n",
            width,
            height,
            HtmlUtils.htmlEscape(title, UTF_8),
            HtmlUtils.htmlEscape(alternative, UTF_8)));
    map.ways().forEach(way -> svg.append(arrow(places.get(way.from()), places.get(way.to()))));
    map.stops().forEach(stop -> svg.append(box(stop, captions.getOrDefault(stop.name(), ""))));
    return svg.append("</svg>").toString();
  }

  private void place(int width) {
    for (int row = 0; row < rows.size(); row++) {
      int left = (width - rows.get(row).size() * (boxWidth + GAP) + GAP) / 2;
      for (int column = 0; column < rows.get(row).size(); column++) {
        places.put(
            rows.get(row).get(column).name(),
            new int[] {left + column * (boxWidth + GAP), GAP / 2 + row * (HEIGHT + DOWN)});
      }
    }
  }

  private String arrow(int[] from, int[] to) {
    boolean up = to[1] <= from[1];
    return String.format(
        Locale.ROOT,
        "<path d=\"M%d %d %d %d\" marker-end=\"url(#routes-arrow)\"/>%n",
        from[0] + boxWidth / 2,
        up ? from[1] : from[1] + HEIGHT,
        to[0] + boxWidth / 2,
        up ? to[1] + HEIGHT : to[1]);
  }

  private String box(RouteMap.Stop stop, String caption) {
    int[] place = places.get(stop.name());
    int middle = place[0] + boxWidth / 2;
    return String.format(
        Locale.ROOT,
        "<g><rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"%d\"/>"
            + "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\" fill=\"currentColor\" stroke=\"none\">"
            + "<tspan font-weight=\"bold\">%s</tspan><tspan x=\"%d\" dy=\"18\">%s</tspan></text></g>%n",
        place[0],
        place[1],
        boxWidth,
        HEIGHT,
        stop.queue() ? HEIGHT / 2 : 4,
        middle,
        place[1] + (caption.isEmpty() ? HEIGHT / 2 + 4 : 24),
        HtmlUtils.htmlEscape(stop.name(), UTF_8),
        middle,
        HtmlUtils.htmlEscape(caption, UTF_8));
  }
}

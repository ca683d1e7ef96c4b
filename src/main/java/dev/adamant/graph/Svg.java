package dev.adamant.graph;

import java.util.List;
import java.util.Locale;

/** A program hypergraph as a drawing: values are ellipses, relations boxes, from left to right. */
public final class Svg {

  private static final int LINE = 14;
  private static final int CHARACTER = 7;
  private static final int PADDING = 24;
  private static final int HEIGHT = 62;
  private static final int GAP = 18;
  private static final int CORRIDOR = 56;

  private final Facts facts;
  private final LayeredLayout layout;
  private final int[] x;
  private final int[] y;
  private final int[] width;
  private int right = GAP;
  private int bottom;

  private Svg(Facts facts) {
    this.facts = facts;
    layout = new LayeredLayout(facts.program());
    int nodes = facts.values().size() + facts.relations().size();
    x = new int[nodes];
    y = new int[nodes];
    width = new int[nodes];
    int most = layout.layers().stream().mapToInt(List::size).max().orElse(0);
    bottom = most * (HEIGHT + GAP) + GAP;
    layout.layers().forEach(this::place);
  }

  /** The drawing, a whole SVG document; equal facts give equal drawings. */
  public static String of(Facts facts) {
    return new Svg(facts).document();
  }

  private void place(List<Integer> nodes) {
    int widest = 0;
    for (int node : nodes) {
      int longest = label(node).stream().mapToInt(Svg::length).max().orElse(0);
      width[node] = longest * CHARACTER + PADDING;
      widest = Math.max(widest, width[node]);
    }
    int top = (bottom - nodes.size() * (HEIGHT + GAP) + GAP) / 2;
    for (int i = 0; i < nodes.size(); i++) {
      x[nodes.get(i)] = right + widest / 2;
      y[nodes.get(i)] = top + i * (HEIGHT + GAP) + HEIGHT / 2;
    }
    right += widest + CORRIDOR;
  }

  private List<String> label(int node) {
    return layout.isValue(node)
        ? Labels.of(facts.values().get(layout.id(node)))
        : Labels.of(facts.relations().get(layout.id(node)));
  }

  private String document() {
    StringBuilder svg = new StringBuilder();
    svg.append(
        String.format(
            Locale.ROOT,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\""
                + " font-family=\"sans-serif\" font-size=\"12\" text-anchor=\"middle\">\n"
                + "<rect width=\"100%%\" height=\"100%%\" fill=\"#ffffff\"/>\n",
            right - CORRIDOR + GAP,
            bottom));
    svg.append("<g fill=\"none\" stroke=\"#8a8a8a\">\n");
    layout.layers().forEach(nodes -> nodes.forEach(node -> edges(svg, node)));
    svg.append("</g>\n");
    layout.layers().forEach(nodes -> nodes.forEach(node -> node(svg, node)));
    return svg.append("</svg>\n").toString();
  }

  private void edges(StringBuilder svg, int from) {
    for (int to : layout.after(from)) {
      int startX = x[from] + width[from] / 2;
      int endX = x[to] - width[to] / 2;
      int middle = (startX + endX) / 2;
      svg.append(
          String.format(
              Locale.ROOT,
              "<path d=\"M%d %dC%d %d %d %d %d %d\"/>\n",
              startX,
              y[from],
              middle,
              y[from],
              middle,
              y[to],
              endX,
              y[to]));
    }
  }

  private void node(StringBuilder svg, int node) {
    if (layout.isValue(node)) {
      svg.append(
          String.format(
              Locale.ROOT,
              "<ellipse cx=\"%d\" cy=\"%d\" rx=\"%d\" ry=\"%d\" fill=\"%s\" stroke=\"#404040\"/>\n",
              x[node],
              y[node],
              width[node] / 2,
              HEIGHT / 2,
              Labels.colour(facts.values().get(layout.id(node)).value().role())));
    } else {
      svg.append(
          String.format(
              Locale.ROOT,
              "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"#f6f2fb\""
                  + " stroke=\"#404040\"/>\n",
              x[node] - width[node] / 2,
              y[node] - HEIGHT / 2,
              width[node],
              HEIGHT));
    }
    List<String> lines = label(node);
    for (int i = 0; i < lines.size(); i++) {
      int down = y[node] + (2 * i - lines.size() + 1) * LINE / 2 + LINE / 3;
      svg.append(
          String.format(
              Locale.ROOT,
              "<text x=\"%d\" y=\"%d\">%s</text>\n",
              x[node],
              down,
              escaped(lines.get(i))));
    }
  }

  private static int length(String line) {
    return line.codePointCount(0, line.length());
  }

  /** XML has no way to write most control characters; they become blanks. */
  private static String escaped(String line) {
    StringBuilder text = new StringBuilder();
    line.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '&' -> text.append("&amp;");
                case '<' -> text.append("&lt;");
                case '>' -> text.append("&gt;");
                default -> text.appendCodePoint(isText(c) ? c : ' ');
              }
            });
    return text.toString();
  }

  private static boolean isText(int c) {
    boolean isSurrogate = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
    return c >= ' ' && !isSurrogate && c != 0xfffe && c != 0xffff;
  }
}

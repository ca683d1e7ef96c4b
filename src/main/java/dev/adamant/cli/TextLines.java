package dev.adamant.cli;

import java.util.ArrayList;
import java.util.List;

/** Text cut into lines that fit a terminal. */
final class TextLines {

  private TextLines() {}

  /** Lines of at most so many characters, cut at blanks; a longer word has a line of its own. */
  static List<String> wrap(String text, int width) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.strip().split("\\s+", -1)) {
      if (!line.isEmpty() && line.length() + 1 + word.length() > width) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }
}

package dev.adamant.bindings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The functions and enumerators that a header of this repository declares, read from its text. */
record CHeader(Map<String, Function> functions, Map<String, Integer> enumerators) {

  /** A function by the C types of its result and its parameters, without their names. */
  record Function(String result, List<String> parameters) {}

  private static final Pattern COMMENT = Pattern.compile("/\\*.*?\\*/", Pattern.DOTALL);
  private static final Pattern MACRO =
      Pattern.compile("#define (\\w+)\\(P, T\\)((?:[^\\n]*\\\\\\n)*[^\\n]*)\\n");
  private static final Pattern FUNCTION =
      Pattern.compile("ADM_(?:RTL_)?API\\s+([\\w\\s*]*?)(\\w+)\\(([^)]*)\\);");
  private static final Pattern ENUM = Pattern.compile("enum \\w+ \\{([^}]*)\\}");
  private static final Pattern ENUMERATOR = Pattern.compile("(\\w+) = (-?\\d+)");

  /** One of libadamant, by its name. */
  static CHeader read(String name) throws IOException {
    return read(Path.of("..", "native", "include", name));
  }

  static CHeader read(Path file) throws IOException {
    String text = expand(COMMENT.matcher(Files.readString(file)).replaceAll(""));
    Map<String, Function> functions = new LinkedHashMap<>();
    for (Matcher m = FUNCTION.matcher(text); m.find(); ) {
      functions.put(m.group(2), new Function(m.group(1).strip(), parameters(m.group(3))));
    }
    Map<String, Integer> enumerators = new LinkedHashMap<>();
    for (Matcher e = ENUM.matcher(text); e.find(); ) {
      for (Matcher m = ENUMERATOR.matcher(e.group(1)); m.find(); ) {
        enumerators.put(m.group(1), Integer.valueOf(m.group(2)));
      }
    }
    return new CHeader(functions, enumerators);
  }

  /** The text with its macro of a prefix and a type, if it has one, replaced by its expansions. */
  private static String expand(String text) {
    Matcher macro = MACRO.matcher(text);
    if (!macro.find()) {
      return text;
    }
    String body = macro.group(2).replace("\\\n", "\n");
    Pattern use =
        Pattern.compile("^" + macro.group(1) + "\\((\\w+), (\\w+)\\)$", Pattern.MULTILINE);
    return use.matcher(text.substring(0, macro.start()) + text.substring(macro.end()))
        .replaceAll(
            m ->
                body.replaceAll("\\bT\\b", m.group(2))
                    .replaceAll("##P\\b", m.group(1))
                    .replaceAll("\\bP##", m.group(1)));
  }

  static List<String> parameters(String list) {
    List<String> types = new ArrayList<>();
    for (String parameter : list.equals("void") ? new String[0] : list.split(",")) {
      types.add(parameter.replaceAll("\\w+\\s*$", "").replaceAll("\\s+", " ").strip());
    }
    return types;
  }
}

package dev.adamant.number;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adamant.number.FunctionConstants.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Holds the constants of the elementary functions, in Java and in C, equal to those computed anew.
 * Both files are generated: {@link #main} writes them.
 */
class FunctionTablesTest {

  private static final Path JAVA = Path.of("main/java/dev/adamant/number/FunctionTables.java");
  private static final Path C = Path.of("../kernels/function_tables.h");
  private static final int WIDTH = 100;

  @Test
  void javaTablesAreTheComputedConstants() throws IOException {
    assertThat(Files.readString(JAVA)).isEqualTo(java(FunctionConstants.tables()));
  }

  @Test
  void kernelTablesAreTheComputedConstants() throws IOException {
    assertThat(Files.readString(C)).isEqualTo(c(FunctionConstants.tables()));
  }

  /** Writes both files; run it in {@code src/}. */
  public static void main(String[] arguments) throws IOException {
    List<Table> tables = FunctionConstants.tables();
    Files.writeString(JAVA, java(tables));
    Files.writeString(C, c(tables));
  }

  private static String java(List<Table> tables) {
    StringBuilder text =
        new StringBuilder(
            """
            package dev.adamant.number;

            /**
             * The constants of the elementary functions: most significant word first, rounded down. Generated
             * together with {@code kernels/function_tables.h} by {@code FunctionTablesTest}.
             */
            final class FunctionTables {
            """);
    for (Table table : tables) {
      text.append(javadoc(table.meaning()));
      text.append("  static final long[] ").append(table.name()).append(" = {\n");
      text.append(lines(table, "    ", "L")).append("  };\n\n");
    }
    return text.append("  private FunctionTables() {}\n}\n").toString();
  }

  private static String c(List<Table> tables) {
    StringBuilder text =
        new StringBuilder(
            """
            /*
             * The constants of functions.h: most significant word first, rounded down. Generated
             * together with the Java class FunctionTables by FunctionTablesTest.
             */
            #ifndef ADM_FUNCTION_TABLES_H
            #define ADM_FUNCTION_TABLES_H

            #include "posit.h"

            """);
    for (Table table : tables) {
      text.append(wrapped("/* ", "   ", table.meaning() + ". */"));
      text.append("ADM_TABLE adm_u64 ADM_").append(table.name());
      text.append("[").append(table.words().size()).append("] = {\n");
      text.append(lines(table, "  ", "")).append("};\n\n");
    }
    return text.append("#endif\n").toString();
  }

  private static String javadoc(String meaning) {
    String line = "  /** " + meaning + ". */\n";
    return line.length() <= WIDTH + 1
        ? line
        : "  /**\n" + wrapped("   * ", "   * ", meaning + ".") + "   */\n";
  }

  private static String wrapped(String first, String rest, String words) {
    StringBuilder text = new StringBuilder();
    StringBuilder line = new StringBuilder(first.stripTrailing());
    for (String word : words.split(" ", -1)) {
      if (line.length() + 1 + word.length() > WIDTH) {
        text.append(line).append("\n");
        line = new StringBuilder(rest.substring(0, rest.length() - 1));
      }
      line.append(" ").append(word);
    }
    return text.append(line).append("\n").toString();
  }

  private static String lines(Table table, String indent, String suffix) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < table.words().size(); i++) {
      boolean first = i % table.columns() == 0;
      text.append(first ? indent : " ");
      text.append("0x%016x".formatted(table.words().get(i))).append(suffix).append(",");
      text.append((i + 1) % table.columns() == 0 ? "\n" : "");
    }
    return text.charAt(text.length() - 1) == '\n' ? text.toString() : text.append("\n").toString();
  }
}

package dev.adamant.number;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/**
 * Holds the coefficients of the normal quantile, in Java and in C, equal to those computed anew.
 * Both files are generated: {@link #main} writes them.
 */
class NormalTablesTest {

  private static final Path JAVA = Path.of("main/java/dev/adamant/number/NormalTables.java");
  private static final Path C = Path.of("../kernels/normal_tables.h");

  @Test
  void bothTablesAreTheComputedCoefficients() throws IOException {
    NormalPieces pieces = new NormalPieces();
    assertThat(Files.readString(JAVA)).isEqualTo(java(pieces));
    assertThat(Files.readString(C)).isEqualTo(c(pieces));
  }

  /** Writes both files; run it in {@code src/}. */
  public static void main(String[] arguments) throws IOException {
    NormalPieces pieces = new NormalPieces();
    Files.writeString(JAVA, java(pieces));
    Files.writeString(C, c(pieces));
  }

  private static String java(NormalPieces pieces) {
    return """
    package dev.adamant.number;

    /**
     * The coefficients of the normal quantile. Generated together with {@code kernels/normal_tables.h}
     * by {@code NormalTablesTest}.
     */
    final class NormalTables {
      /** Of each piece the value at its inner end, in units of 2^-40. */
      static final long[] ORIGINS = {
    %s  };

      /** Of each piece the other coefficients, the k-th in units of 2^-(32 + 3k), unsigned. */
      static final int[] SLOPES = {
    %s  };

      private NormalTables() {}
    }
    """
        .formatted(origins(pieces, "    ", "L"), slopes(pieces, "    "));
  }

  private static String c(NormalPieces pieces) {
    return """
    /*
     * The coefficients of the normal quantile in random.h. Generated together with the Java class
     * NormalTables by NormalTablesTest.
     */
    #ifndef ADM_NORMAL_TABLES_H
    #define ADM_NORMAL_TABLES_H

    #include "integer.h"

    /* Of each piece the value at its inner end, in units of 2^-40. */
    ADM_TABLE adm_u64 ADM_NORMAL_ORIGINS[%d] = {
    %s};

    /* Of each piece the other coefficients, the k-th in units of 2^-(32 + 3k). */
    ADM_TABLE adm_u32 ADM_NORMAL_SLOPES[%d] = {
    %s};

    #endif
    """
        .formatted(
            pieces.origins().length,
            origins(pieces, "  ", ""),
            pieces.slopes().length,
            slopes(pieces, "  "));
  }

  private static String origins(NormalPieces pieces, String indent, String suffix) {
    long[] origins = pieces.origins();
    return lines(origins.length, 4, indent, i -> "0x%011x%s".formatted(origins[i], suffix));
  }

  private static String slopes(NormalPieces pieces, String indent) {
    int[] slopes = pieces.slopes();
    return lines(slopes.length, RandomValues.DEGREE, indent, i -> "0x%08x".formatted(slopes[i]));
  }

  private static String lines(int count, int columns, String indent, IntFunction<String> word) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append(i % columns == 0 ? indent : " ").append(word.apply(i)).append(',');
      text.append((i + 1) % columns == 0 ? "\n" : "");
    }
    return text.toString();
  }
}

package dev.adamant.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.adamant.bench.GeometricProduct.Form;
import dev.adamant.bench.GeometricProduct.Operands;
import dev.adamant.memory.DataType;
import dev.adamant.memory.Region;
import dev.adamant.number.Format;
import dev.adamant.target.Target;
import dev.adamant.target.Targets;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The table of geometric products, over few pairs. */
class GeometricTableTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... arguments) {
    return GeometricTable.execute(new PrintWriter(out), new PrintWriter(err), arguments);
  }

  @Test
  void everyProductIsARow() {
    int status = run("--small", "--pairs", "3", "--formats", "posit16");
    assertThat(err.toString()).isEmpty();
    assertThat(status).isZero();
    List<String> rows = out.toString().lines().filter(line -> line.contains(" posit16 ")).toList();
    assertThat(rows.stream().map(row -> row.split(" \\| ", -1)[0].substring(2)))
        .containsExactlyElementsOf(
            GeometricTable.products().stream().map(Operands::title).toList());
    assertThat(rows.stream().map(row -> row.split(" \\| ", -1)[2]))
        .containsExactly("48 of 256", "192 of 256", "25 of 1024", "80 of 1024", "1024 of 1024");
  }

  @Test
  void noPairsAreRefused() {
    assertThat(run("--pairs", "0")).isNotZero();
    assertThat(err.toString()).contains("--pairs must be at least 1");
  }

  @ParameterizedTest
  @EnumSource
  void aWrongResultIsFound(Form form) {
    try (Target target = Targets.open("native");
        Region region = target.region("products", 1 << 20)) {
      for (DataType type : List.of(DataType.FLOAT32, DataType.of(Format.POSIT16))) {
        Operands operands = GeometricTable.products().getFirst();
        GeometricProduct product = new GeometricProduct(target, operands, form, type, 5, region);
        product.verify();
        MemorySegment results = product.results();
        long last = results.byteSize() - type.byteSize();
        for (long at : new long[] {0, last}) {
          byte before = results.get(ValueLayout.JAVA_BYTE, at + type.byteSize() - 1);
          results.set(ValueLayout.JAVA_BYTE, at + type.byteSize() - 1, (byte) (before ^ 0x41));
          assertThatThrownBy(product::check).isInstanceOf(WrongAnswerException.class);
          results.set(ValueLayout.JAVA_BYTE, at + type.byteSize() - 1, before);
        }
      }
    }
  }
}

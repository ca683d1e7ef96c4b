package dev.adamant.target.opencl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the build has put into the jar. */
class KernelResourcesTest {

  private static final int MAGIC = 0x07230203;
  private static final int HEADER_WORDS = 5;
  private static final int OP_CAPABILITY = 17;
  private static final int CAPABILITY_INT64 = 11;
  private static final int CAPABILITY_FLOAT64 = 10;

  private static byte[] resource(String name) throws IOException {
    try (InputStream in = Kernels.class.getResourceAsStream("kernels/" + name)) {
      assertThat(in).as(name).isNotNull();
      return in.readAllBytes();
    }
  }

  private static List<String> modules() throws IOException {
    return new String(resource("SHA256SUMS"), StandardCharsets.US_ASCII)
        .lines()
        .map(line -> line.substring(line.lastIndexOf(' ') + 1))
        .filter(name -> name.endsWith(".spv"))
        .toList();
  }

  private static List<Integer> capabilities(String module) throws IOException {
    IntBuffer words =
        ByteBuffer.wrap(resource(module)).order(ByteOrder.LITTLE_ENDIAN).asIntBuffer();
    assertThat(words.get(0)).as(module).isEqualTo(MAGIC);
    List<Integer> capabilities = new ArrayList<>();
    for (int at = HEADER_WORDS; (words.get(at) & 0xffff) == OP_CAPABILITY; at += 2) {
      capabilities.add(words.get(at + 1));
    }
    return capabilities;
  }

  /** So that they run on a device without fp64. */
  @Test
  void noKernelNeedsDoubles() throws IOException {
    assertThat(modules()).hasSizeGreaterThan(20);
    for (String module : modules()) {
      assertThat(capabilities(module))
          .as(module)
          .contains(CAPABILITY_INT64)
          .doesNotContain(CAPABILITY_FLOAT64);
    }
  }

  @Test
  void everyModuleComesInEveryForm() throws IOException {
    for (String module : modules()) {
      String name = module.substring(0, module.length() - ".spv".length());
      assertThat(resource(name + ".bc")).isNotEmpty();
      assertThat(resource(name.replaceFirst("-.*", "") + ".cl")).isNotEmpty();
    }
  }
}

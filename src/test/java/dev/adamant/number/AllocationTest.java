package dev.adamant.number;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.management.ThreadMXBean;
import dev.adamant.number.oracle.BiasedPatterns;
import dev.adamant.number.oracle.PositOracle;
import dev.adamant.number.oracle.Trials;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Scalar operations and quire accumulation leave nothing for the garbage collector, compiled or
 * not.
 */
class AllocationTest {

  /**
   * The virtual machine now and then allocates on behalf of a thread; code that allocates always
   * does.
   */
  private static final int ROUNDS = 10;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  static List<Format> standard() {
    return Format.standard();
  }

  @ParameterizedTest
  @MethodSource("standard")
  void operationsAllocateNothing(Format format) {
    SplittableRandom random = Trials.generator("allocation " + format.name(), 0);
    BiasedPatterns patterns = new BiasedPatterns(PositOracle.of(format));
    long[] operands = random.longs(300).map(i -> patterns.next(random)).toArray();
    Quire quire = new Quire(format);
    long checksum = work(format, operands, quire);
    long least = Long.MAX_VALUE;
    for (int round = 0; round < ROUNDS && least > 0; round++) {
      long before = THREADS.getCurrentThreadAllocatedBytes();
      long again = work(format, operands, quire);
      least = Math.min(least, THREADS.getCurrentThreadAllocatedBytes() - before);
      assertEquals(checksum, again);
    }
    assertEquals(0, least, "bytes allocated in each of " + ROUNDS + " rounds");
  }

  private static long work(Format f, long[] x, Quire quire) {
    long sum = 0;
    quire.clear();
    for (int i = 0; i + 2 < x.length; i++) {
      long a = x[i];
      long b = x[i + 1];
      long c = x[i + 2];
      sum += Posit.add(f, a, b) + Posit.sub(f, a, b) + Posit.mul(f, a, b) + Posit.div(f, a, b);
      sum += Posit.fma(f, a, b, c) + Posit.sqrt(f, a) + Posit.neg(f, a) + Posit.abs(f, b);
      sum += Posit.compare(f, a, b) + Posit.convert(f, Format.BPOSIT32, a);
      sum += Posit.fromDouble(f, i * 0.37) + Double.doubleToRawLongBits(Posit.toDouble(f, a));
      sum += Posit.fromFloat(f, i * 0.7f) + Float.floatToRawIntBits(Posit.toFloat(f, a));
      sum += Posit.fromLong(f, a) + Codec.encode(f, false, i % 5, a | Long.MIN_VALUE, true);
      if (a != f.nar() && b != f.nar()) {
        quire.add(a);
        quire.subtract(b);
        quire.addProduct(a, b);
        quire.subtractProduct(b, b);
      }
      sum += quire.toPosit();
    }
    quire.negate();
    return sum + quire.toPosit();
  }
}

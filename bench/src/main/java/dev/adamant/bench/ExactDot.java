package dev.adamant.bench;

import dev.adamant.number.Format;
import dev.adamant.number.Quire;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** An exact dot product: an empty quire, the sum, and its rounding to a pattern. */
final class ExactDot implements Workload {
  private final String path;
  private final Format format;
  private final int code;
  private final Distribution distribution;
  private final int length;
  private final Ring a;
  private final Ring b;
  private final MemorySegment quire;
  private final PatternArray rounded;
  private final MemorySegment results;

  /**
   * Draws the operands.
   *
   * @param path of libadamant
   * @param ringBytes how much memory the operands are to take, together, at least
   */
  ExactDot(
      String path,
      Format format,
      Distribution distribution,
      int length,
      long ringBytes,
      Arena arena) {
    this.path = path;
    this.format = format;
    this.code = Native.code(format);
    this.distribution = distribution;
    this.length = length;
    a = ring(1, ringBytes / 2, arena);
    b = ring(2, ringBytes / 2, arena);
    long quireBytes = 8L * format.quireWords();
    results = arena.allocate(quireBytes + format.bits() / 8, 64);
    quire = results.asSlice(0, quireBytes);
    rounded = new PatternArray(format, results.asSlice(quireBytes));
  }

  private Ring ring(long seed, long bytes, Arena arena) {
    PatternArray once = PatternArray.of(arena, format, distribution.sample(length, seed));
    return new Ring(arena, once.memory(), bytes);
  }

  @Override
  public String name() {
    return "exact dot " + format + ", " + distribution.title();
  }

  @Override
  public long operations() {
    return length;
  }

  @Override
  public void prepare() {
    Native.select(path);
  }

  @Override
  public void run() {
    quire.fill((byte) 0);
    Native.dot(code, length, a.next(), b.next(), quire);
    Native.toPosit(code, quire, rounded.memory());
  }

  @Override
  public MemorySegment results() {
    return results;
  }

  @Override
  public void check() {
    PatternArray x = new PatternArray(format, a.next());
    PatternArray y = new PatternArray(format, b.next());
    Quire expected = new Quire(format);
    for (int i = 0; i < length; i++) {
      expected.addProduct(x.get(i), y.get(i));
    }
    MemorySegment words = MemorySegment.ofArray(expected.toBytes());
    for (int i = 0; i < format.quireWords(); i++) {
      WrongAnswerException.unlessSame(
          name() + ", words of the quire",
          i,
          words.get(ValueLayout.JAVA_LONG_UNALIGNED, 8L * i),
          quire.get(ValueLayout.JAVA_LONG, 8L * i));
    }
    WrongAnswerException.unlessSame(name(), 0, expected.toPosit(), rounded.get(0));
  }
}

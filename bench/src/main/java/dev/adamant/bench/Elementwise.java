package dev.adamant.bench;

import dev.adamant.number.Format;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** An elementwise operation of libadamant over arrays, N(0,1). */
final class Elementwise implements Workload {
  private final String path;
  private final ElementwiseOperation operation;
  private final Format format;
  private final int code;
  private final int length;
  private final PatternArray a;
  private final PatternArray b;
  private final PatternArray result;

  /**
   * Draws the operands.
   *
   * @param path of libadamant
   */
  Elementwise(String path, ElementwiseOperation operation, Format format, int length, Arena arena) {
    this.path = path;
    this.operation = operation;
    this.format = format;
    this.code = Native.code(format);
    this.length = length;
    a = PatternArray.of(arena, format, operation.operands(length, 1));
    b = PatternArray.of(arena, format, operation.operands(length, 2));
    result = PatternArray.allocate(arena, format, length);
  }

  @Override
  public String name() {
    return operation.title() + " " + format;
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
    operation.run(code, length, result.memory(), a.memory(), b.memory());
  }

  @Override
  public MemorySegment results() {
    return result.memory();
  }

  @Override
  public void check() {
    for (int i = 0; i < length; i++) {
      WrongAnswerException.unlessSame(
          name(), i, operation.reference(format, a.get(i), b.get(i)), result.get(i));
    }
  }
}

package dev.adamant.target.libadamant;

import dev.adamant.number.Format;
import dev.adamant.number.Quire;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Quires of the reference to and from the words that the native library takes. */
final class QuireWords {

  private QuireWords() {}

  /** Bytes of one quire. */
  static long bytes(Format format) {
    return 8L * format.quireWords();
  }

  static void set(MemorySegment quires, long index, Quire quire) {
    byte[] words = quire.toBytes();
    MemorySegment.copy(words, 0, quires, ValueLayout.JAVA_BYTE, index * words.length, words.length);
  }

  static byte[] get(MemorySegment quires, Format format, long index) {
    long bytes = bytes(format);
    return quires.asSlice(index * bytes, bytes).toArray(ValueLayout.JAVA_BYTE);
  }

  static Quire copy(Quire quire) {
    return Quire.fromBytes(quire.format(), quire.toBytes());
  }
}

package dev.adamant.data;

import java.nio.ByteBuffer;
import java.security.MessageDigest;

/** Finite numbers, held in a byte each where all are integers from 0 to 255, else as doubles. */
sealed interface Values {

  /** How many there are. */
  int count();

  /** The number at the index. */
  double get(int index);

  /** Feeds the numbers to the digest: B and bytes, or D and big-endian doubles. */
  void digest(MessageDigest digest);

  /** Integers from 0 to 255, unsigned. */
  final class Bytes implements Values {
    private final byte[] values;

    /** Over the array, which is the object's from now on. */
    Bytes(byte[] values) {
      this.values = values;
    }

    /** The array itself. */
    byte[] array() {
      return values;
    }

    @Override
    public int count() {
      return values.length;
    }

    @Override
    public double get(int index) {
      return values[index] & 0xff;
    }

    @Override
    public void digest(MessageDigest digest) {
      digest.update((byte) 'B');
      digest.update(values);
    }
  }

  /** Any finite numbers, none of them −0. */
  final class Doubles implements Values {
    private static final int CHUNK = 1024;

    private final double[] values;

    /** Over the array, which is the object's from now on. */
    Doubles(double[] values) {
      this.values = values;
    }

    /** The array itself. */
    double[] array() {
      return values;
    }

    @Override
    public int count() {
      return values.length;
    }

    @Override
    public double get(int index) {
      return values[index];
    }

    @Override
    public void digest(MessageDigest digest) {
      digest.update((byte) 'D');
      ByteBuffer buffer = ByteBuffer.allocate(CHUNK * Double.BYTES);
      for (int at = 0; at < values.length; at += CHUNK) {
        int now = Math.min(CHUNK, values.length - at);
        buffer.clear();
        buffer.asDoubleBuffer().put(values, at, now);
        digest.update(buffer.limit(now * Double.BYTES));
      }
    }
  }
}

package dev.adamant.target.opencl;

import dev.adamant.memory.Tensor;
import dev.adamant.number.Format;

/**
 * What kernels are launched through, in order, for one piece of work at a time. An argument of a
 * kernel is a {@link Memory}, null (a NULL pointer), a {@link Long}, an {@link Integer}, a {@link
 * Long4} or a {@link Local}.
 */
interface Launcher {

  /** Memory of the device: what a pointer argument points to. */
  interface Memory {}

  /**
   * An argument of type {@code long4}.
   *
   * @param s0 its first component
   * @param s1 its second
   * @param s2 its third
   * @param s3 its last
   */
  record Long4(long s0, long s1, long s2, long s3) {}

  /**
   * A pointer to local memory.
   *
   * @param bytes how much
   */
  record Local(long bytes) {}

  /**
   * A program: a file of {@code kernels/}, compiled for a format.
   *
   * @param name of the file, less its extension
   * @param format that it is compiled for, or null where it takes any
   */
  record Program(String name, Format format) {}

  /** What the device can do. */
  DeviceTraits traits();

  /** The whole block of the tensor: kernels add the tensor's offset themselves. */
  Memory memory(Tensor tensor);

  /**
   * Memory of undefined content, aligned to 64 bytes, that lives until the work has ended.
   *
   * @throws dev.adamant.memory.MemoryException when the device has no room for it
   */
  Memory scratch(long bytes);

  /**
   * A table made once for this target and kept: filled by {@code maker} on its first use.
   *
   * @param key what it holds, such as {@code "exp posit16"}
   * @param bytes its length
   * @param maker launches what fills it
   */
  Memory table(String key, long bytes, java.util.function.Consumer<Memory> maker);

  /** Sets every byte to zero. */
  void clear(Memory memory, long offset, long bytes);

  /**
   * Launches a kernel behind what was launched before.
   *
   * @param global the NDRange: one to three lengths, each a multiple of the local one
   * @param local the work-group, as many lengths; null leaves it to the driver
   * @param arguments in the kernel's order
   */
  void launch(Program program, String kernel, long[] global, long[] local, Object... arguments);
}

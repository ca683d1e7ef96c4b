package dev.adamant.target.opencl;

import dev.adamant.bindings.OpenClException;
import dev.adamant.memory.Block;
import dev.adamant.memory.Region;
import dev.adamant.memory.Tensor;
import dev.adamant.target.TargetException;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What a target launches through, with the memory that kernels need besides tensors. A piece of
 * work is what is launched between {@link #begin} and {@link #end}. For one thread at a time.
 */
final class LaunchQueue implements Launcher, AutoCloseable {

  private final Session session;
  private final Programs programs;
  private final CommandChain chain;
  private final ScratchMemory scratch;
  private final Region tableRegion;
  private final Map<String, DeviceMemory> tables = new HashMap<>();
  private HostViews views;
  private List<Runnable> endings = new ArrayList<>();

  /**
   * An empty queue.
   *
   * @param session which outlives this
   * @param programs which this owns
   * @param views of host memory, which this owns; null where the device does not share it
   */
  LaunchQueue(Session session, Programs programs, HostViews views) {
    this.session = session;
    this.programs = programs;
    this.views = views;
    chain = new CommandChain(session);
    scratch = new ScratchMemory(session);
    tableRegion =
        Region.open(
            "tables of " + session.device().name(),
            Long.MAX_VALUE,
            new DeviceAllocator(session, false));
  }

  /** From now on the device does not reach the memory of the host. */
  void shareNothing() {
    views.close();
    views = null;
  }

  /** Begins a piece of work. */
  void begin() {
    endings = new ArrayList<>();
  }

  /** What is done when the work that is being launched has ended. */
  List<Runnable> endings() {
    return endings;
  }

  /** The commands of the work that is being launched. */
  CommandChain chain() {
    return chain;
  }

  /**
   * Hands the work to the device.
   *
   * @return the event of its last command, to be released by the caller; NULL where there was none
   */
  MemorySegment end() {
    scratch.rewind();
    return chain.end();
  }

  @Override
  public DeviceTraits traits() {
    return session.device().traits();
  }

  @Override
  public DeviceMemory memory(Tensor tensor) {
    DeviceMemory memory = reach(tensor.block());
    if (memory == null) {
      String name = session.device().name();
      throw failure(
          "the tensor "
              + tensor
              + " is in the memory of "
              + tensor.region().place()
              + ", which the device cannot reach: copy it to a region of "
              + name
              + " first",
          null);
    }
    return memory;
  }

  /** The buffer of the block; null where the device cannot reach it. */
  DeviceMemory reach(Block block) {
    if (block.handle() instanceof DeviceMemory memory) {
      return memory.session() == session ? memory : null;
    }
    return views != null && block.isHost() ? views.of(block) : null;
  }

  @Override
  public Memory scratch(long bytes) {
    return scratch.take(Math.max(bytes, 1), endings);
  }

  /** A table is for good, so it is not kept before it is known to be well made. */
  @Override
  public Memory table(String key, long bytes, Consumer<Memory> maker) {
    DeviceMemory table = tables.get(key);
    if (table == null) {
      table = (DeviceMemory) tableRegion.allocate(bytes).handle();
      maker.accept(table);
      try {
        chain.awaitLast();
      } catch (OpenClException e) {
        throw failure("the table " + key + " could not be made: " + e.getMessage(), e);
      }
      tables.put(key, table);
    }
    return table;
  }

  @Override
  public void clear(Memory memory, long offset, long bytes) {
    if (bytes > 0) {
      chain.clear((DeviceMemory) memory, offset, bytes);
    }
  }

  @Override
  public void launch(
      Program program, String kernel, long[] global, long[] local, Object... arguments) {
    MemorySegment handle = programs.kernel(program, kernel);
    try {
      for (int i = 0; i < arguments.length; i++) {
        chain.setArgument(handle, i, arguments[i]);
      }
      chain.launch(handle, global, local);
    } catch (OpenClException e) {
      throw failure(
          "the kernel " + kernel + " of " + program.name() + " was refused: " + e.getMessage(), e);
    }
  }

  /** Gives everything back; there is no work under way. */
  @Override
  public void close() {
    scratch.close();
    tableRegion.close();
    if (views != null) {
      views.close();
    }
    chain.close();
    programs.close();
  }

  private TargetException failure(String problem, OpenClException cause) {
    return new TargetException(session.device().name(), problem, cause);
  }
}

package dev.adamant.model;

import dev.adamant.graph.Lifetimes;
import dev.adamant.graph.Program;
import dev.adamant.graph.Role;
import dev.adamant.graph.Value;
import dev.adamant.memory.DataType;
import dev.adamant.memory.Tensor;

/**
 * Scratch memory for values that relations make, or for tangents of them: a tensor for each slot of
 * the program's lifetimes, laid when it is first needed, and one for each output.
 */
final class Slots {

  private final Program program;
  private final Lifetimes lifetimes;
  private final Scratch.Frame frame;
  private final DataType type;
  private final long batch;
  private final Tensor[] slots;

  /**
   * Nothing yet.
   *
   * @param frame that tensors are laid in
   * @param batch samples
   */
  Slots(Program program, Lifetimes lifetimes, Scratch.Frame frame, DataType type, long batch) {
    this.program = program;
    this.lifetimes = lifetimes;
    this.frame = frame;
    this.type = type;
    this.batch = batch;
    this.slots = new Tensor[lifetimes.slotLengths().size()];
  }

  /**
   * Memory for a value, contiguous and of any content.
   *
   * @param tangents 0 for the value itself, [components, channels, nodes, B]; K for tangents of it,
   *     with K in front
   */
  Tensor lay(Value value, long tangents) {
    long each = Math.max(1, tangents) * batch;
    long count = value.length(program.signature()) * each;
    Tensor slot;
    if (value.role() == Role.INNER) {
      int number = lifetimes.slot(value);
      if (slots[number] == null) {
        slots[number] = frame.tensor(type, lifetimes.slotLengths().get(number) * each);
      }
      slot = slots[number];
    } else {
      slot = frame.tensor(type, count);
    }
    long[] three = ValueTensors.shape(program.signature(), value);
    Tensor flat = slot.slice(0, 0, count);
    return tangents == 0
        ? flat.reshape(three[0], three[1], three[2], batch)
        : flat.reshape(tangents, three[0], three[1], three[2], batch);
  }
}

package dev.adamant.graph;

import dev.adamant.memory.Region;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * When the values of a program are in use, and which buffers its inner values lie in. Relations run
 * in their order; a value is live from the relation that makes it to the last one that reads it.
 * Inner values whose lives do not meet share a <em>slot</em>, a buffer as long as the longest of
 * them. A result never shares a slot with an operand of its own relation.
 *
 * <p>The assignment is a linear scan over the relations: a result takes the shortest free slot that
 * is long enough; where all are too short, the longest free one, which grows; where none is free, a
 * new one; of equals the first. After the relation the slots of what is not read again are free. So
 * an executor that lays every slot holds {@link #bytes}, exactly.
 */
public final class Lifetimes {

  /** What {@link #first} and {@link #last} say of a value that no relation reads or makes. */
  public static final int NEVER = -1;

  private static final int NONE = -1;

  private final Program program;
  private final int[] first;
  private final int[] last;
  private final int[] slot;
  private final List<Integer> slotLengths = new ArrayList<>();

  private Lifetimes(Program program) {
    this.program = program;
    int size = program.values().size();
    first = filled(size, NEVER);
    last = filled(size, NEVER);
    slot = filled(size, NONE);
    for (Relation relation : program.relations()) {
      for (Value operand : relation.operands()) {
        use(operand, relation);
      }
      use(relation.result(), relation);
    }
  }

  /** With slots that are used again as soon as what they hold is not read any more. */
  public static Lifetimes of(Program program) {
    Lifetimes lifetimes = new Lifetimes(program);
    lifetimes.scan();
    return lifetimes;
  }

  /** With a slot for each inner value, in the order in which they are made: all are kept. */
  public static Lifetimes keepingAll(Program program) {
    Lifetimes lifetimes = new Lifetimes(program);
    for (Relation relation : program.relations()) {
      if (relation.result().role() == Role.INNER) {
        lifetimes.place(relation.result(), lifetimes.slotLengths.size());
      }
    }
    return lifetimes;
  }

  /** The escape class. */
  public Escape escape(Value value) {
    return Escape.of(value.role());
  }

  /** The relation that makes it or, where it is given, the first that reads it, or NEVER. */
  public int first(Value value) {
    return first[value.id()];
  }

  /** The last relation that reads it; the one that makes it where none does; or NEVER. */
  public int last(Value value) {
    return last[value.id()];
  }

  /**
   * The slot of an inner value.
   *
   * @throws IllegalArgumentException for any other value: it lies where its role says
   */
  public int slot(Value value) {
    int number = slot[value.id()];
    if (number == NONE) {
      throw new IllegalArgumentException(
          "the value "
              + value.name()
              + " is "
              + value.role().roleName()
              + " and has no slot: only inner values lie in slots");
    }
    return number;
  }

  /** Numbers of a sample that each slot holds. */
  public List<Integer> slotLengths() {
    return List.copyOf(slotLengths);
  }

  /**
   * Bytes of all slots in a region: each is padded to {@link Region#ALIGNMENT}.
   *
   * @param batch samples of a pass
   * @param elementBytes of a number
   */
  public long bytes(long batch, int elementBytes) {
    long sum = 0;
    for (int length : slotLengths) {
      sum = Math.addExact(sum, padded(length, batch, elementBytes));
    }
    return sum;
  }

  /** Bytes of so many numbers a sample in a region, with the padding. */
  static long padded(long length, long batch, int elementBytes) {
    long bytes = Math.multiplyExact(Math.multiplyExact(length, batch), elementBytes);
    return Math.addExact(bytes, -bytes & (Region.ALIGNMENT - 1));
  }

  private void use(Value value, Relation relation) {
    if (first[value.id()] == NEVER) {
      first[value.id()] = relation.id();
    }
    last[value.id()] = relation.id();
  }

  private void scan() {
    List<Boolean> free = new ArrayList<>();
    for (Relation relation : program.relations()) {
      Value result = relation.result();
      if (result.role() == Role.INNER) {
        int chosen = choose(free, result.length(program.signature()));
        if (chosen == free.size()) {
          free.add(false);
        }
        free.set(chosen, false);
        place(result, chosen);
      }
      release(free, result, relation);
      relation.operands().forEach(operand -> release(free, operand, relation));
    }
  }

  private void release(List<Boolean> free, Value value, Relation relation) {
    if (slot[value.id()] != NONE && last[value.id()] == relation.id()) {
      free.set(slot[value.id()], true);
    }
  }

  private int choose(List<Boolean> free, int length) {
    int fitting = NONE;
    int longest = NONE;
    for (int i = 0; i < free.size(); i++) {
      if (free.get(i)) {
        int has = slotLengths.get(i);
        if (has >= length && (fitting == NONE || has < slotLengths.get(fitting))) {
          fitting = i;
        }
        if (longest == NONE || has > slotLengths.get(longest)) {
          longest = i;
        }
      }
    }
    if (fitting != NONE) {
      return fitting;
    }
    return longest != NONE ? longest : free.size();
  }

  private void place(Value value, int number) {
    int length = value.length(program.signature());
    if (number == slotLengths.size()) {
      slotLengths.add(length);
    }
    slotLengths.set(number, Math.max(slotLengths.get(number), length));
    slot[value.id()] = number;
  }

  private static int[] filled(int size, int with) {
    int[] array = new int[size];
    Arrays.fill(array, with);
    return array;
  }
}

package dev.adamant.model;

import dev.adamant.algebra.Signature;
import dev.adamant.graph.Program;
import dev.adamant.graph.Role;
import dev.adamant.graph.Value;
import dev.adamant.memory.Tensor;
import java.util.List;

/**
 * Where the values of a program are while a pass is made: sampled ones [components, channels,
 * nodes, B], parameters [components, channels, nodes, 1], weights [grades, outputs, inputs].
 * Tangents of them have K in front, and may be missing, which stands for 0. Constants are numbers.
 */
final class ValueTensors {

  private final Program program;
  private final Constants constants;
  private final Tensor[] tensors;

  /** None yet. */
  ValueTensors(Program program, Constants constants) {
    this.program = program;
    this.constants = constants;
    this.tensors = new Tensor[program.values().size()];
  }

  /** Whether a value is there; constants are not. */
  boolean has(Value value) {
    return tensors[value.id()] != null;
  }

  /** Where a value is, or null. */
  Tensor get(Value value) {
    return tensors[value.id()];
  }

  void put(Value value, Tensor tensor) {
    tensors[value.id()] = tensor;
  }

  /**
   * Puts the values of a role, which lie in a dimension one after the other.
   *
   * @param all the values of that role
   * @param d the dimension
   */
  void putAll(Role role, Tensor all, int d) {
    long from = 0;
    for (Value value : program.values(role)) {
      long length = value.length(program.signature());
      put(value, all.slice(d, from, from + length).split(d, shape(program.signature(), value)));
      from += length;
    }
  }

  /**
   * Puts what is learned.
   *
   * @param parameters of all learned values, in order; missing ones are null
   */
  void putLearned(List<Tensor> parameters) {
    List<Value> learned = program.learned();
    for (int p = 0; p < learned.size(); p++) {
      Tensor tensor = parameters.get(p);
      if (tensor != null && learned.get(p).role() == Role.PARAMETER) {
        tensor = tensor.split(-1, tensor.size(-1), 1);
      }
      put(learned.get(p), tensor);
    }
  }

  /** [components, channels, nodes] of a value that is no weight. */
  static long[] shape(Signature signature, Value value) {
    return new long[] {signature.size(value.grades()), value.channels(), value.nodes()};
  }

  /** [grades, outputs, inputs] of a weight, [components, channels, nodes] of a parameter. */
  static long[] learnedShape(Signature signature, Value value) {
    return value.role() == Role.WEIGHT
        ? new long[] {value.grades().grades().size(), value.channels(), value.nodes()}
        : shape(signature, value);
  }

  /**
   * A component of a value, repeated to a shape.
   *
   * @param shape […, channels, nodes, B]
   */
  Tensor component(Value value, int component, long... shape) {
    if (value.role() == Role.CONSTANT) {
      return constants.get(value.numbers().get(component), shape);
    }
    Tensor tensor = get(value);
    return tensor.select(tensor.rank() - 4, component).expand(shape);
  }
}

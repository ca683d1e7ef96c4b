package dev.adamant.target.check;

import dev.adamant.memory.Region;
import dev.adamant.memory.Tensor;
import dev.adamant.target.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A random piece of work. Its number and the seed of the run are all that is needed to have it
 * again.
 *
 * @param number in the run, from 0
 * @param subject what it is about
 * @param operation the operation and its parameters, for a person; may be empty
 * @param slots the tensors, the result first
 * @param assembly makes the work of tensors in the order of the slots
 * @param sharesMemory whether a target that takes tensors of the host is given such
 * @param queued whether it is submitted and awaited rather than run
 */
record Trial(
    long number,
    Subject subject,
    String operation,
    List<Slot> slots,
    Function<List<Tensor>, Work> assembly,
    boolean sharesMemory,
    boolean queued) {

  /** The bases of the tensors, zeros, in the order of the slots. */
  List<Tensor> bases(Region region) {
    List<Tensor> bases = new ArrayList<>();
    slots.forEach(slot -> bases.add(slot.base(region)));
    return bases;
  }

  /** The tensors in their bases. */
  List<Tensor> views(List<Tensor> bases) {
    return IntStream.range(0, bases.size())
        .mapToObj(i -> slots.get(i).layout().view(bases.get(i)))
        .toList();
  }

  /** The work on the tensors in these bases. */
  Work work(List<Tensor> bases) {
    return assembly.apply(views(bases));
  }

  /** The work with its tensors, for a person. */
  String describe(List<Tensor> views) {
    StringBuilder text = new StringBuilder(subject.kernel().kernelName());
    if (!operation.isEmpty()) {
      text.append(' ').append(operation);
    }
    String separator = ": ";
    for (int i = 0; i < views.size(); i++) {
      Tensor tensor = views.get(i);
      text.append(separator).append(slots.get(i).role()).append(' ');
      text.append(tensor.type()).append(numbers(tensor, tensor::size));
      if (!tensor.isContiguous()) {
        text.append(" strides ").append(numbers(tensor, tensor::stride));
      }
      separator = ", ";
    }
    return text.toString();
  }

  private static String numbers(Tensor tensor, IntToLongFunction ofDimension) {
    return IntStream.range(0, tensor.rank())
        .mapToObj(d -> Long.toString(ofDimension.applyAsLong(d)))
        .collect(Collectors.joining(", ", "[", "]"));
  }
}

package dev.adamant.model;

import dev.adamant.algebra.Signature;
import dev.adamant.graph.Program;
import dev.adamant.graph.Role;
import dev.adamant.graph.Value;
import dev.adamant.memory.DataType;
import dev.adamant.memory.Tensor;
import dev.adamant.target.Work;
import java.util.ArrayList;
import java.util.List;

/**
 * Gradients of a program along one-hot tangents, several in one dual pass. Tangents do not depend
 * on each other: how many go together changes no bit.
 */
final class ProgramTangents {

  private final ProgramPlan plan;
  private final Program program;
  private final Signature signature;
  private final Workspace workspace;
  private final Constants constants;
  private final DataType type;
  private final DualPass dual;
  private final int most;

  /**
   * For a program.
   *
   * @param most tangents at a time
   */
  ProgramTangents(ProgramPlan plan, Workspace workspace, int most) {
    this.plan = plan;
    this.program = plan.program();
    this.signature = program.signature();
    this.workspace = workspace;
    this.constants = workspace.constants();
    this.type = workspace.type();
    this.dual = new DualPass(plan, workspace);
    this.most = most;
  }

  /** As {@link Layer#inputGradient}. */
  void input(Pass pass, Point at, Tensor dOut, Tensor dIn) {
    Tensor x = at.x().features();
    for (long from = 0; from < x.size(0); from += most) {
      long to = Math.min(x.size(0), from + most);
      try (Scratch.Frame frame = workspace.scratch().frame()) {
        ValueTensors tangents = dual.noTangents();
        long first = 0;
        for (Value value : program.values(Role.INPUT)) {
          long length = value.length(signature);
          Tensor ones = oneHot(pass, frame, from - first, to - first, length, x.size(1));
          if (ones != null) {
            tangents.put(value, ones.split(1, ValueTensors.shape(signature, value)));
          }
          first += length;
        }
        Tensor dy = frame.tensor(type, to - from, program.outputs(), x.size(1));
        dual.add(pass, x, at.parameters(), tangents, dy);
        // For each sample [K, outputs]·[outputs, 1].
        pass.add(
            new Work.Contract(
                columns(dIn.slice(0, from, to)),
                dy.transpose(0, 2).transpose(1, 2),
                columns(dOut)));
      }
    }
  }

  /**
   * One-hot tangents of the elements from one number to another, of which a value's own are those
   * from 0 to its length.
   *
   * @param samples that each element is repeated for
   * @return [to − from, length, samples], or null where none of them is the value's
   */
  private Tensor oneHot(
      Pass pass, Scratch.Frame frame, long from, long to, long length, long samples) {
    long begin = Math.max(0, from);
    long end = Math.min(length, to);
    if (begin >= end) {
      return null;
    }
    Tensor tangents = frame.tensor(type, to - from, length, samples);
    Tensor rows = tangents.reshape((to - from) * length, samples);
    // Tangent k is 1 at element from + k.
    Tensor diagonal =
        rows.slice(0, (begin - from) * length + begin, (end - 1 - from) * length + end, length + 1);
    pass.add(new Work.Convert(tangents, constants.zerosLike(tangents)));
    pass.add(new Work.Convert(diagonal, constants.get(1.0, diagonal.shape())));
    return tangents;
  }

  /** As {@link Layer#parameterGradient}. */
  void parameters(Pass pass, List<Layer.Contribution> contributions, GradientSink sink) {
    try (Scratch.Frame frame = workspace.scratch().frame()) {
      Tensor gradient = frame.tensor(type, plan.learnedCount());
      for (long from = 0; from < gradient.count(); from += most) {
        long to = Math.min(gradient.count(), from + most);
        derivatives(pass, contributions, from, to, gradient.slice(0, from, to));
      }
      Sinks.give(pass, plan.parameters(), gradient, sink);
    }
  }

  /** Derivatives along some one-hot tangents of what is learned, elements counted through. */
  private void derivatives(
      Pass pass, List<Layer.Contribution> contributions, long from, long to, Tensor result) {
    try (Scratch.Frame frame = workspace.scratch().frame()) {
      List<Tensor> tangents = tangents(pass, frame, from, to);
      List<Point> points = distinct(contributions);
      List<Tensor> dys = new ArrayList<>();
      for (Point at : points) {
        dys.add(frame.tensor(type, to - from, program.outputs(), at.x().batch()));
      }
      for (int i = 0; i < points.size(); i++) {
        ValueTensors ins = dual.noTangents();
        ins.putLearned(tangents);
        Point at = points.get(i);
        dual.add(pass, at.x().features(), at.parameters(), ins, dys.get(i));
      }
      List<Work.Term> terms = new ArrayList<>();
      for (Layer.Contribution contribution : contributions) {
        int i = 0;
        while (!isSame(points.get(i), contribution.at())) {
          i++;
        }
        addProducts(terms, contribution.dOut(), dys.get(i));
      }
      pass.add(new Work.Contract(result.reshape(1, to - from), terms, null));
    }
  }

  /** For each learned value tangents that are 1 at one of those elements, or null for 0. */
  private List<Tensor> tangents(Pass pass, Scratch.Frame frame, long from, long to) {
    List<Tensor> tangents = new ArrayList<>();
    long first = 0;
    for (Value value : program.learned()) {
      long length = value.length(signature);
      Tensor ones = oneHot(pass, frame, from - first, to - first, length, 1);
      long[] shape = ValueTensors.learnedShape(signature, value);
      tangents.add(ones == null ? null : ones.select(2, 0).split(1, shape));
      first += length;
    }
    return tangents;
  }

  /** Adds [1, n]·[n, K] over all n outputs of all samples, at once where they are contiguous. */
  private static void addProducts(List<Work.Term> terms, Tensor dOut, Tensor dy) {
    if (dOut.isContiguous() && dy.isContiguous()) {
      Tensor rows = dy.reshape(dy.size(0), dOut.count());
      terms.add(new Work.Term(dOut.reshape(1, dOut.count()), rows.transpose(0, 1), false));
      return;
    }
    for (long o = 0; o < dy.size(1); o++) {
      Tensor rows = dy.select(1, o);
      terms.add(new Work.Term(dOut.slice(0, o, o + 1), rows.transpose(0, 1), false));
    }
  }

  /** Where contributions are, each point once. */
  private static List<Point> distinct(List<Layer.Contribution> contributions) {
    List<Point> points = new ArrayList<>();
    for (Layer.Contribution contribution : contributions) {
      if (points.stream().noneMatch(point -> isSame(point, contribution.at()))) {
        points.add(contribution.at());
      }
    }
    return points;
  }

  private static boolean isSame(Point a, Point b) {
    return a.x().augmented().isSameAs(b.x().augmented());
  }

  /** [n, B] as [B, n, 1]. */
  private static Tensor columns(Tensor matrix) {
    return matrix.expand(1, matrix.size(0), matrix.size(1)).transpose(0, 2);
  }
}

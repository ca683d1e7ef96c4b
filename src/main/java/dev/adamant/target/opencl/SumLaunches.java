package dev.adamant.target.opencl;

import dev.adamant.memory.DataType.Kind;
import dev.adamant.memory.Tensor;
import dev.adamant.number.Format;
import dev.adamant.target.Work;
import dev.adamant.target.opencl.ExactSum.Factor;
import dev.adamant.target.opencl.ExactSum.Results;
import dev.adamant.target.opencl.ExactSum.Terms;
import java.util.List;

/** The work that {@code sums.cl} does: whatever has to do with quires. */
final class SumLaunches {

  private final Launcher launcher;

  SumLaunches(Launcher launcher) {
    this.launcher = launcher;
  }

  /** Sums of products of patterns. */
  void contract(Work.Contract work) {
    Format format = work.terms().getFirst().a().format();
    List<Terms> all =
        work.terms().stream()
            .map(
                term ->
                    new Terms(
                        "products",
                        factor(term.a(), -1),
                        factor(term.b(), -2),
                        term.negated(),
                        term.a().size(-1)))
            .toList();
    sum(format, work.out(), work.addend(), all);
  }

  /** Sums of patterns. */
  void reduce(Work.Reduce work) {
    Tensor a = work.a();
    Factor terms = new Factor(launcher.memory(a), Operand.of(a).lines(), a.stride(-1));
    sum(
        a.format(),
        work.out(),
        work.addend(),
        List.of(new Terms("terms", terms, null, false, a.size(-1))));
  }

  /** out = a between patterns and quires. */
  void convert(Work.Convert work) {
    boolean exact = work.a().type().kind() == Kind.QUIRE;
    single(work.out(), null, exact ? "merge" : "terms", work.a(), false);
  }

  /** out = −a of quires. */
  void negate(Work.Map work) {
    single(work.out(), null, "merge", work.a(), true);
  }

  /** out = a + b of quires. */
  void merge(Work.Zip work) {
    single(work.out(), work.a(), "merge", work.b(), false);
  }

  private void single(Tensor out, Tensor addend, String kernel, Tensor a, boolean negated) {
    Factor term = new Factor(launcher.memory(a), Operand.of(a), 0);
    sum(out.format(), out, addend, List.of(new Terms(kernel, term, null, negated, 1)));
  }

  /** A factor that is summed over that dimension, which its elements thereby repeat. */
  private Factor factor(Tensor tensor, int dimension) {
    Operand place = Operand.of(tensor).with(tensor.rank() + dimension, 0);
    return new Factor(launcher.memory(tensor), place, tensor.stride(dimension));
  }

  private void sum(Format format, Tensor out, Tensor addend, List<Terms> all) {
    new ExactSum(
            launcher,
            format,
            out.shape(),
            results(out),
            addend == null ? Results.none(out.rank()) : results(addend))
        .launch(all);
  }

  private Results results(Tensor tensor) {
    return new Results(
        launcher.memory(tensor), tensor.type().kind() == Kind.QUIRE, Operand.of(tensor));
  }
}

package dev.adamant.graph;

import dev.adamant.algebra.Dimension;
import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * The dimensions of all values of a program: integer vectors over its units that solve what is
 * declared and what relations demand (arXiv 2603.16437), by elimination over the integers. Terms of
 * a sum have one dimension, that of a product is the sum; exp, log, tanh and sigmoid take and give
 * plain numbers, a root halves powers, a reciprocal negates them.
 *
 * <p>A value that the equations do not determine is reported as {@link #isDetermined not
 * determined}. It then has no dimension, where the equations allow that: parameters and weights are
 * set so first, then constants, inputs, inner values and outputs, by id.
 *
 * <p>An equation that contradicts those before it is reported with the two paths that disagree, and
 * left out.
 */
public final class DimensionInference {

  private static final List<Role> FREE_FIRST =
      List.of(Role.PARAMETER, Role.WEIGHT, Role.CONSTANT, Role.INPUT, Role.INNER, Role.OUTPUT);

  private final Program program;
  private final List<String> units;
  private final List<Dimension> dimensions = new ArrayList<>();
  private final BitSet determined = new BitSet();
  private final List<Inconsistency> inconsistencies = new ArrayList<>();

  private DimensionInference(Program program) {
    this.program = program;
    TreeSet<String> named = new TreeSet<>();
    for (Value value : program.values()) {
      if (value.dimension() != null) {
        named.addAll(value.dimension().powers().keySet());
      }
    }
    units = List.copyOf(named);
  }

  /**
   * Infers all of a program.
   *
   * @throws ProgramException when a dimension has a power past 2^31
   */
  public static DimensionInference of(Program program) {
    DimensionInference inference = new DimensionInference(program);
    try {
      inference.solve();
    } catch (ArithmeticException e) {
      throw new ProgramException(
          "a value of the program has a dimension with a power past 2^31: declare dimensions with"
              + " smaller powers, or multiply fewer values");
    }
    return inference;
  }

  /** The dimension of a value; of one that is not determined, one that it can have. */
  public Dimension dimension(Value value) {
    return dimensions.get(value.id());
  }

  /** Whether what is declared determines the dimension of a value. */
  public boolean isDetermined(Value value) {
    return determined.get(value.id());
  }

  /** Values whose dimension nothing determines, in order. */
  public List<Value> undetermined() {
    return program.values().stream().filter(value -> !isDetermined(value)).toList();
  }

  /** Equations that contradict others, in their order. */
  public List<Inconsistency> inconsistencies() {
    return List.copyOf(inconsistencies);
  }

  /** The dimension of ∂output/∂input: d_f − d_x. */
  public Dimension derivative(Value output, Value input) {
    return dimension(output).minus(dimension(input));
  }

  /** The dimension of the gradient of a loss by a value. */
  public Dimension gradient(Dimension loss, Value value) {
    return loss.minus(dimension(value));
  }

  private void solve() {
    IntegerSystem system = system();
    List<DimensionEquation> added = new ArrayList<>();
    for (DimensionEquation equation : DimensionEquation.of(program)) {
      if (add(system, equation)) {
        added.add(equation);
      } else {
        inconsistencies.add(explain(added, equation));
      }
    }
    for (Value value : program.values()) {
      determined.set(value.id(), system.isDetermined(value.id()));
    }
    Comparator<Value> freeFirst =
        Comparator.comparingInt(value -> FREE_FIRST.indexOf(value.role()));
    for (Value value : undetermined().stream().sorted(freeFirst).toList()) {
      add(system, DimensionEquation.is(value, Dimension.NONE));
    }
    for (Value value : program.values()) {
      dimensions.add(dimension(system.solution(value.id())));
    }
  }

  private Dimension dimension(List<BigInteger> powers) {
    SortedMap<String, Integer> map = new TreeMap<>();
    for (int i = 0; i < units.size(); i++) {
      map.put(units.get(i), powers.get(i).intValueExact());
    }
    return new Dimension(map);
  }

  private IntegerSystem system() {
    return new IntegerSystem(program.values().size(), units.size());
  }

  private boolean add(IntegerSystem system, DimensionEquation equation) {
    BigInteger[] right = new BigInteger[units.size()];
    Arrays.setAll(right, i -> BigInteger.valueOf(equation.right().power(units.get(i))));
    return system.add(equation.coefficients(), right);
  }

  private Inconsistency explain(List<DimensionEquation> added, DimensionEquation failed) {
    List<DimensionEquation> near = near(added, failed);
    Inconsistency direct = new DimensionConflict(program, near, failed).explain();
    return direct != null
        ? direct
        : DimensionConflict.together(program, conflict(near, failed), failed);
  }

  /**
   * The fewest equations that contradict one: none of them can be left out. The last equation
   * without which the rest would still be solvable is one of them; what comes after it is not.
   */
  private List<DimensionEquation> conflict(List<DimensionEquation> near, DimensionEquation failed) {
    List<DimensionEquation> candidates = near;
    List<DimensionEquation> core = new ArrayList<>(List.of(failed));
    while (true) {
      Predicate<DimensionEquation> adder = adder();
      if (!core.stream().allMatch(adder)) {
        return core.subList(1, core.size());
      }
      int last = 0;
      while (adder.test(candidates.get(last))) {
        last++;
      }
      core.add(candidates.get(last));
      candidates = candidates.subList(0, last);
    }
  }

  /** Adds equations to a system of its own, and says of each whether there are solutions. */
  private Predicate<DimensionEquation> adder() {
    IntegerSystem system = system();
    return equation -> add(system, equation);
  }

  /** Equations that share values with one, directly first: so paths come out short. */
  private static List<DimensionEquation> near(
      List<DimensionEquation> added, DimensionEquation start) {
    SequencedSet<DimensionEquation> found = new LinkedHashSet<>();
    TreeMap<Integer, List<DimensionEquation>> byValue = new TreeMap<>();
    for (DimensionEquation equation : added) {
      for (int id : equation.coefficients().keySet()) {
        byValue.computeIfAbsent(id, key -> new ArrayList<>()).add(equation);
      }
    }
    Deque<DimensionEquation> next = new ArrayDeque<>(List.of(start));
    while (!next.isEmpty()) {
      for (int id : next.remove().coefficients().keySet()) {
        for (DimensionEquation equation : byValue.getOrDefault(id, List.of())) {
          if (found.add(equation)) {
            next.add(equation);
          }
        }
      }
    }
    return List.copyOf(found);
  }
}

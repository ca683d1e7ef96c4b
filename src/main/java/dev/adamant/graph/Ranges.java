package dev.adamant.graph;

import dev.adamant.algebra.Signature;
import dev.adamant.number.Format;
import dev.adamant.number.Posit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * How large the numbers of each value can become where inputs declare bounds, by interval
 * arithmetic in the order of relations. Ends are doubles rounded outward and, after each relation,
 * rounded to the format as its results are; so the bounds hold for what a pass computes in that
 * format, as long as inputs keep theirs and what is learned has the numbers that were given. A
 * number times itself is never below 0; other dependence between operands is not seen.
 *
 * <p>Where a result may pass maxpos, and where the argument of a function may have no value, there
 * is a warning, no error: the interval may be wider than what happens.
 */
public final class Ranges {

  private static final Interval[] UNKNOWN = {};

  private final Signature signature;
  private final Format format;
  private final double maxpos;
  private final Interval[][] intervals;
  private final List<String> warnings = new ArrayList<>();

  private Ranges(Program program, Format format) {
    this.signature = program.signature();
    this.format = format;
    this.maxpos = Posit.toDouble(format, format.maxpos());
    this.intervals = new Interval[program.values().size()][];
  }

  /**
   * Bounds all values of a program.
   *
   * @param format of the numbers of a pass
   * @param learned the numbers of a parameter ([components, channels, nodes]) or weight ([grades,
   *     channels that it gives, channels that it takes]), or null where they are not known
   * @throws IllegalArgumentException when there are not as many numbers as the value has
   */
  public static Ranges of(Program program, Format format, Function<Value, double[]> learned) {
    Ranges ranges = new Ranges(program, format);
    for (Value value : program.values()) {
      ranges.given(value, learned);
    }
    program.relations().forEach(ranges::made);
    return ranges;
  }

  /** The same where nothing is known of what is learned. */
  public static Ranges of(Program program, Format format) {
    return of(program, format, value -> null);
  }

  /** The greatest magnitude of a value's numbers, or infinity where none is known. */
  public double bound(Value value) {
    return Arrays.stream(intervals[value.id()]).mapToDouble(Interval::magnitude).max().orElse(0);
  }

  /** The same for one component, counted within the stored grades; of a weight, for one grade. */
  public double bound(Value value, int component) {
    Interval[] all = intervals[value.id()];
    int each = value.channels() * value.nodes();
    return Arrays.stream(all, component * each, (component + 1) * each)
        .mapToDouble(Interval::magnitude)
        .max()
        .orElse(0);
  }

  /** What may leave the range of the format or the domain of a function, in order. */
  public List<String> warnings() {
    return List.copyOf(warnings);
  }

  Interval interval(Value value, int index) {
    return intervals[value.id()][index];
  }

  private void given(Value value, Function<Value, double[]> learned) {
    Interval[] all =
        switch (value.role()) {
          case INPUT -> filled(value, Interval.within(value.bound()));
          case CONSTANT -> value.numbers().stream().map(Interval::of).toArray(Interval[]::new);
          case PARAMETER, WEIGHT -> learned(value, learned.apply(value));
          case INNER, OUTPUT -> UNKNOWN;
        };
    if (all.length > 0) {
      store(value, "the " + value.role().roleName() + " " + value.name(), all);
    }
  }

  private Interval[] learned(Value value, double... numbers) {
    if (numbers == null) {
      return filled(value, Interval.ALL);
    }
    if (numbers.length != value.length(signature)) {
      throw new IllegalArgumentException(
          "the value "
              + value
              + " is given "
              + numbers.length
              + " numbers: it has "
              + value.length(signature));
    }
    return Arrays.stream(numbers).mapToObj(Interval::of).toArray(Interval[]::new);
  }

  private Interval[] filled(Value value, Interval with) {
    Interval[] all = new Interval[value.length(signature)];
    Arrays.fill(all, with);
    return all;
  }

  private void made(Relation relation) {
    if (relation instanceof Relation.Apply apply) {
      warn(apply);
    }
    Interval[] all = new RangeRules(signature, intervals).of(relation);
    Value result = relation.result();
    store(
        result, result.name() + " of the " + relation.kind() + " relation " + relation.name(), all);
  }

  private void store(Value value, String name, Interval... all) {
    double most =
        Arrays.stream(all)
            .filter(Interval::isBounded)
            .mapToDouble(Interval::magnitude)
            .max()
            .orElse(0);
    if (most > maxpos) {
      warnings.add(
          name
              + " may reach "
              + Decimal.up(most)
              + " in magnitude, past "
              + format.name()
              + "'s greatest number, "
              + Decimal.up(maxpos)
              + ", which it would become");
    }
    intervals[value.id()] = Arrays.stream(all).map(x -> x.rounded(format)).toArray(Interval[]::new);
  }

  private void warn(Relation.Apply r) {
    Interval[] operand = intervals[r.operand().id()];
    String reason =
        Arrays.stream(operand)
            .map(x -> FunctionRange.outside(r.function(), x))
            .filter(why -> why != null)
            .findFirst()
            .orElse(null);
    if (reason != null) {
      warnings.add(
          r.operand().name()
              + ", the argument of the "
              + r.function().functionName()
              + " relation "
              + r.name()
              + ", may be "
              + reason
              + Arrays.stream(operand)
                  .reduce(Interval::union)
                  .filter(x -> !x.isBounded())
                  .map(x -> "; no bound of it is known")
                  .orElse(""));
    }
  }
}

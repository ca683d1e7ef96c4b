package dev.adamant.graph;

import java.util.ArrayList;
import java.util.List;

/** Runs all inferences over a program. */
public final class Inference {

  private final Program program;
  private final Setting setting;
  private final GradeInference grades;
  private final DimensionInference dimensions;
  private final Lifetimes lifetimes;
  private final Capacity capacity;
  private final Ranges ranges;

  private Inference(Program program, Setting setting) {
    this.program = program;
    this.setting = setting;
    grades = GradeInference.of(program);
    dimensions = DimensionInference.of(program);
    lifetimes = Lifetimes.of(program);
    capacity = Capacity.of(program, setting.batch());
    ranges = Ranges.of(program, setting.format(), setting.learned());
  }

  /**
   * The facts of a program, inconsistencies included.
   *
   * @throws ProgramException when a dimension has a power past 2^31
   * @throws IllegalArgumentException when the setting has not as many numbers as a value
   * @throws ArithmeticException when a cost is past 2^63
   */
  public static Facts check(Program program, Setting setting) {
    return new Inference(program, setting).facts();
  }

  private Facts facts() {
    List<Inconsistency> inconsistencies = new ArrayList<>(grades.inconsistencies());
    inconsistencies.addAll(dimensions.inconsistencies());
    inconsistencies.addAll(capacity.inconsistencies());
    int bytes = setting.elementBytes();
    return new Facts(
        program,
        setting,
        program.values().stream().map(this::of).toList(),
        program.relations().stream().map(this::of).toList(),
        lifetimes.bytes(setting.batch(), bytes),
        Lifetimes.keepingAll(program).bytes(setting.batch(), bytes),
        inconsistencies,
        ranges.warnings());
  }

  private Facts.OfValue of(Value value) {
    long samples = value.role().isSampled() ? setting.batch() : 1;
    long length = Math.multiplyExact(value.length(program.signature()), samples);
    return new Facts.OfValue(
        value,
        grades.grades(value),
        grades.components(value),
        dimensions.dimension(value),
        dimensions.isDetermined(value),
        lifetimes.escape(value),
        lifetimes.first(value),
        lifetimes.last(value),
        value.role() == Role.INNER ? lifetimes.slot(value) : -1,
        Math.multiplyExact(length, setting.elementBytes()),
        ranges.bound(value));
  }

  private Facts.OfRelation of(Relation relation) {
    int bytes = setting.elementBytes();
    return new Facts.OfRelation(
        relation,
        Cost.typed(program, relation, setting.batch(), bytes),
        Cost.dense(program, relation, setting.batch(), bytes),
        capacity.forward(relation),
        capacity.tangent(relation));
  }
}

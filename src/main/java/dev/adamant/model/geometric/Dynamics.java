package dev.adamant.model.geometric;

import dev.adamant.algebra.Dimension;
import dev.adamant.algebra.GradeSet;
import dev.adamant.algebra.ProductKind;
import dev.adamant.data.Field;
import dev.adamant.data.Schema;
import dev.adamant.graph.Program;
import dev.adamant.graph.ProgramBuilder;
import dev.adamant.graph.Value;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.IntStream;

/**
 * Bodies that act on each other by a central force, learned: Σ_j g_j·φ(r_ij)·r_ij over all others,
 * with φ a {@link PowerLaw}, of the body's own field {@code gm} or {@code mass} and the differences
 * of {@code position}. Without steps that sum is the output, such as accelerations. With S steps a
 * {@link KickDrift} integrator takes {@code position} and {@code velocity} to the output, a
 * position: how far a step drifts and how strongly it kicks is learned, and 0 at first.
 *
 * <p>It turns with the bodies under O(n), to the bit under signed permutations, is permuted as they
 * are, and moves with them: only differences of positions are read. Lengths and times are in the
 * unit 1 of the fields' dimensions, and so is the constant of the law where there are masses; with
 * {@code gm} there is none, and fields whose dimensions do not fit contradict each other.
 */
final class Dynamics {

  private final Schema schema;
  private final GeometricNetworks.Settings settings;
  private final ProgramBuilder program;
  private final Field source;
  private final Field position;
  private final Field output;

  private Dynamics(Schema schema, GeometricNetworks.Settings settings) {
    this.schema = schema;
    this.settings = settings;
    this.program = new ProgramBuilder(schema.signature());
    this.position = Fields.input(schema, "position");
    this.source = Fields.input(schema, "gm", "mass");
    this.output = Fields.onlyOutput(schema);
    Fields.require(
        source.grades().equals(GradeSet.SCALAR)
            && position.grades().equals(GradeSet.VECTOR)
            && position.nodes() >= 2
            && source.nodes() == position.nodes()
            && source.channels() == 1
            && position.channels() == 1,
        "dynamics need a field gm or mass of grade 0 and a field position of grade 1, both of one"
            + " channel and as many nodes, at least 2");
    Fields.require(
        output.grades().equals(GradeSet.VECTOR)
            && output.nodes() == position.nodes()
            && output.channels() == 1,
        "dynamics give one vector for each node of position, and the output is " + output.name());
  }

  /** The program. */
  static Program program(Schema schema, GeometricNetworks.Settings settings) {
    Dynamics dynamics = new Dynamics(schema, settings);
    return settings.steps() == 0 ? dynamics.accelerations() : dynamics.positions();
  }

  private Program accelerations() {
    List<Value> inputs = Fields.addInputs(program, schema);
    Value x = inputs.get(schema.inputs().indexOf(position));
    Value gm = inputs.get(schema.inputs().indexOf(source));
    Dimension unit =
        isParameter()
            ? position.dimension().times(-3)
            : output.dimension().minus(source.dimension()).minus(position.dimension());
    Value strength = Sums.multiple(program, "strength", 1, unit, gm);
    Value sum = kick(law(), strength).apply("pull", x);
    program.output(output.name(), sum, output.dimension());
    return program.build();
  }

  private Program positions() {
    Field velocity = Fields.input(schema, "velocity");
    Fields.require(
        velocity.grades().equals(GradeSet.VECTOR)
            && velocity.channels() == 1
            && velocity.nodes() == position.nodes(),
        "dynamics of 1 or more steps need a field velocity, of the shape of position");
    Fields.require(
        output.dimension().equals(position.dimension()),
        "dynamics of 1 or more steps give positions, and the output "
            + output.name()
            + " has the dimension "
            + output.dimension()
            + ": take 0 steps for what acts at the time itself");
    List<Value> inputs = Fields.addInputs(program, schema);
    Value x = inputs.get(schema.inputs().indexOf(position));
    double step = 1.0 / settings.steps();
    Dimension time = position.dimension().minus(velocity.dimension());
    Value motion =
        Sums.multiple(program, "motion", step, time, inputs.get(schema.inputs().indexOf(velocity)));
    Dimension unit =
        isParameter()
            ? time.times(2).minus(position.dimension().times(3))
            : source.dimension().times(-1);
    Value strength =
        Sums.multiple(
            program, "strength", step * step, unit, inputs.get(schema.inputs().indexOf(source)));
    Value drift = program.parameter("drift", GradeSet.SCALAR, 1, 1, Dimension.NONE, 0.0);
    KickDrift.State end =
        KickDrift.run(
            program,
            new KickDrift.State(x, motion),
            settings.steps(),
            drift,
            kick(law(), strength));
    program.output(output.name(), end.position(), output.dimension());
    return program.build();
  }

  /**
   * Whether the bodies' field is a gravitational parameter, which has the constant of the law in
   * it: then only lengths and times are left for units. A mass leaves that constant any dimension.
   */
  private boolean isParameter() {
    return source.name().equals("gm");
  }

  private PowerLaw law() {
    return new PowerLaw(program, "law", settings.channels(), position.dimension(), 1);
  }

  /**
   * Σ_j g_j φ(r_ij) r_ij, one exact sum a node. The law is found once for each pair i < j, who pull
   * each other in opposite directions.
   */
  private BiFunction<String, Value, Value> kick(PowerLaw law, Value strength) {
    int nodes = position.nodes();
    Nodes.Pairs once = Nodes.Pairs.unordered(nodes);
    Nodes.Pairs both = once.bothWays();
    int half = once.senders().size();
    List<Integer> places = IntStream.range(0, 2 * half).map(p -> p % half).boxed().toList();
    Value signed = signed(strength, both.senders(), half);
    return (name, x) -> {
      Value force = law.force(name + ".force", once.differences(program, name + ".difference", x));
      Value opposed = program.gather(name + ".opposed", force, places);
      Value message = Sums.product(program, name + ".message", signed, opposed);
      return both.sum(program, name, message, nodes);
    };
  }

  /** Strengths of senders, those of the second half negated. */
  private Value signed(Value strength, List<Integer> senders, int half) {
    int nodes = strength.nodes();
    Value negative =
        program.products(
            "negative",
            List.of(
                ProgramBuilder.minus(
                    ProductKind.GEOMETRIC, program.one(), strength, GradeSet.SCALAR)));
    List<Integer> low = IntStream.range(0, nodes).boxed().toList();
    List<Integer> high = IntStream.range(nodes, 2 * nodes).boxed().toList();
    Value signs =
        Sums.sum(
            program,
            "signs",
            program.scatter("signs.positive", strength, low, 2 * nodes),
            program.scatter("signs.negative", negative, high, 2 * nodes));
    List<Integer> places =
        IntStream.range(0, 2 * half)
            .map(p -> senders.get(p) + (p < half ? 0 : nodes))
            .boxed()
            .toList();
    return program.gather("signed", signs, places);
  }
}

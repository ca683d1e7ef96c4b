package dev.adamant.train;

import dev.adamant.model.Activation;
import dev.adamant.model.Loss;
import dev.adamant.model.geometric.GeometricNetworks;
import dev.adamant.target.Distribution;
import java.util.List;

/**
 * Everything that decides a model, bit for bit; where and how it is computed is not part of it
 * ({@link Execution}). Constructors check ranges and throw {@link IllegalArgumentException} with
 * the value, what is expected, and the key in the job file.
 *
 * @param data what is learned from
 * @param model the network
 * @param precision number formats
 * @param gradient how gradients are found
 * @param optimizer how weights follow them
 * @param epochs passes over the training data
 * @param batch samples of a step
 * @param seed of all random numbers
 */
public record Job(
    Data data,
    Model model,
    Precision precision,
    Gradient gradient,
    OptimizerSettings optimizer,
    int epochs,
    int batch,
    long seed) {

  /** Checks the numbers. */
  public Job {
    require(epochs >= 1, "training.epochs", epochs, "1 or more");
    require(batch >= 1 && batch <= 1 << 20, "training.batch", batch, "from 1 to 1048576");
  }

  /**
   * What is learned from.
   *
   * @param source a name that {@code DataSources} knows, or a path
   * @param label name or number of the label's column; empty for the last
   * @param schema path of a {@link dev.adamant.data.SchemaFile}; empty for the source's own
   * @param task {@code auto}, {@code classification} or {@code regression}
   * @param scaling {@code default}, {@code none}, {@code range}, {@code minmax} or {@code standard}
   * @param testFraction held out at random where the source has no split of its own
   * @param validationFraction of the training samples, held out for choosing settings; measured,
   *     not learned
   */
  public record Data(
      String source,
      String label,
      String schema,
      String task,
      String scaling,
      double testFraction,
      double validationFraction) {

    /** With the source's own schema. */
    public Data(
        String source,
        String label,
        String task,
        String scaling,
        double testFraction,
        double validationFraction) {
      this(source, label, "", task, scaling, testFraction, validationFraction);
    }

    /** Checks the numbers. */
    public Data {
      require(testFraction > 0 && testFraction < 1, "data.test", testFraction, "between 0 and 1");
      require(
          validationFraction >= 0 && validationFraction < 1,
          "data.validation",
          validationFraction,
          "0 or more and below 1");
    }
  }

  /**
   * The network.
   *
   * @param kind {@code dense}, or the structure that the data's schema is met with: one of {@link
   *     GeometricNetworks#kinds}
   * @param hidden widths of the hidden dense layers; none for a linear model
   * @param activation after each of them
   * @param loss what is made small; null for the one that the task suggests
   * @param structure sizes of the part that is not dense; without effect on {@code dense}
   * @param start the weights that training begins with
   */
  public record Model(
      String kind,
      List<Integer> hidden,
      Activation activation,
      Loss loss,
      Structure structure,
      Start start) {

    /** The kind of networks without structure. */
    public static final String DENSE = "dense";

    /** A network with random weights. */
    public Model(
        String kind, List<Integer> hidden, Activation activation, Loss loss, Structure structure) {
      this(kind, hidden, activation, loss, structure, Start.RANDOM);
    }

    /** A dense network with random weights. */
    public Model(List<Integer> hidden, Activation activation, Loss loss) {
      this(DENSE, hidden, activation, loss, Structure.NONE);
    }

    /** The same with another loss. */
    Model withLoss(Loss other) {
      return new Model(kind, hidden, activation, other, structure, start);
    }

    /** Checks the kind and the widths. */
    public Model {
      require(
          kind.equals(DENSE) || GeometricNetworks.kinds().contains(kind),
          "model.kind",
          kind,
          DENSE + " or one of " + String.join(", ", GeometricNetworks.kinds()));
      hidden = List.copyOf(hidden);
      for (int width : hidden) {
        require(width >= 1 && width <= 1 << 20, "model.hidden", width, "widths from 1 to 1048576");
      }
      require(hidden.size() <= 1024, "model.hidden", hidden.size(), "at most 1024 layers");
    }
  }

  /**
   * The weights that training begins with: random ones by the seed, or those of a model, whose
   * scaling and classes the new one keeps. What the optimizer keeps begins afresh either way, and
   * so do heads of local losses.
   *
   * @param file of the model; empty for random weights
   * @param sha256 of the file, in lower-case hexadecimal; empty for whatever it is when the job
   *     begins
   */
  public record Start(String file, String sha256) {

    /** Random weights. */
    public static final Start RANDOM = new Start("", "");

    /** Checks the digest. */
    public Start {
      require(
          sha256.isEmpty() || sha256.matches("[0-9a-f]{64}"),
          "model.from-sha256",
          sha256,
          "64 hexadecimal digits in lower case, or none");
      require(
          sha256.isEmpty() || !file.isEmpty(),
          "model.from-sha256",
          sha256,
          "none, for there is no model.from that it is of");
    }

    /** Whether there is no model to begin from. */
    public boolean isRandom() {
      return file.isEmpty();
    }
  }

  /**
   * Sizes of a structured network, each as its kind has it.
   *
   * @param channels multivectors of a node, or laws of a force
   * @param blocks of layers
   * @param steps of an integrator
   */
  public record Structure(int channels, int blocks, int steps) {

    /** None. */
    public static final Structure NONE = new Structure(1, 1, 1);

    /** Checks the sizes. */
    public Structure {
      require(channels >= 1 && channels <= 4096, "model.channels", channels, "from 1 to 4096");
      require(blocks >= 0 && blocks <= 1024, "model.blocks", blocks, "from 0 to 1024");
      require(steps >= 0 && steps <= 4096, "model.steps", steps, "from 0 to 4096");
    }
  }

  /**
   * How gradients are found.
   *
   * @param method which
   * @param tangents K, of methods with random tangents
   * @param aggregate {@code mean}, or {@code projection} with weight perturbation: onto the space
   *     of the tangents
   * @param distribution of tangents: {@link Distribution#NORMAL} or {@link Distribution#SIGN}
   * @param lookahead layers between a hidden layer and the head that it is trained by, of {@link
   *     Method#LOCAL}
   */
  public record Gradient(
      Method method, int tangents, String aggregate, Distribution distribution, int lookahead) {

    /** Checks the numbers and what belongs together. */
    public Gradient {
      require(tangents >= 1 && tangents <= 1 << 16, "training.tangents", tangents, "1 to 65536");
      require(lookahead >= 0, "training.lookahead", lookahead, "0 or more");
      require(
          aggregate.equals("mean")
              || (aggregate.equals("projection") && method == Method.WEIGHT_PERTURBATION),
          "training.aggregate",
          aggregate,
          "mean, or projection with " + Method.WEIGHT_PERTURBATION.methodName());
      require(
          distribution != Distribution.UNIFORM,
          "training.distribution",
          distribution,
          "normal or sign");
    }
  }

  /**
   * How weights follow gradients.
   *
   * @param name {@code sgd} or {@code adam}
   * @param learningRate at its greatest
   * @param schedule {@code constant}, {@code linear} or {@code cosine}: how it falls to 0
   * @param warmup steps over which it rises from 0 first
   * @param momentum of SGD, 0 for none
   * @param beta1 of Adam: decay of the mean
   * @param beta2 of Adam: decay of the mean square
   * @param epsilon of Adam, added to the root
   * @param weightDecay towards 0, a step and unit of learning rate
   * @param clip greatest norm of a parameter's gradient, or 0 for any
   */
  public record OptimizerSettings(
      String name,
      double learningRate,
      String schedule,
      int warmup,
      double momentum,
      double beta1,
      double beta2,
      double epsilon,
      double weightDecay,
      double clip) {

    /** Checks the numbers. */
    public OptimizerSettings {
      require(name.equals("sgd") || name.equals("adam"), "optimizer.name", name, "sgd or adam");
      require(
          learningRate > 0 && learningRate < 1e6,
          "optimizer.rate",
          learningRate,
          "above 0, below 1e6");
      require(
          List.of("constant", "linear", "cosine").contains(schedule),
          "optimizer.schedule",
          schedule,
          "constant, linear or cosine");
      require(warmup >= 0, "optimizer.warmup", warmup, "0 or more");
      require(momentum >= 0 && momentum < 1, "optimizer.momentum", momentum, "0 or more, below 1");
      require(beta1 >= 0 && beta1 < 1, "optimizer.beta1", beta1, "0 or more, below 1");
      require(beta2 >= 0 && beta2 < 1, "optimizer.beta2", beta2, "0 or more, below 1");
      require(epsilon > 0 && epsilon < 1, "optimizer.epsilon", epsilon, "above 0, below 1");
      require(
          weightDecay >= 0 && weightDecay < 1,
          "optimizer.decay",
          weightDecay,
          "0 or more, below 1");
      require(clip >= 0 && clip < 1e12, "optimizer.clip", clip, "0 (none) or more");
    }
  }

  private static void require(boolean holds, String key, Object value, String expected) {
    if (!holds) {
      throw new IllegalArgumentException(key + " is " + value + ": expected " + expected);
    }
  }
}

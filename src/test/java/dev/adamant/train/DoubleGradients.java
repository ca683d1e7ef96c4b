package dev.adamant.train;

import dev.adamant.model.Activation;
import dev.adamant.model.Dense;
import dev.adamant.model.Layer;
import dev.adamant.model.Loss;
import dev.adamant.model.Network;
import dev.adamant.model.Pointwise;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The chain rule in plain doubles, for networks of dense layers and activations: another program
 * than the one that is tested.
 *
 * @param gradients of the loss's sum over the samples, by layer, [outputs, 1 + inputs] row-major
 * @param sizes the same with all factors made positive: the sum of the sizes of all paths, which
 *     relative errors of factors multiply
 * @param loss the sum over the samples
 */
record DoubleGradients(
    Map<Integer, double[]> gradients, Map<Integer, double[]> sizes, double loss) {

  /** For samples in rows, with the weights that an outcome began with. */
  static DoubleGradients of(Network network, Exercise.Outcome outcome) {
    int count = outcome.x().length / network.inputs();
    Map<Integer, double[]> gradients = new LinkedHashMap<>();
    Map<Integer, double[]> sizes = new LinkedHashMap<>();
    double loss = 0;
    for (int b = 0; b < count; b++) {
      int sample = b;
      double[] x =
          IntStream.range(0, network.inputs())
              .mapToDouble(i -> outcome.x()[sample * network.inputs() + i])
              .toArray();
      double[] y =
          IntStream.range(0, network.outputs())
              .mapToDouble(c -> outcome.y()[sample * network.outputs() + c])
              .toArray();
      List<double[]> signals = forward(network, outcome.before(), x);
      double[] residual = new double[y.length];
      loss += loss(network.loss(), signals.getLast(), y, residual);
      backward(network, outcome.before(), signals, residual, gradients, false);
      backward(network, outcome.before(), signals, residual, sizes, true);
    }
    return new DoubleGradients(gradients, sizes, loss);
  }

  private static List<double[]> forward(
      Network network, Map<String, double[]> weights, double[] x) {
    List<double[]> signals = new ArrayList<>(List.of(x));
    for (int l = 0; l < network.layers().size(); l++) {
      double[] before = signals.getLast();
      double[] w = weights.get("layers." + l + ".weight");
      signals.add(
          switch (network.layers().get(l)) {
            case Dense dense ->
                IntStream.range(0, dense.outputs())
                    .mapToDouble(
                        o -> {
                          int row = o * (1 + before.length);
                          double sum = w[row];
                          for (int i = 0; i < before.length; i++) {
                            sum += w[row + 1 + i] * before[i];
                          }
                          return sum;
                        })
                    .toArray();
            case Pointwise(Activation activation, int features) ->
                IntStream.range(0, features).mapToDouble(i -> f(activation, before[i])).toArray();
            case Layer other -> throw new IllegalArgumentException(other.kind());
          });
    }
    return signals;
  }

  private static double f(Activation activation, double z) {
    return switch (activation) {
      case RELU -> Math.max(z, 0);
      case TANH -> Math.tanh(z);
      case SIGMOID -> 1 / (1 + Math.exp(-z));
      case IDENTITY -> z;
    };
  }

  /** f′, from z: for tanh 1/cosh², for the sigmoid by both tails. */
  private static double slope(Activation activation, double z) {
    return switch (activation) {
      case RELU -> z > 0 ? 1 : 0;
      case TANH -> 1 / (Math.cosh(z) * Math.cosh(z));
      case SIGMOID -> 1 / ((1 + Math.exp(-z)) * (1 + Math.exp(z)));
      case IDENTITY -> 1;
    };
  }

  private static double loss(Loss loss, double[] z, double[] y, double[] residual) {
    double total = 0;
    if (loss == Loss.MEAN_SQUARED_ERROR) {
      for (int c = 0; c < z.length; c++) {
        total += (z[c] - y[c]) * (z[c] - y[c]) / z.length;
        residual[c] = 2 * (z[c] - y[c]) / z.length;
      }
      return total;
    }
    double sum = 0;
    for (double each : z) {
      sum += Math.exp(each);
    }
    for (int c = 0; c < z.length; c++) {
      total -= y[c] * (z[c] - Math.log(sum));
      residual[c] = Math.exp(z[c]) / sum - y[c];
    }
    return total;
  }

  private static void backward(
      Network network,
      Map<String, double[]> weights,
      List<double[]> signals,
      double[] residual,
      Map<Integer, double[]> sums,
      boolean sizes) {
    double[] derivative = sized(residual, sizes);
    for (int l = network.layers().size() - 1; l >= 0; l--) {
      double[] x = sized(signals.get(l), sizes);
      double[] before = new double[x.length];
      if (network.layers().get(l) instanceof Pointwise(Activation activation, int features)) {
        for (int i = 0; i < features; i++) {
          before[i] = derivative[i] * slope(activation, signals.get(l)[i]);
        }
      } else {
        double[] w = sized(weights.get("layers." + l + ".weight"), sizes);
        double[] sum = sums.computeIfAbsent(l, key -> new double[w.length]);
        for (int o = 0; o < derivative.length; o++) {
          int row = o * (1 + x.length);
          sum[row] += derivative[o];
          for (int i = 0; i < x.length; i++) {
            sum[row + 1 + i] += derivative[o] * x[i];
            before[i] += derivative[o] * w[row + 1 + i];
          }
        }
      }
      derivative = before;
    }
  }

  private static double[] sized(double[] values, boolean sizes) {
    return sizes ? Arrays.stream(values).map(Math::abs).toArray() : values;
  }
}

package dev.adamant.bench;

import dev.adamant.algebra.GradeSet;
import dev.adamant.algebra.ProductKind;
import dev.adamant.algebra.ProductTable;
import dev.adamant.algebra.Signature;
import dev.adamant.memory.DataType;
import dev.adamant.memory.DataType.Kind;
import dev.adamant.memory.Elements;
import dev.adamant.memory.Region;
import dev.adamant.memory.Tensor;
import dev.adamant.number.Format;
import dev.adamant.number.Posit;
import dev.adamant.number.Quire;
import dev.adamant.target.Target;
import dev.adamant.target.Work;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Geometric products of many pairs of multivectors of some grades, N(0,1), on a target: by the
 * nonzero entries of the product's table, or in the dense form, as products with the 2^n × 2^n
 * matrix M(x) of the left multiplication, which has an element for every pair of components, zeros
 * included. The matrix is made beforehand, which costs the dense form nothing here.
 */
final class GeometricProduct implements Workload {

  /** How the products are computed. */
  enum Form {
    /** One sum a component, of the entries that are not zero. */
    SPARSE,
    /** One sum a component, of 2^n products. */
    DENSE_LANES,
    /** A matrix and a vector for each pair. */
    DENSE_MATRIX
  }

  /**
   * Which products.
   *
   * @param title for a table
   * @param signature of the algebra
   * @param left grades of the left operands
   * @param right grades of the right operands
   */
  record Operands(String title, Signature signature, GradeSet left, GradeSet right) {

    /** The products of the components that can be other than zero. */
    ProductTable table() {
      ProductKind product = ProductKind.GEOMETRIC;
      GradeSet out = ProductTable.reach(signature, product, left, right);
      return ProductTable.of(signature, product, left, right, out);
    }

    /** The products of all components. */
    ProductTable full() {
      GradeSet all = GradeSet.all(signature);
      return ProductTable.of(signature, ProductKind.GEOMETRIC, all, all, all);
    }
  }

  private final Target target;
  private final Operands operands;
  private final Form form;
  private final DataType type;
  private final int pairs;
  private final double[][] left;
  private final double[][] right;
  private final List<Work> works = new ArrayList<>();
  private final Tensor out;

  /**
   * Draws the operands.
   *
   * @param type patterns or float32
   * @param pairs of multivectors
   * @param region of the target, for all of it
   */
  GeometricProduct(
      Target target, Operands operands, Form form, DataType type, int pairs, Region region) {
    this.target = target;
    this.operands = operands;
    this.form = form;
    this.type = type;
    this.pairs = pairs;
    Signature signature = operands.signature();
    left = sample(signature.size(operands.left()), 1);
    right = sample(signature.size(operands.right()), 2);
    if (form == Form.SPARSE) {
      ProductTable table = operands.table();
      out = region.tensor(type, signature.size(table.out()), pairs, 1, 1);
      sparse(table, lanes(region, left), lanes(region, right));
    } else {
      int size = signature.size();
      double[][] matrix = matrix();
      double[][] vector = embedded(right, operands.right());
      boolean matrices = form == Form.DENSE_MATRIX;
      out =
          region.tensor(
              type, matrices ? new long[] {pairs, size, 1} : new long[] {size, pairs, 1, 1});
      if (matrices) {
        Tensor m = byPair(region, matrix).reshape(pairs, size, size);
        works.add(new Work.Contract(out, m, byPair(region, vector).reshape(pairs, size, 1)));
      } else {
        dense(size, lanes(region, matrix), lanes(region, vector));
      }
    }
  }

  @Override
  public String name() {
    return operands.title() + " " + form + " " + type;
  }

  /** Products of multivectors. */
  @Override
  public long operations() {
    return pairs;
  }

  @Override
  public void prepare() {
    // The target takes the path that is selected.
  }

  @Override
  public void run() {
    works.forEach(target::run);
  }

  @Override
  public MemorySegment results() {
    return out.segment();
  }

  @Override
  public void check() {
    ProductTable table = operands.table();
    List<Integer> blades = operands.signature().blades(table.out());
    List<Integer> all = operands.signature().blades(GradeSet.all(operands.signature()));
    for (int c = 0; c < all.size(); c++) {
      int component = blades.indexOf(all.get(c));
      List<ProductTable.Entry> entries = component < 0 ? List.of() : table.entries(component);
      int place = form == Form.SPARSE ? component : c;
      for (int pair = 0; pair < pairs && place >= 0; pair++) {
        boolean byPair = form == Form.DENSE_MATRIX;
        check(entries, pair, byPair ? (long) pair * all.size() + c : (long) place * pairs + pair);
      }
    }
  }

  private void check(List<ProductTable.Entry> entries, int pair, long at) {
    long actual = Elements.get(out.segment(), type.byteSize(), at);
    if (type.kind() == Kind.IEEE) {
      double sum = 0;
      double magnitudes = 0;
      for (ProductTable.Entry entry : entries) {
        double product =
            (double) (float) left[entry.left()][pair] * (float) right[entry.right()][pair];
        sum += entry.sign() * product;
        magnitudes += Math.abs(product);
      }
      float is = Float.intBitsToFloat((int) actual);
      WrongAnswerException.unlessWithinRounding(name(), entries.size(), sum, magnitudes, is);
      return;
    }
    Format format = type.format();
    Quire expected = new Quire(format);
    for (ProductTable.Entry entry : entries) {
      long a = Posit.fromDouble(format, entry.sign() * left[entry.left()][pair]);
      expected.addProduct(a, Posit.fromDouble(format, right[entry.right()][pair]));
    }
    WrongAnswerException.unlessSame(name(), at, expected.toPosit(), actual);
  }

  private void sparse(ProductTable table, Tensor x, Tensor y) {
    for (int c = 0; c < out.size(0); c++) {
      List<Work.Term> terms = new ArrayList<>();
      for (ProductTable.Entry entry : table.entries(c)) {
        terms.add(
            new Work.Term(x.select(0, entry.left()), y.select(0, entry.right()), entry.sign() < 0));
      }
      works.add(new Work.Contract(out.select(0, c), terms, null));
    }
  }

  private void dense(int size, Tensor matrix, Tensor vector) {
    for (int c = 0; c < size; c++) {
      List<Work.Term> terms = new ArrayList<>();
      for (int j = 0; j < size; j++) {
        terms.add(new Work.Term(matrix.select(0, (long) c * size + j), vector.select(0, j), false));
      }
      works.add(new Work.Contract(out.select(0, c), terms, null));
    }
  }

  /** The elements of M(x), row by row, of all pairs. */
  private double[][] matrix() {
    int size = operands.signature().size();
    double[][] x = embedded(left, operands.left());
    double[][] matrix = new double[size * size][pairs];
    for (ProductTable.Entry entry : operands.full().entries()) {
      double[] element = matrix[entry.out() * size + entry.right()];
      Arrays.setAll(element, i -> entry.sign() * x[entry.left()][i]);
    }
    return matrix;
  }

  /** Components of some grades among those of all. */
  private double[][] embedded(double[][] components, GradeSet grades) {
    Signature signature = operands.signature();
    List<Integer> all = signature.blades(GradeSet.all(signature));
    List<Integer> some = signature.blades(grades);
    double[][] embedded = new double[all.size()][pairs];
    for (int i = 0; i < components.length; i++) {
      embedded[all.indexOf(some.get(i))] = components[i];
    }
    return embedded;
  }

  private double[][] sample(int components, long seed) {
    double[][] sample = new double[components][];
    for (int i = 0; i < components; i++) {
      sample[i] = Distribution.NORMAL.sample(pairs, 100 * seed + i);
    }
    return sample;
  }

  /** [components, pairs, 1, 1]. */
  private Tensor lanes(Region region, double[][] components) {
    Tensor tensor = region.tensor(type, components.length, pairs, 1, 1);
    for (int c = 0; c < components.length; c++) {
      for (int i = 0; i < pairs; i++) {
        set(tensor, (long) c * pairs + i, components[c][i]);
      }
    }
    return tensor;
  }

  /** [pairs, components]. */
  private Tensor byPair(Region region, double[][] components) {
    Tensor tensor = region.tensor(type, pairs, components.length);
    for (int c = 0; c < components.length; c++) {
      for (int i = 0; i < pairs; i++) {
        set(tensor, (long) i * components.length + c, components[c][i]);
      }
    }
    return tensor;
  }

  private void set(Tensor tensor, long at, double value) {
    long pattern =
        type.kind() == Kind.IEEE
            ? Float.floatToRawIntBits((float) value)
            : Posit.fromDouble(type.format(), value);
    Elements.set(tensor.segment(), type.byteSize(), at, pattern);
  }
}

package dev.adamant.target;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.adamant.memory.DataType;
import dev.adamant.memory.Region;
import dev.adamant.memory.Tensor;
import dev.adamant.number.Format;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Tensors that do not go together are refused with the rule that they break. */
class WorkTest {

  private static final Region LAB = Region.open("lab", 1 << 16);

  @AfterAll
  static void close() {
    LAB.close();
  }

  private static Tensor tensor(long... shape) {
    return LAB.tensor(Format.POSIT16, shape);
  }

  private static Tensor quires(long... shape) {
    return LAB.tensor(DataType.quire(Format.POSIT16), shape);
  }

  private static Arguments broken(String rule, ThrowingCallable work) {
    return Arguments.of(rule, work);
  }

  static Stream<Arguments> misfits() {
    Tensor square = tensor(4, 4);
    Tensor wide = tensor(4, 5);
    Tensor row = tensor(4);
    Tensor other = LAB.tensor(Format.POSIT32, 4, 4);
    Tensor sums = quires(4, 4);
    return Stream.of(
        broken(
            "contract: the first factor must have as many columns as the second has rows",
            () -> new Work.Contract(tensor(4, 5), wide, wide)),
        broken(
            "contract: the result must have the rows of the first factor",
            () -> new Work.Contract(wide, square, tensor(4, 4))),
        broken(
            "contract: factors must all be of one type, and no quires",
            () -> new Work.Contract(tensor(4, 4), square, other)),
        broken(
            "contract: all must have the same two dimensions or more",
            () -> new Work.Contract(row, tensor(4), tensor(4))),
        broken(
            "contract: the result must lie apart from the operand",
            () -> new Work.Contract(square, square, tensor(4, 4))),
        broken(
            "contract: the result of terms of posit16 must be of that type, or quires of it",
            () -> new Work.Contract(other, square, tensor(4, 4))),
        broken(
            "contract: the addend of terms of posit16 must be quires of it",
            () -> new Work.Contract(tensor(4, 4), terms(square), tensor(4, 4))),
        broken("contract: there are no terms", () -> new Work.Contract(square, List.of(), null)),
        broken(
            "map: quires can only be negated", () -> new Work.Map(UnaryOperation.EXP, sums, sums)),
        broken(
            "map: the result must be an operand or lie apart from it",
            () -> new Work.Map(UnaryOperation.NEG, square.transpose(0, 1), square)),
        broken(
            "zip: quires can only be added",
            () -> new Work.Zip(BinaryOperation.SUB, sums, sums, sums)),
        broken(
            "zip: shapes must be equal (expand repeats)",
            () -> new Work.Zip(BinaryOperation.ADD, square, square, row)),
        broken(
            "zip: all must be of one type",
            () -> new Work.Zip(BinaryOperation.ADD, square, square, other)),
        broken("fma: quires cannot be multiplied", () -> new Work.Fma(sums, sums, sums, sums)),
        broken(
            "reduce: the result must have the dimensions of the operand but the last",
            () -> new Work.Reduce(ReduceOperation.SUM, square, tensor(4, 4))),
        broken(
            "reduce: the greatest and the least are of the operand's type, without addend",
            () -> new Work.Reduce(ReduceOperation.MAX, quires(4), square)),
        broken(
            "random: quires cannot be drawn",
            () -> new Work.Random(Distribution.SIGN, sums, 1, 0, 0, 0)),
        broken(
            "random: the first element has the number -1, must be 0 or more",
            () -> new Work.Random(Distribution.SIGN, square, 1, 0, 0, -1)),
        broken(
            "convert: quires become only patterns of their own format",
            () -> new Work.Convert(other, sums)),
        broken(
            "convert: the result must lie where the operand does",
            () -> new Work.Convert(square.transpose(0, 1), square)),
        broken("copy: both must be of one type", () -> new Work.Copy(other, square)),
        broken(
            "copy: both must be contiguous (convert to the same type changes the layout)",
            () -> new Work.Copy(tensor(4, 4), square.transpose(0, 1))));
  }

  private static List<Work.Term> terms(Tensor a) {
    return List.of(new Work.Term(a, a, false));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("misfits")
  void aMisfitNamesTheRule(String rule, ThrowingCallable work) {
    assertThatThrownBy(work)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(rule);
  }

  @Test
  void theTensorsAndTheirRegionsAreNamed() {
    Tensor wide = tensor(4, 5);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Work.Map(UnaryOperation.NEG, tensor(4), wide))
        .withMessage(
            "map: shapes must be equal (expand repeats); the result is posit16[4] in the region"
                + " lab, with [posit16[4, 5] in the region lab]");
  }

  @Test
  void aResultThatRepeatsElementsIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Work.Map(UnaryOperation.NEG, tensor(1).expand(3, 1), tensor(3, 1)))
        .withMessage(
            "map: the result posit16[3, 1] in the region lab repeats elements along dimension 0");
  }
}

package dev.adamant.number;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adamant.number.FunctionOracle.Enclosure;
import dev.adamant.number.oracle.Dyadic;
import java.math.BigDecimal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The oracle of the functions against 60 published digits of known numbers. */
class FunctionOracleTest {

  private static final BigDecimal TOLERANCE = new BigDecimal("1e-58");

  /** Operands are multiples of 2^−16. */
  private static final BigDecimal UNITS = BigDecimal.valueOf(1 << 16);

  @ParameterizedTest
  @CsvSource({
    "exp, 1, 2.71828182845904523536028747135266249775724709369995957496697",
    "exp, -100.5, 2.25634013591703631320281828241534366417520785936464023567990e-44",
    "exp2, 0.5, 1.41421356237309504880168872420969807856967187537694807317668",
    "exp2, -30.140625, 8.44827003544382171821703482587980265946089251754675306688775e-10",
    "log, 10, 2.30258509299404568401799145468436420760110148862877297603333",
    "log, 0.9990234375, -0.000977039647826612785968075151753465835865001361793942496819980",
    "log2, 3, 1.58496250072115618145373894394781650875981440769248106045575",
    "sin, 1, 0.841470984807896506652502321630298999622563060798371065672752",
    "sin, 1267650600228229401496703205376,"
        + " -0.872183605418267309780719778213470559324313272728379408308328",
    "cos, 10000000000000000000000,"
        + " 0.523214785395138945497594473384709492140919972439387953527211",
    "tanh, 0.0078125, 0.00781234105816101382139181619847605950062003673596484442552467",
    "tanh, 3, 0.995054753686730451331880185255488475097813854700282491823879",
    "sigmoid, -40, 4.24835425529158897728072090440450637143476271788616807493302e-18",
    "sigmoid, 0.125, 0.531209373373756257245071445597105667053470160763104868065872",
    "softplus, 2.5, 2.57888973429254962334404391671755099725907942106696147618342",
    "softplus, -60, 8.75651076269652033848873276240092566794710931961071725348372e-27"
  })
  void agreesWithKnownDigits(String name, BigDecimal operand, BigDecimal expected) {
    Dyadic x = new Dyadic(operand.multiply(UNITS).toBigIntegerExact(), -16);
    Enclosure enclosure = (Enclosure) FunctionOracle.value(Function.byName(name), x);
    BigDecimal margin = expected.abs().multiply(TOLERANCE);
    assertThat(enclosure.low().toBigDecimal())
        .isBetween(expected.subtract(margin), expected.add(margin));
    assertThat(enclosure.high().toBigDecimal())
        .isBetween(expected.subtract(margin), expected.add(margin));
  }
}

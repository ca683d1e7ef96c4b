package dev.adamant.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.adamant.algebra.Dimension;
import dev.adamant.algebra.GradeSet;
import dev.adamant.algebra.ProductKind;
import dev.adamant.algebra.Signature;
import dev.adamant.memory.DataType;
import dev.adamant.memory.Region;
import dev.adamant.number.Format;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LifetimesTest {

  @Test
  void noLiveValueIsOverwritten() {
    for (int seed = 0; seed < 60; seed++) {
      Program program = RandomPrograms.program(seed);
      simulate(program, Lifetimes.of(program));
      simulate(program, Lifetimes.keepingAll(program));
    }
  }

  private static void simulate(Program program, Lifetimes lifetimes) {
    Map<Integer, Integer> held = new HashMap<>();
    for (Relation relation : program.relations()) {
      for (Value operand : relation.operands()) {
        if (operand.role() == Role.INNER) {
          assertThat(held).containsEntry(lifetimes.slot(operand), operand.id());
        }
      }
      Value result = relation.result();
      if (result.role() == Role.INNER) {
        int slot = lifetimes.slot(result);
        held.put(slot, result.id());
        assertThat(lifetimes.slotLengths().get(slot))
            .isGreaterThanOrEqualTo(result.length(program.signature()));
        for (Value operand : relation.operands()) {
          if (operand.role() == Role.INNER) {
            assertThat(lifetimes.slot(operand)).isNotEqualTo(slot);
          }
        }
      }
    }
  }

  @Test
  void slotsLaidInRegionHoldThePredictedBytes() {
    for (int seed = 0; seed < 40; seed++) {
      Program program = RandomPrograms.program(seed);
      for (Lifetimes lifetimes : List.of(Lifetimes.of(program), Lifetimes.keepingAll(program))) {
        try (Region region = Region.onPaper("slots")) {
          for (int length : lifetimes.slotLengths()) {
            region.tensor(DataType.of(Format.BPOSIT32), length, 7);
          }
          assertThat(lifetimes.bytes(7, 4)).isEqualTo(region.liveBytes());
        }
      }
    }
  }

  @Test
  void slotsOfChainAreUsedAgain() {
    ProgramBuilder builder = new ProgramBuilder(new Signature(3, 0, 0));
    Value x = builder.input("x", GradeSet.VECTOR, 1, 1, Dimension.NONE, 1);
    Value a = self(builder, "a", x);
    Value b = self(builder, "b", a);
    Value c = self(builder, "c", b);
    Value d = self(builder, "d", c);
    Value y = builder.output("y", self(builder, "e", d), null);
    Program program = builder.build();
    Lifetimes lifetimes = Lifetimes.of(program);
    assertThat(List.of(a, b, c, d).stream().map(lifetimes::slot)).containsExactly(0, 1, 0, 1);
    assertThat(lifetimes.slotLengths()).containsExactly(4, 4);
    assertThat(lifetimes.bytes(1, 4)).isEqualTo(128);
    assertThat(lifetimes.bytes(5, 4)).isEqualTo(2 * 128);
    Lifetimes all = Lifetimes.keepingAll(program);
    assertThat(List.of(a, b, c, d).stream().map(all::slot)).containsExactly(0, 1, 2, 3);
    assertThat(all.bytes(1, 4)).isEqualTo(256);
    assertThat(lifetimes.first(x)).isZero();
    assertThat(lifetimes.last(x)).isZero();
    assertThat(lifetimes.first(c)).isEqualTo(2);
    assertThat(lifetimes.last(c)).isEqualTo(3);
    assertThat(lifetimes.last(y)).isEqualTo(4);
    assertThat(List.of(x, a, y).stream().map(lifetimes::escape))
        .containsExactly(Escape.BYREF, Escape.STACK, Escape.RETURN);
    assertThatThrownBy(() -> lifetimes.slot(y))
        .hasMessage("the value y is output and has no slot: only inner values lie in slots");
  }

  private static Value self(ProgramBuilder builder, String name, Value value) {
    GradeSet wanted = GradeSet.of(0, 2);
    return builder.products(
        name, List.of(ProgramBuilder.term(ProductKind.GEOMETRIC, value, value, wanted)));
  }
}

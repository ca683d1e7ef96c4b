package dev.adamant.model.geometric;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adamant.data.Schema;
import dev.adamant.graph.Facts;
import dev.adamant.graph.Inference;
import dev.adamant.graph.Setting;
import dev.adamant.memory.DataType;
import dev.adamant.memory.Region;
import dev.adamant.memory.Tensor;
import dev.adamant.model.Loss;
import dev.adamant.model.Network;
import dev.adamant.number.Format;
import dev.adamant.target.Event;
import dev.adamant.target.Kernel;
import dev.adamant.target.Target;
import dev.adamant.target.TargetInfo;
import dev.adamant.target.Targets;
import dev.adamant.target.Work;
import org.junit.jupiter.api.Test;

/** The multiply-adds that the graph predicts are those that a pass asks its target for. */
class CountedWorkTest {

  private static final int BATCH = 5;

  /** Counts the products of contractions on their way to the reference. */
  private static final class CountingTarget implements Target {
    private final Target target = Targets.open("reference");
    private long products;

    @Override
    public TargetInfo info() {
      return target.info();
    }

    @Override
    public boolean supports(Kernel kernel, DataType type) {
      return target.supports(kernel, type);
    }

    @Override
    public Region region(String name, long limit) {
      return target.region(name, limit);
    }

    @Override
    public Event submit(Work work) {
      if (work instanceof Work.Contract contract) {
        for (Work.Term term : contract.terms()) {
          Tensor a = term.a();
          products += contract.out().count() * a.size(-1);
        }
      }
      return target.submit(work);
    }

    @Override
    public void close() {
      target.close();
    }
  }

  private static void check(Schema schema, GeometricNetworks.Settings settings, int fewer) {
    Network network = GeometricNetworks.of(schema, settings, Loss.MEAN_SQUARED_ERROR);
    Facts facts =
        Inference.check(
            network.layers().getFirst().program(), Setting.untrained(BATCH, Format.BPOSIT32));
    DataType type = DataType.of(Format.BPOSIT32);
    try (CountingTarget target = new CountingTarget();
        dev.adamant.model.Inference inference =
            dev.adamant.model.Inference.open(target, network, type, type, BATCH)) {
      inference.run(BATCH);

      assertThat(target.products).isEqualTo(facts.cost().multiplyAdds()).isPositive();
      assertThat(target.products * fewer).isLessThan(facts.dense().multiplyAdds());
    }
  }

  @Test
  void vectorsOfSpace() {
    check(Schemas.volume(), Schemas.settings("products", 4, 2, 0), 20);
  }

  @Test
  void motorsOfProjectiveSpace() {
    check(Schemas.motors(3), Schemas.settings("motors", 1, 1, 0), 3);
  }
}

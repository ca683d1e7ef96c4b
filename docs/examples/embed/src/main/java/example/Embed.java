package example;

import dev.adamant.memory.Region;
import dev.adamant.memory.Tensor;
import dev.adamant.number.Format;
import dev.adamant.target.Target;
import dev.adamant.target.Targets;
import dev.adamant.target.Work;

/** A sum of products that floats get wrong: 1e20·1 + 1·1 − 1e20·1, on the target that is named. */
public final class Embed {

  public static void main(String[] args) {
    try (Target target = Targets.open(args.length == 0 ? Targets.AUTO : args[0]);
        Region host = Region.open("host", 1 << 20);
        Region device = target.region("device", 1 << 20)) {
      Tensor values = host.tensor(Format.BPOSIT32, 1, 3);
      values.fill(1e20, 1, -1e20);
      Tensor ones = host.tensor(Format.BPOSIT32, 3, 1);
      ones.fill(1, 1, 1);
      Tensor sum = host.tensor(Format.BPOSIT32, 1, 1);

      Tensor a = device.tensor(Format.BPOSIT32, 1, 3);
      Tensor b = device.tensor(Format.BPOSIT32, 3, 1);
      Tensor c = device.tensor(Format.BPOSIT32, 1, 1);
      target.submit(new Work.Copy(a, values));
      target.submit(new Work.Copy(b, ones));
      target.submit(new Work.Contract(c, a, b));
      target.run(new Work.Copy(sum, c));
      System.out.println(target.info().name() + " says " + sum.toDoubles()[0]);
    }
  }
}

package dev.adamant.schedule;

import java.util.List;

/**
 * Answers by chance: a hash of the seed and the question, so that equal questions have equal ones.
 */
final class RandomPolicy implements Policy {

  private static final long SHARES = 1;
  private static final long UNIT = 2;
  private static final long STEAL = 3;
  private static final long WAY = 5;

  /** One member of so many has no share. */
  private static final long LEFT_OUT = 4;

  private final long seed;

  RandomPolicy(long seed) {
    this.seed = seed;
  }

  @Override
  public String name() {
    return "random:" + seed;
  }

  /** Cuts at places of equal chance; some members that could take part have none. */
  @Override
  public long[] shares(long slices, List<Speed> members) {
    long hash = mix(mix(seed, SHARES), slices);
    for (Speed member : members) {
      hash = mix(hash, member);
    }
    double[] weights = new double[members.size()];
    double sum = 0;
    int last = -1;
    for (int i = 0; i < weights.length; i++) {
      hash = mix(hash, i);
      if (members.get(i).isPossible()) {
        boolean out = last >= 0 && Long.remainderUnsigned(hash, LEFT_OUT) == 0;
        weights[i] = out ? 0 : -Math.log((((hash >>> 11) + 0.5) * 0x1p-53));
        sum += weights[i];
        last = out ? last : i;
      }
    }
    long[] shares = new long[weights.length];
    long missing = slices;
    for (int i = 0; i < last; i++) {
      shares[i] = Math.min(missing, WaterFilling.whole(slices * (weights[i] / sum), slices));
      missing -= shares[i];
    }
    shares[last] = missing;
    return shares;
  }

  @Override
  public long unit(long left, long begun, Speed member) {
    return 1 + Long.remainderUnsigned(mix(mix(mix(mix(seed, UNIT), left), begun), member), left);
  }

  @Override
  public long steal(long left, Speed other, Speed member) {
    long hash = mix(mix(mix(mix(seed, STEAL), left), other), member);
    return member.isPossible() ? Long.remainderUnsigned(hash, left + 1) : 0;
  }

  /** Three of four. */
  @Override
  public boolean divides(double alone, double divided) {
    return Long.remainderUnsigned(mix(mix(seed, alone), divided), 4) > 0;
  }

  @Override
  public boolean dividesSmall() {
    return true;
  }

  @Override
  public int way(double[] seconds) {
    long hash = mix(seed, WAY);
    for (double predicted : seconds) {
      hash = mix(hash, predicted);
    }
    return (int) Long.remainderUnsigned(hash, seconds.length);
  }

  private static long mix(long hash, double with) {
    return mix(hash, Double.doubleToLongBits(with));
  }

  private static long mix(long hash, Speed member) {
    long mixed = mix(hash, Double.doubleToLongBits(member.start()));
    return mix(mix(mixed, Double.doubleToLongBits(member.perSlice())), member.resource());
  }

  /** SplitMix64 (Steele, Lea, Flood 2014). */
  private static long mix(long hash, long with) {
    long z = (hash ^ with) + 0x9e3779b97f4a7c15L;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}

package dev.adamant.schedule;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * A piece of work on imagined devices, in imagined time: what a policy is worth, the same every
 * time. It drives a {@link Board} as an {@link Ensemble} does.
 */
public final class Simulation {

  /** The bound must be one although its sums are rounded. */
  private static final double ROUNDING = 1 + 1e-11;

  /**
   * A device that there is not.
   *
   * @param predicted what the policy is told
   * @param actual what it then takes
   * @param failsAt seconds after which it is lost, or infinity
   */
  public record Device(Speed predicted, Speed actual, double failsAt) {

    /** One that is as fast as it is thought to be, and never fails. */
    public Device(Speed speed) {
      this(speed, speed, Double.POSITIVE_INFINITY);
    }
  }

  /**
   * What came of it.
   *
   * @param seconds until the last slice was done
   * @param busy seconds that each device worked
   * @param slices that each device did for good
   * @param units how many there were
   * @param stolen how many of them were stolen
   */
  public record Outcome(
      double seconds, List<Double> busy, List<Long> slices, long units, long stolen) {}

  /**
   * Something that happens to a device: of two at the same time the earlier in this order first.
   */
  private enum Kind {
    FAILS,
    ENDS_UNIT,
    BEGINS
  }

  private record Event(double at, Kind kind, int device, Board.Unit unit)
      implements Comparable<Event> {

    private static final Comparator<Event> ORDER =
        Comparator.comparingDouble(Event::at)
            .thenComparing(Event::kind)
            .thenComparingInt(Event::device);

    @Override
    public int compareTo(Event other) {
      return ORDER.compare(this, other);
    }
  }

  private final List<Device> devices;
  private final long slices;
  private final Board board;
  private final PriorityQueue<Event> events = new PriorityQueue<>();
  private final double[] busy;
  private final double[] began;
  private final long[] done;
  private final boolean[] idle;
  private final boolean[] lost;
  private long units;
  private long stolen;

  private Simulation(Policy policy, long slices, List<Device> devices) {
    this.devices = devices;
    this.slices = slices;
    this.board = new Board(policy, slices, devices.stream().map(Device::predicted).toList());
    int count = devices.size();
    this.busy = new double[count];
    this.began = new double[count];
    this.done = new long[count];
    this.idle = new boolean[count];
    this.lost = new boolean[count];
  }

  /**
   * Does work in imagined time. Devices of one resource do not slow each other here.
   *
   * @throws IllegalStateException when every device is lost before the end
   */
  public static Outcome run(Policy policy, long slices, List<Device> devices) {
    return new Simulation(policy, slices, devices).run();
  }

  /**
   * No schedule of the slices can be quicker: all devices work from the first moment to the last,
   * or until they fail, each with one start. Infinite where they fail before they can be done.
   */
  public static double lowerBound(long slices, List<Device> devices) {
    double first = Double.MIN_NORMAL;
    for (Device device : devices) {
      if (device.actual().isPossible()) {
        first = Math.max(first, device.actual().seconds(1));
      }
    }
    return WaterFilling.level(
        slices, devices.size(), first, (i, seconds) -> capacity(devices.get(i), seconds, slices))[
        0];
  }

  /** What a device can have done by a time; rounding is on the side of more. */
  private static long capacity(Device device, double seconds, long slices) {
    Speed speed = device.actual();
    double time = Math.min(seconds, device.failsAt()) * ROUNDING - speed.start();
    if (!speed.isPossible() || time < 0) {
      return 0;
    }
    return speed.perSlice() == 0
        ? slices
        : WaterFilling.whole(time / speed.perSlice() * ROUNDING, slices);
  }

  private Outcome run() {
    for (int i = 0; i < devices.size(); i++) {
      events.add(new Event(0, Kind.BEGINS, i, null));
      if (devices.get(i).failsAt() < Double.POSITIVE_INFINITY) {
        events.add(new Event(devices.get(i).failsAt(), Kind.FAILS, i, null));
      }
    }
    while (true) {
      Event event = events.poll();
      if (event == null) {
        throw new IllegalStateException(
            "no device goes on although work is left: the policy leaves it to none");
      }
      if (!lost[event.device()]) {
        happen(event);
        if (board.isComplete()) {
          return outcome(event.at());
        }
      }
    }
  }

  private Outcome outcome(double end) {
    return new Outcome(
        end,
        Arrays.stream(busy).boxed().toList(),
        Arrays.stream(done).boxed().toList(),
        units,
        stolen);
  }

  private void happen(Event event) {
    int device = event.device();
    switch (event.kind()) {
      case FAILS -> fail(event.at(), device);
      case BEGINS -> begin(event.at(), device);
      case ENDS_UNIT -> {
        board.done(event.unit());
        busy[device] += event.at() - began[device];
        done[device] += event.unit().slices();
        begin(event.at(), device);
      }
    }
  }

  private void begin(double now, int device) {
    Board.Unit unit = board.next(device);
    idle[device] = unit == null;
    if (unit != null) {
      units++;
      stolen += unit.stolen() ? 1 : 0;
      began[device] = now;
      double seconds = devices.get(device).actual().seconds(unit.slices());
      events.add(new Event(now + seconds, Kind.ENDS_UNIT, device, unit));
    }
  }

  private void fail(double now, int device) {
    lost[device] = true;
    busy[device] += idle[device] ? 0 : now - began[device];
    if (!board.lost(device, false)) {
      throw new IllegalStateException(
          "every device was lost, the last one after "
              + now
              + " s: "
              + Arrays.stream(done).sum()
              + " of "
              + slices
              + " slices were done");
    }
    for (int i = 0; i < idle.length; i++) {
      if (idle[i] && !lost[i]) {
        begin(now, i);
      }
    }
  }
}

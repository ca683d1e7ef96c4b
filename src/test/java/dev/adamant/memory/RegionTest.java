package dev.adamant.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.adamant.number.Format;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import org.junit.jupiter.api.Test;

class RegionTest {

  private static final String CLOSED =
      "the region job is closed: its tensors can no longer be used, open another";

  @Test
  void countsBlocksAsMultiplesOfTheAlignment() {
    long before = Accounting.process().liveBytes();
    try (Region region = Region.open("job", 1000)) {
      Block block = region.allocate(65);

      assertThat(block.byteSize()).isEqualTo(65);
      assertThat(block.region()).isSameAs(region);
      assertThat(block.isHost()).isTrue();
      assertThat(block.segment().byteSize()).isEqualTo(65);
      assertThat(block.segment().address() % Region.ALIGNMENT).isZero();
      assertThat(block.segment().toArray(ValueLayout.JAVA_BYTE)).containsOnly(0);
      assertThat(region.liveBytes()).isEqualTo(128);
      assertThat(region.peakBytes()).isEqualTo(128);
      assertThat(region.limit()).isEqualTo(1000);
      assertThat(region.place()).isEqualTo("host");
      assertThat(region).hasToString("region job");
      assertThat(Accounting.process().liveBytes() - before).isEqualTo(128);
      assertThat(usage("job")).containsExactly(new Accounting.Usage("job", "host", 128, 128, 1000));
    }
    assertThat(Accounting.process().liveBytes()).isEqualTo(before);
    assertThat(usage("job")).isEmpty();
  }

  @Test
  void thePeakOfTheProcessOutlivesRegionsUntilItIsReset() {
    Accounting accounting = Accounting.process();
    accounting.resetPeak();
    long before = accounting.peakBytes();
    try (Region first = Region.open("first", 1000)) {
      first.allocate(640);
    }
    try (Region second = Region.open("second", 1000)) {
      second.allocate(64);
      assertThat(accounting.peakBytes() - before).isEqualTo(640);
      accounting.resetPeak();
      assertThat(accounting.peakBytes() - before).isEqualTo(64);
    }
  }

  @Test
  void regionsAreListedInTheOrderOfTheirNames() {
    try (Region c = Region.open("order c", 64);
        Region a = Region.open("order a", 64);
        Region b = Region.open("order b", 64)) {
      assertThat(Accounting.process().regions())
          .extracting(Accounting.Usage::name)
          .filteredOn(name -> name.startsWith("order "))
          .containsExactly(a.name(), b.name(), c.name());
    }
  }

  @Test
  void theLimitMayBeReachedAndNotPassed() {
    try (Region region = Region.open("job", 192)) {
      region.allocate(65);
      refused(
          () -> region.allocate(65),
          "the region job holds 128 of at most 192 bytes and was asked for 128 more (rounded"
              + " up to a multiple of 64): open it with a higher limit, or use smaller tensors");
      region.allocate(64);
      refused(
          () -> region.tensor(Format.POSIT8),
          "the region job holds 192 of at most 192 bytes and was asked for 64 more (rounded"
              + " up to a multiple of 64): open it with a higher limit, or use smaller tensors");
    }
  }

  @Test
  void sizesThatNoMemoryHasAreRefused() {
    try (Region region = Region.open("job", Long.MAX_VALUE)) {
      refused(() -> region.allocate(0), "the region job was asked for 0 bytes: ask for at least 1");
      refused(
          () -> region.allocate(-1), "the region job was asked for -1 bytes: ask for at least 1");
      refused(
          () -> region.allocate(Long.MAX_VALUE),
          "the region job holds 0 of at most 9223372036854775807 bytes and was asked for"
              + " 9223372036854775807 more (rounded up to a multiple of 64): open it with a higher"
              + " limit, or use smaller tensors");
      refused(
          () -> region.allocate(1L << 62),
          "the region job: the host cannot give 4611686018427387904 bytes: close other regions, or"
              + " allow the JVM more with -XX:MaxDirectMemorySize");
      assertThat(region.liveBytes()).isZero();
    }
  }

  @Test
  void aRegionThatCannotOpenClosesItsAllocator() {
    RecordingAllocator allocator = new RecordingAllocator();
    refused(
        () -> Region.open("job", 0, allocator),
        "the limit of the region job is 0 bytes, must be above 0");
    assertThatNullPointerException().isThrownBy(() -> Region.open(null, 1, allocator));
    allocator.fromPlace = new IllegalStateException("place");
    allocator.fromClose = new IllegalStateException("close");
    assertThatThrownBy(() -> Region.open("job", 1, allocator))
        .isSameAs(allocator.fromPlace)
        .hasSuppressedException(allocator.fromClose);

    assertThat(allocator.calls).containsExactly("close", "close", "close");
    assertThat(usage("job")).isEmpty();
  }

  @Test
  void whatTheAllocatorRefusesIsNotCounted() {
    RecordingAllocator allocator = new RecordingAllocator();
    try (Region region = Region.open("job", 1000, allocator)) {
      allocator.fromAllocate = new MemoryException("no room");
      refused(() -> region.allocate(64), "the region job: no room");
      assertThat(region.liveBytes()).isZero();
      assertThat(region.peakBytes()).isZero();
    }
  }

  @Test
  void memoryOfADeviceHasAHandleAndNoSegment() {
    RecordingAllocator allocator = new RecordingAllocator();
    try (Region region = Region.open("job", 1000, allocator)) {
      Tensor tensor = region.tensor(Format.POSIT32, 3);

      assertThat(allocator.calls).containsExactly("allocate 64");
      assertThat(tensor.block().handle()).isEqualTo("handle 1");
      assertThat(tensor.block().isHost()).isFalse();
      String message =
          "the region job is in the memory of nowhere, which the host cannot address: copy the"
              + " tensor to a region of the host first";
      refused(tensor::segment, message);
      refused(() -> tensor.get(0), message);
      refused(() -> tensor.set(1, 0), message);
      refused(() -> tensor.fill(1, 2, 3), message);
      refused(tensor::toDoubles, message);
    }
  }

  @Test
  void aClosedRegionRefusesEverything() {
    Region region = Region.open("job", 1000);
    Tensor tensor = region.tensor(Format.POSIT32, 3);
    MemorySegment segment = tensor.segment();
    region.close();
    region.close();

    assertThat(region.isOpen()).isFalse();
    assertThat(region.liveBytes()).isZero();
    assertThat(region.peakBytes()).isEqualTo(64);
    for (Runnable use :
        List.<Runnable>of(
            region::checkOpen,
            region::retain,
            () -> region.onClose(() -> {}),
            () -> region.allocate(1),
            () -> region.tensor(Format.POSIT32, -1),
            tensor::segment,
            () -> tensor.get(0),
            () -> tensor.set(1, 0),
            () -> tensor.fill(1, 2, 3),
            tensor::toDoubles)) {
      refused(use, CLOSED);
    }
    assertThatIllegalStateException().isThrownBy(() -> segment.get(ValueLayout.JAVA_BYTE, 0));
  }

  @Test
  void closersRunLastRegisteredFirstAndBeforeTheMemoryGoes() {
    RecordingAllocator allocator = new RecordingAllocator();
    Region region = Region.open("job", 1000, allocator);
    region.allocate(64);
    region.onClose(() -> allocator.calls.add("first, live " + region.liveBytes()));
    region.onClose(() -> allocator.calls.add("second"));
    region.onClose(region::close);
    region.close();
    region.close();

    assertThat(allocator.calls).containsExactly("allocate 64", "second", "first, live 64", "close");
  }

  @Test
  void allIsFreedThoughClosersAndAllocatorThrow() {
    long before = Accounting.process().liveBytes();
    RecordingAllocator allocator = new RecordingAllocator();
    allocator.fromClose = new IllegalStateException("allocator");
    Region region = Region.open("job", 1000, allocator);
    region.allocate(64);
    region.onClose(() -> allocator.calls.add("reached"));
    AssertionError first = new AssertionError("closer");
    region.onClose(
        () -> {
          throw first;
        });

    assertThatThrownBy(region::close).isSameAs(first).hasSuppressedException(allocator.fromClose);
    assertThat(allocator.calls).containsExactly("allocate 64", "reached", "close");
    assertThat(Accounting.process().liveBytes()).isEqualTo(before);
    assertThat(usage("job")).isEmpty();
    region.close();
    assertThat(allocator.calls).hasSize(3);
  }

  @Test
  void aRegionIsReleasedAsOftenAsItIsRetained() {
    try (Region region = Region.open("job", 1000)) {
      region.retain();
      region.retain();
      region.release();
      region.release();
      assertThatIllegalStateException()
          .isThrownBy(region::release)
          .withMessage("the region job was released more often than it was retained");
    }
  }

  @Test
  void tensorsThatNoRegionHoldsAreRefused() {
    try (Region region = Region.open("job", 1000)) {
      String remedy =
          " fits the region job: at most 8 dimensions, none negative, and 1000 bytes in all";
      refused(() -> region.tensor(Format.POSIT32, 2, -1), "no tensor posit32[2, -1]" + remedy);
      refused(
          () -> region.tensor(Format.POSIT8, 1L << 32, 1L << 31),
          "no tensor posit8[4294967296, 2147483648]" + remedy);
      refused(
          () -> region.tensor(Format.POSIT8, 1L << 32, 0, 1L << 32),
          "no tensor posit8[4294967296, 0, 4294967296]" + remedy);
      refused(
          () -> region.tensor(DataType.FLOAT64, new long[9]),
          "no tensor float64[0, 0, 0, 0, 0, 0, 0, 0, 0]" + remedy);
      refused(
          () -> Tensor.over(region.allocate(11), DataType.FLOAT32, 3),
          "a tensor float32[3] has 12 bytes, its block in the region job only 11: allocate a"
              + " longer one");
    }
  }

  private static List<Accounting.Usage> usage(String name) {
    return Accounting.process().regions().stream()
        .filter(usage -> usage.name().equals(name))
        .toList();
  }

  private static void refused(Runnable use, String message) {
    assertThatThrownBy(use::run).isInstanceOf(MemoryException.class).hasMessage(message);
  }
}

package dev.adamant.bindings;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every function, on a device. */
class OpenClTest {

  private static final int COUNT = 1000;
  private static final long BYTES = 4L * COUNT;
  private static final MemorySegment NULL = MemorySegment.NULL;

  private static final String SOURCE =
      """
      kernel void scale(global int *y, global const int *x, int factor) {
        size_t i = get_global_id(0);
        y[i] = factor * x[i];
      }
      """;

  private final Arena arena = Arena.ofShared();
  private final int[] input = new Random(1).ints(COUNT).toArray();
  private MemorySegment device;
  private MemorySegment context;
  private MemorySegment queue;
  private MemorySegment x;
  private MemorySegment y;

  @BeforeEach
  void open() {
    device = OpenClDevice.first();
    context = OpenClHandles.context(arena, device);
    queue = OpenClHandles.queue(arena, context, device, OpenCl.CL_QUEUE_PROFILING_ENABLE);
    x = buffer();
    y = buffer();
  }

  @AfterEach
  void close() {
    arena.close();
  }

  @Test
  void aProgramOfSourceRuns() {
    MemorySegment program = OpenClHandles.programWithSource(arena, context, SOURCE);
    OpenClHandles.build(program, device, "-cl-std=CL1.2");
    assertThat(OpenClInfo.buildString(program, device, OpenCl.CL_PROGRAM_BUILD_OPTIONS))
        .contains("-cl-std=CL1.2");
    assertThat(OpenClInfo.programString(program, OpenCl.CL_PROGRAM_KERNEL_NAMES))
        .isEqualTo("scale");
    assertThat(scaled(OpenClHandles.kernel(arena, program, "scale"), 7)).isEqualTo(times(7));
  }

  @Test
  void aProgramOfItsBinaryRuns() {
    MemorySegment built = OpenClHandles.programWithSource(arena, context, SOURCE);
    OpenClHandles.build(built, device, "");
    byte[] binary = OpenClInfo.programBinary(built);
    assertThat(binary).isNotEmpty();
    MemorySegment copy = arena.allocate(binary.length);
    copy.copyFrom(MemorySegment.ofArray(binary));
    MemorySegment program = OpenClHandles.programWithBinary(arena, context, device, copy);
    OpenClHandles.build(program, device, "");
    MemorySegment kernel = OpenClHandles.kernel(arena, program, "scale");
    assertThat(scaled(kernel, -3)).isEqualTo(times(-3));
    assertThat(OpenClInfo.kernelLong(kernel, device, OpenCl.CL_KERNEL_WORK_GROUP_SIZE))
        .isPositive();
  }

  @Test
  void buffersAreFilledCopiedAndMapped() {
    MemorySegment pattern = arena.allocateFrom(JAVA_INT, 5, 6);
    ok(OpenCl.clEnqueueFillBuffer(queue, x, pattern, 8, 8, BYTES - 8, 0, NULL, NULL));
    ok(OpenCl.clEnqueueCopyBuffer(queue, x, y, 8, 0, 16, 0, NULL, NULL));
    MemorySegment status = arena.allocate(JAVA_INT);
    MemorySegment region =
        OpenCl.clEnqueueMapBuffer(
            queue, y, OpenCl.CL_TRUE, OpenCl.CL_MAP_READ, 4, 12, 0, NULL, NULL, status);
    ok(status.get(JAVA_INT, 0));
    assertThat(region.toArray(JAVA_INT)).containsExactly(6, 5, 6);
    ok(OpenCl.clEnqueueUnmapMemObject(queue, y, region, 0, NULL, NULL));
    ok(OpenCl.clFinish(queue));
  }

  @Test
  void aRegionThatCannotBeMappedIsNull() {
    MemorySegment status = arena.allocate(JAVA_INT);
    MemorySegment region =
        OpenCl.clEnqueueMapBuffer(
            queue, y, OpenCl.CL_TRUE, OpenCl.CL_MAP_READ, BYTES, 4, 0, NULL, NULL, status);
    assertThat(status.get(JAVA_INT, 0)).isEqualTo(OpenCl.CL_INVALID_VALUE);
    assertThat(region).isEqualTo(NULL);
  }

  @Test
  void commandsWaitForEventsAndTellWhenTheyEnd()
      throws ExecutionException, InterruptedException, TimeoutException {
    MemorySegment status = arena.allocate(JAVA_INT);
    MemorySegment gate = OpenCl.clCreateUserEvent(context, status);
    ok(status.get(JAVA_INT, 0));
    MemorySegment waits = arena.allocateFrom(ADDRESS, gate);
    MemorySegment events = arena.allocate(ADDRESS, 2);
    MemorySegment from = arena.allocateFrom(JAVA_INT, input);
    ok(OpenCl.clEnqueueWriteBuffer(queue, x, OpenCl.CL_FALSE, 0, BYTES, from, 1, waits, events));
    MemorySegment write = events.getAtIndex(ADDRESS, 0);
    MemorySegment last = events.asSlice(ADDRESS.byteSize());
    ok(OpenCl.clEnqueueMarkerWithWaitList(queue, 1, events, last));
    MemorySegment marker = last.get(ADDRESS, 0);

    CompletableFuture<Integer> reached = new CompletableFuture<>();
    MemorySegment callback =
        OpenClEventCallback.stub((event, state, data) -> reached.complete(state), Arena.global());
    ok(OpenCl.clSetEventCallback(write, OpenCl.CL_COMPLETE, callback, NULL));
    ok(OpenCl.clFlush(queue));
    assertThat(OpenClInfo.eventState(write)).isPositive();
    assertThat(reached).isNotDone();

    ok(OpenCl.clSetUserEventStatus(gate, OpenCl.CL_COMPLETE));
    ok(OpenCl.clWaitForEvents(2, events));
    assertThat(reached.get(2, TimeUnit.MINUTES)).isEqualTo(OpenCl.CL_COMPLETE);
    assertThat(OpenClInfo.eventState(write)).isEqualTo(OpenCl.CL_COMPLETE);
    long begun = OpenClInfo.eventTime(write, OpenCl.CL_PROFILING_COMMAND_START);
    assertThat(OpenClInfo.eventTime(write, OpenCl.CL_PROFILING_COMMAND_END))
        .isGreaterThanOrEqualTo(begun);
    ok(OpenCl.clRetainEvent(write));
    for (MemorySegment event : new MemorySegment[] {write, write, marker, gate}) {
      ok(OpenCl.clReleaseEvent(event));
    }
  }

  @Test
  void aQueueOfPropertiesWorks() {
    MemorySegment properties =
        arena.allocateFrom(
            JAVA_LONG, OpenCl.CL_QUEUE_PROPERTIES, OpenCl.CL_QUEUE_PROFILING_ENABLE, 0);
    MemorySegment status = arena.allocate(JAVA_INT);
    MemorySegment other =
        OpenCl.clCreateCommandQueueWithProperties(context, device, properties, status);
    ok(status.get(JAVA_INT, 0));
    ok(OpenCl.clFinish(other));
    ok(OpenCl.clReleaseCommandQueue(other));
  }

  @Test
  void aBuildThatFailsCarriesTheLog() {
    MemorySegment program =
        OpenClHandles.programWithSource(arena, context, "kernel void f() { nonsense; }");
    assertThatThrownBy(() -> OpenClHandles.build(program, device, ""))
        .isInstanceOfSatisfying(
            OpenClException.class,
            e -> {
              assertThat(e.status()).isEqualTo(OpenCl.CL_BUILD_PROGRAM_FAILURE);
              assertThat(e.call()).isEqualTo("clBuildProgram");
              assertThat(e.log()).contains("nonsense");
            })
        .hasMessageStartingWith(
            "clBuildProgram returned CL_BUILD_PROGRAM_FAILURE (-11): the program could not be"
                + " built\nThe build log:\n")
        .hasMessageContaining("nonsense");
  }

  @Test
  void anUnknownKernelIsRefused() {
    MemorySegment program = OpenClHandles.programWithSource(arena, context, SOURCE);
    OpenClHandles.build(program, device, "");
    assertThatThrownBy(() -> OpenClHandles.kernel(arena, program, "shrink"))
        .isInstanceOf(OpenClException.class)
        .hasMessage(
            "clCreateKernel returned CL_INVALID_KERNEL_NAME (-46): the program has no kernel of"
                + " this name");
  }

  @Test
  void whatIsNoBinaryIsRefused() {
    MemorySegment text = arena.allocateFrom("no binary of any device");
    assertThatThrownBy(() -> OpenClHandles.programWithBinary(arena, context, device, text))
        .isInstanceOf(OpenClException.class)
        .hasMessageStartingWith("clCreateProgramWithBinary returned CL_INVALID_BINARY (-42): ");
  }

  @Test
  void whatIsNoDeviceIsRefused() {
    assertThatThrownBy(() -> OpenClHandles.queue(arena, context, NULL, 0))
        .isInstanceOf(OpenClException.class)
        .hasMessage(
            "clCreateCommandQueue returned CL_INVALID_DEVICE (-33): this is no device, or not one"
                + " of the context");
  }

  private MemorySegment buffer() {
    return OpenClHandles.buffer(arena, context, OpenCl.CL_MEM_READ_WRITE, BYTES, NULL);
  }

  /** What the kernel makes of the input. */
  private int[] scaled(MemorySegment kernel, int factor) {
    MemorySegment host = arena.allocateFrom(JAVA_INT, input);
    ok(OpenCl.clEnqueueWriteBuffer(queue, x, OpenCl.CL_TRUE, 0, BYTES, host, 0, NULL, NULL));
    ok(OpenCl.clSetKernelArg(kernel, 0, ADDRESS.byteSize(), arena.allocateFrom(ADDRESS, y)));
    ok(OpenCl.clSetKernelArg(kernel, 1, ADDRESS.byteSize(), arena.allocateFrom(ADDRESS, x)));
    ok(OpenCl.clSetKernelArg(kernel, 2, 4, arena.allocateFrom(JAVA_INT, factor)));
    MemorySegment global = arena.allocateFrom(JAVA_LONG, COUNT);
    ok(OpenCl.clEnqueueNDRangeKernel(queue, kernel, 1, NULL, global, NULL, 0, NULL, NULL));
    host.fill((byte) 0);
    ok(OpenCl.clEnqueueReadBuffer(queue, y, OpenCl.CL_TRUE, 0, BYTES, host, 0, NULL, NULL));
    return host.toArray(JAVA_INT);
  }

  private int[] times(int factor) {
    return IntStream.of(input).map(value -> factor * value).toArray();
  }

  private static void ok(int status) {
    assertThat(OpenClStatus.name(status)).isEqualTo("CL_SUCCESS");
  }
}

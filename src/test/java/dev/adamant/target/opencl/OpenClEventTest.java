package dev.adamant.target.opencl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.adamant.bindings.OpenCl;
import dev.adamant.bindings.OpenClException;
import dev.adamant.target.TargetException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The end of work, told by an event of the driver that the test ends itself. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class OpenClEventTest {

  private final Session session = new Session(Pocl.device());
  private final AtomicInteger ended = new AtomicInteger();
  private final MemorySegment handle = userEvent();
  private final OpenClEvent event =
      new OpenClEvent("opencl:9", "map", handle, List.of(ended::incrementAndGet));

  private MemorySegment userEvent() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment status = arena.allocate(ValueLayout.JAVA_INT);
      MemorySegment user = OpenCl.clCreateUserEvent(session.context(), status);
      OpenClException.check("clCreateUserEvent", status.get(ValueLayout.JAVA_INT, 0));
      return user;
    }
  }

  private void end(int status) {
    OpenClException.check("clSetUserEventStatus", OpenCl.clSetUserEventStatus(handle, status));
  }

  @AfterEach
  void close() {
    session.release();
  }

  @Test
  void itsEndIsSeenOnceByAllThatWait() throws Exception {
    assertThat(event.isDone()).isFalse();
    List<Thread> threads = new ArrayList<>();
    CountDownLatch begun = new CountDownLatch(8);
    AtomicInteger returned = new AtomicInteger();
    for (int i = 0; i < 8; i++) {
      threads.add(
          Thread.ofPlatform()
              .start(
                  () -> {
                    begun.countDown();
                    event.await();
                    returned.incrementAndGet();
                  }));
    }
    begun.await();
    assertThat(returned).hasValue(0);
    assertThat(ended).hasValue(0);
    end(OpenCl.CL_COMPLETE);
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(returned).hasValue(8);
    assertThat(ended).hasValue(1);
    assertThat(event.isDone()).isTrue();
    event.await();
    assertThat(ended).hasValue(1);
  }

  @Test
  void aFailureOnTheDeviceIsToldEachTime() {
    end(OpenCl.CL_OUT_OF_RESOURCES);
    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(event::await)
          .isInstanceOf(TargetException.class)
          .hasMessageContaining("target opencl:9: map failed on the device")
          .hasMessageContaining("CL_OUT_OF_RESOURCES")
          .hasCauseInstanceOf(OpenClException.class);
    }
    assertThat(event.isDone()).isTrue();
    assertThat(ended).hasValue(1);
  }

  @Test
  void askingIsEnoughToEndIt() {
    end(OpenCl.CL_COMPLETE);
    assertThat(event.isDone()).isTrue();
    assertThat(ended).hasValue(1);
  }

  @Test
  void nothingToDoHasEndedAtOnce() {
    event.isDone();
    OpenClEvent none =
        new OpenClEvent("opencl:9", "map", MemorySegment.NULL, List.of(() -> ended.addAndGet(10)));
    assertThat(none.isDone()).isTrue();
    none.await();
    assertThat(ended).hasValue(10);
    end(OpenCl.CL_COMPLETE);
    event.await();
  }
}

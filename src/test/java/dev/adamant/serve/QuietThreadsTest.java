package dev.adamant.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.condition.OS.LINUX;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;

/** Quiet threads: their priority, results, failures and interrupts. */
@Timeout(30)
class QuietThreadsTest {

  private static final int AFTER_NAME = 16; // field 19 of /proc/thread-self/stat, the name is 2

  /** The nice value of the calling thread. */
  private static int nice() throws IOException {
    String stat = Files.readString(Path.of("/proc/thread-self/stat"));
    return Integer.parseInt(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1)[AFTER_NAME]);
  }

  @Test
  @EnabledOnOs(LINUX)
  void theTaskHasALowerPriorityAndTheCallerKeepsItsOwn() throws Exception {
    int before = nice();
    assertThat(QuietThreads.call("quiet", QuietThreadsTest::nice))
        .isEqualTo(Math.min(before + 19, 19));
    assertThat(nice()).isEqualTo(before);
  }

  @Test
  @EnabledOnOs(LINUX)
  void aPartOfATaskHasTheUsualPriority() throws Exception {
    int usual = nice();
    assertThat(
            QuietThreads.call(
                "quiet",
                () -> List.of(nice(), QuietThreads.usually(QuietThreadsTest::nice), nice())))
        .containsExactly(Math.min(usual + 19, 19), usual, Math.min(usual + 19, 19));
    assertThat(QuietThreads.usually(QuietThreadsTest::nice)).isEqualTo(usual);
  }

  @Test
  void whatAPartThrowsTheTaskCanCatch() throws Exception {
    IOException failure = new IOException("on purpose");
    Object caught =
        QuietThreads.call(
            "quiet",
            () -> {
              try {
                return QuietThreads.usually(
                    () -> {
                      throw failure;
                    });
              } catch (IOException e) {
                return e;
              }
            });
    assertThat(caught).isSameAs(failure);
  }

  @Test
  void aTaskWithinATaskIsInTheSameThread() throws Exception {
    assertThat(QuietThreads.isQuiet()).isFalse();
    boolean same =
        QuietThreads.call(
            "outer",
            () -> {
              Thread outer = Thread.currentThread();
              return QuietThreads.isQuiet()
                  && outer.equals(QuietThreads.call("inner", Thread::currentThread));
            });
    assertThat(same).isTrue();
  }

  @Test
  void whatATaskThrowsIsThrownAsItIs() {
    IOException failure = new IOException("on purpose");
    assertThatThrownBy(
            () ->
                QuietThreads.call(
                    "quiet",
                    () -> {
                      throw failure;
                    }))
        .isSameAs(failure);
    AssertionError error = new AssertionError("on purpose");
    assertThatThrownBy(
            () ->
                QuietThreads.call(
                    "quiet",
                    () -> {
                      throw error;
                    }))
        .isSameAs(error);
  }

  @Test
  void anInterruptGoesToTheTaskWhoseResultIsNotLost() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    Object[] result = new Object[2];
    Thread caller =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    result[0] =
                        QuietThreads.call(
                            "quiet",
                            () -> {
                              begun.countDown();
                              try {
                                new CountDownLatch(1).await();
                                return "never";
                              } catch (InterruptedException e) {
                                return "interrupted";
                              }
                            });
                  } catch (Exception e) {
                    result[0] = e;
                  }
                  result[1] = Thread.currentThread().isInterrupted();
                });
    begun.await();
    caller.interrupt();
    caller.join();
    assertThat(result).containsExactly("interrupted", true);
  }
}

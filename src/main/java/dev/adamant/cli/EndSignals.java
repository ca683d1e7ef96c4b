package dev.adamant.cli;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/**
 * While it is open, SIGTERM and SIGINT do not end the process but are waited for: so it ends by
 * itself, with its own exit status. A second signal ends it at once.
 *
 * <p>The class of the JDK for signals is called by name: the compiler warns of it whatever it is
 * told, and there is no other that leaves the exit status to the program.
 */
final class EndSignals implements AutoCloseable {

  private static final List<String> NAMES = List.of("TERM", "INT");

  private final CountDownLatch came = new CountDownLatch(1);
  private final List<Runnable> before = new CopyOnWriteArrayList<>();

  private EndSignals() {}

  /** Begins to wait. */
  static EndSignals await() {
    EndSignals signals = new EndSignals();
    NAMES.forEach(signals::take);
    return signals;
  }

  @SuppressWarnings("ReferenceEquality") // a proxy is equal to itself alone
  private void take(String name) {
    try {
      Class<?> type = Class.forName("sun.misc.Signal");
      Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
      Object signal = type.getConstructor(String.class).newInstance(name);
      var handle = type.getMethod("handle", type, handlerType);
      Object handler =
          Proxy.newProxyInstance(
              EndSignals.class.getClassLoader(),
              new Class<?>[] {handlerType},
              (proxy, method, arguments) ->
                  switch (method.getName()) {
                    case "handle" -> {
                      came.countDown();
                      before.forEach(Runnable::run);
                      yield null;
                    }
                    case "equals" -> proxy == arguments[0];
                    case "hashCode" -> System.identityHashCode(proxy);
                    default -> "the end of " + name;
                  });
      Object old = handle.invoke(null, signal, handler);
      before.add(
          () -> {
            try {
              handle.invoke(null, signal, old);
            } catch (ReflectiveOperationException e) {
              throw new IllegalStateException("the signal " + name + " cannot be given back", e);
            }
          });
    } catch (InvocationTargetException e) {
      throw new IllegalStateException(
          "the JVM keeps the signal " + name + " for itself: start it without -Xrs", e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("this JVM has no sun.misc.Signal: use one that has", e);
    }
  }

  /** Waits for one. */
  void join() {
    boolean interrupted = false;
    while (came.getCount() > 0 && !interrupted) {
      try {
        came.await();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Signals do again what they did before. */
  @Override
  public void close() {
    before.forEach(Runnable::run);
  }
}

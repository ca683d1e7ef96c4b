package dev.adamant.bindings;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;

/** What {@link OpenCl#clSetEventCallback} has called, by a thread of the driver. */
@FunctionalInterface
public interface OpenClEventCallback {

  /**
   * The event reached a state. Must return soon, call no OpenCL function that waits, and throw
   * nothing: an exception here ends the JVM.
   *
   * @param event its handle
   * @param state {@link OpenCl#CL_COMPLETE} and so on, or the status of its error
   * @param userData as it was given
   */
  void reached(MemorySegment event, int state, MemorySegment userData);

  /**
   * A C function that calls {@code callback}.
   *
   * @param arena what must stay open until the last call has returned, which is later than it has
   *     done its work: best {@link Arena#global()}, with one function for all events
   */
  @SuppressWarnings("restricted")
  static MemorySegment stub(OpenClEventCallback callback, Arena arena) {
    FunctionDescriptor type = FunctionDescriptor.ofVoid(ADDRESS, JAVA_INT, ADDRESS);
    try {
      MethodHandle reached =
          MethodHandles.lookup()
              .findVirtual(OpenClEventCallback.class, "reached", type.toMethodType());
      return Linker.nativeLinker().upcallStub(reached.bindTo(callback), type, arena);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("reached() is above", e);
    }
  }
}

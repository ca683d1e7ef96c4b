package dev.adamant.memory;

import java.util.ArrayList;
import java.util.List;

/** A place that has no memory, and says what it was asked; it throws where it is told to. */
final class RecordingAllocator implements Allocator {

  final List<String> calls = new ArrayList<>();
  RuntimeException fromPlace;
  RuntimeException fromAllocate;
  RuntimeException fromClose;

  @Override
  public String place() {
    throwIfAny(fromPlace);
    return "nowhere";
  }

  @Override
  public Object allocate(long bytes) {
    throwIfAny(fromAllocate);
    calls.add("allocate " + bytes);
    return "handle " + calls.size();
  }

  @Override
  public void close() {
    calls.add("close");
    throwIfAny(fromClose);
  }

  private static void throwIfAny(RuntimeException e) {
    if (e != null) {
      throw e;
    }
  }
}

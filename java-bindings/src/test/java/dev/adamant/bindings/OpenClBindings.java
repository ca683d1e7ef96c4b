package dev.adamant.bindings;

import java.lang.foreign.FunctionDescriptor;
import java.lang.invoke.MethodHandles;
import java.util.Map;

/** The descriptors that {@link OpenCl} was written with. */
final class OpenClBindings {

  private OpenClBindings() {}

  static Map<String, FunctionDescriptor> descriptors() {
    try {
      MethodHandles.lookup().ensureInitialized(OpenCl.class);
    } catch (IllegalAccessException e) {
      throw new LinkageError("OpenCl is in this package", e);
    }
    return OpenClLibrary.CALLS.descriptors();
  }
}

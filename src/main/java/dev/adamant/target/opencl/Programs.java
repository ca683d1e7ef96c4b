package dev.adamant.target.opencl;

import dev.adamant.bindings.OpenClException;
import dev.adamant.bindings.OpenClHandles;
import dev.adamant.bindings.OpenClInfo;
import dev.adamant.target.TargetException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/**
 * The programs and kernels of one target, each loaded on first use: from the cache, else built by
 * the route. For one thread at a time.
 */
final class Programs implements AutoCloseable {

  private final Session session;
  private final Route route;
  private final BinaryCache cache;
  private final Map<Launcher.Program, Built> programs = new HashMap<>();

  /**
   * A program.
   *
   * @param arena which owns its handles
   * @param handle of the program
   * @param kernels those of it that were asked for
   */
  private record Built(Arena arena, MemorySegment handle, Map<String, MemorySegment> kernels) {}

  /**
   * None so far.
   *
   * @param session which outlives this
   * @param route by which programs are built
   * @param cache for built programs; null for none
   */
  Programs(Session session, Route route, BinaryCache cache) {
    this.session = session;
    this.route = route;
    this.cache = cache;
  }

  /**
   * The handle of a kernel.
   *
   * @throws TargetException when its program does not build, with the driver's log, or has no such
   *     kernel
   */
  MemorySegment kernel(Launcher.Program program, String name) {
    Built built = programs.get(program);
    if (built == null) {
      built = load(program);
      programs.put(program, built);
    }
    MemorySegment kernel = built.kernels().get(name);
    if (kernel == null) {
      kernel = create(program, built, name);
      built.kernels().put(name, kernel);
    }
    return kernel;
  }

  @Override
  public void close() {
    programs.values().forEach(built -> built.arena().close());
    programs.clear();
  }

  private MemorySegment create(Launcher.Program program, Built built, String name) {
    try {
      return OpenClHandles.kernel(built.arena(), built.handle(), name);
    } catch (OpenClException e) {
      throw failure("the kernel " + name + " of " + nameOf(program) + " cannot be made", e);
    }
  }

  private Built load(Launcher.Program program) {
    byte[] code = resource(program);
    String options = route.options(program);
    String identity = identity(program, options, code);
    Built cached = cache == null ? null : fromCache(identity);
    if (cached != null) {
      return cached;
    }
    try {
      Built built = build(route, code, options);
      if (cache != null) {
        keep(identity, built.handle());
      }
      return built;
    } catch (OpenClException e) {
      throw failure(
          "the program "
              + nameOf(program)
              + " does not build by the route "
              + route.routeName()
              + " on "
              + session.device().deviceName()
              + " with "
              + session.device().driverText()
              + ": try another driver, or another route with -D"
              + Route.PROPERTY,
          e);
    }
  }

  private Built fromCache(String identity) {
    byte[] binary = cache.load(identity);
    if (binary == null) {
      return null;
    }
    try {
      return build(Route.SPIR, binary, "");
    } catch (OpenClException e) {
      cache.reject(identity, "is refused by the driver (" + e.getMessage() + ")");
      return null;
    }
  }

  private void keep(String identity, MemorySegment program) {
    byte[] binary = OpenClInfo.programBinary(program);
    if (binary.length > 0) {
      cache.store(identity, binary);
    }
  }

  /** Makes a program of code in the form that the route has, and builds it. */
  private Built build(Route form, byte[] code, String options) {
    MemorySegment context = session.context();
    MemorySegment device = session.device().handle();
    Arena arena = Arena.ofShared();
    try (Arena call = Arena.ofConfined()) {
      MemorySegment bytes = call.allocateFrom(ValueLayout.JAVA_BYTE, code);
      MemorySegment program =
          switch (form) {
            case IL -> OpenClHandles.programWithIl(arena, context, bytes);
            case SPIR -> OpenClHandles.programWithBinary(arena, context, device, bytes);
            case SOURCE ->
                OpenClHandles.programWithSource(
                    arena, context, new String(code, StandardCharsets.UTF_8));
          };
      OpenClHandles.build(program, device, options);
      return new Built(arena, program, new HashMap<>());
    } catch (RuntimeException | Error e) {
      arena.close();
      throw e;
    }
  }

  private byte[] resource(Launcher.Program program) {
    String name = route.resource(program);
    try (InputStream in = Programs.class.getResourceAsStream(name)) {
      if (in == null) {
        throw failure("the jar has no " + name + ": install Adamant again", null);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("the resource " + name + " cannot be read", e);
    }
  }

  /** What the entry of a program in the cache is known by. */
  String identity(Launcher.Program program) {
    return identity(program, route.options(program), resource(program));
  }

  private String identity(Launcher.Program program, String options, byte[] code) {
    OpenClDevice device = session.device();
    return String.join(
        "\n",
        nameOf(program),
        device.platformName(),
        device.platformVersion(),
        device.vendor(),
        device.deviceName(),
        device.version(),
        device.driver(),
        route.routeName(),
        options,
        HexFormat.of().formatHex(BinaryCache.digest(code)));
  }

  private static String nameOf(Launcher.Program program) {
    return program.name() + (program.format() == null ? "" : " for " + program.format().name());
  }

  private TargetException failure(String problem, OpenClException cause) {
    return new TargetException(
        session.device().name(), problem + (cause == null ? "" : "; " + cause.getMessage()), cause);
  }
}

package dev.adamant.cli;

import dev.adamant.record.Registry;
import dev.adamant.record.SigningKey;
import dev.adamant.serve.adapt.AdaptSettings;
import dev.adamant.serve.adapt.Adaptation;
import dev.adamant.target.Target;
import dev.adamant.train.Execution;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Supplier;

/** An adaptation with all that it needs. */
final class AdaptSession {

  private AdaptSession() {}

  /** Opens it, and runs it to its end. */
  static void run(
      AdaptSettings settings,
      Path directory,
      Path key,
      AdaptServer server,
      Supplier<Target> targets,
      AdaptLog log,
      boolean once)
      throws IOException, InterruptedException {
    SigningKey signer = SigningKey.read(key);
    try (Registry registry = Registry.open(directory);
        Target target = targets.get();
        Adaptation adaptation =
            Adaptation.open(
                settings,
                registry,
                signer,
                target,
                new Execution(target.info().name(), 0, settings.memory()),
                server,
                log)) {
      adaptation.run(once);
    }
  }
}

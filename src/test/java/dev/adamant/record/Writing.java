package dev.adamant.record;

import com.fasterxml.jackson.annotation.JacksonAnnotation;
import dev.adamant.JavaProcess;
import dev.adamant.bindings.Adamant;
import dev.adamant.memory.Sha256;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.sqlite.JDBC;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.toml.TomlMapper;

/** A process that writes to a registry: publishes, decides and gives space back, in turns. */
final class Writing {

  /** What it says before it begins; it does when it is sent a byte. */
  static final String READY = "ready";

  private static final int TURNS = 4;
  private static final int KEPT = 2;

  private Writing() {}

  /** Models for it to publish. */
  static List<Path> models(Path folder, int count) throws IOException {
    List<Path> models = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      models.add(Small.model(folder.resolve("model" + i), i));
    }
    return models;
  }

  /**
   * Starts one.
   *
   * @param folder with its key and what it unpacks
   * @param times how often it writes, once it is told to
   */
  static Process start(Path folder, Path registry, List<Path> models, int from, int times)
      throws IOException {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                registry.toString(),
                folder.resolve("key.pem").toString(),
                String.valueOf(from),
                String.valueOf(times)));
    models.forEach(model -> arguments.add(model.toString()));
    List<String> command =
        JavaProcess.command(
            List.of(
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                "-Dorg.sqlite.tmpdir=" + folder),
            List.of(
                Registry.class,
                Adamant.class,
                JDBC.class,
                JacksonAnnotation.class,
                JsonParser.class,
                JsonMapper.class,
                TomlMapper.class),
            Writing.class,
            arguments.toArray(String[]::new));
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }

  /**
   * Writes, and says after each turn how long the ledger is and what its head.
   *
   * @param args the registry, the key, the first turn, how many, and models
   */
  public static void main(String[] args) {
    List<Path> models = IntStream.range(4, args.length).mapToObj(i -> Path.of(args[i])).toList();
    int from = Integer.parseInt(args[2]);
    try (Registry registry = Registry.open(Path.of(args[0]))) {
      SigningKey key = SigningKey.read(Path.of(args[1]));
      System.out.println(READY);
      if (System.in.read() < 0) {
        return;
      }
      for (int turn = from; turn < from + Integer.parseInt(args[3]); turn++) {
        write(registry, key, models, turn);
        RegistryState state = registry.state();
        System.out.println(state.sequence() + " " + state.head());
      }
    } catch (IOException e) {
      System.out.println(e.getMessage());
      System.exit(1);
    }
  }

  private static void write(Registry registry, SigningKey key, List<Path> models, int turn)
      throws IOException {
    RegistryState state = registry.state();
    int live = state.live(Small.MODEL).map(v -> v.record().version()).orElse(0);
    int newest = state.versions(Small.MODEL).size();
    int kind = turn % TURNS;
    if (kind == TURNS - 1) {
      registry.gc(key, KEPT);
    } else if (kind == TURNS - 2 && newest != live) {
      registry.append(key, Small.decision(Decision.Action.ROTATED, live, newest));
    } else {
      Path model = models.get(turn % models.size());
      boolean isNewest =
          newest > 0
              && state
                  .versions(Small.MODEL)
                  .getLast()
                  .record()
                  .modelSha256()
                  .equals(Sha256.of(model));
      registry.publish(
          key, Small.publication(isNewest ? models.get((turn + 1) % models.size()) : model));
    }
  }
}

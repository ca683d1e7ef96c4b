package dev.adamant.data;

import dev.adamant.algebra.Signature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The Sun and the planets as they were and will be, by the {@link Ephemeris} DE405: what
 * accelerates them, or where they are some days later. Nodes are the {@link Ephemeris.Body bodies}
 * in their order. Samples are at random times: those to learn from in the first seven tenths of the
 * century that the ephemeris is of (1959 to 2030), those to judge by in the rest (to 2060), so no
 * judged time, nor the place that it leads to, is among the learned ones.
 */
final class Orbits implements SampleSource {

  /** The name of the dataset. */
  static final String NAME = "orbits";

  /** The target that is accelerations at the time itself. */
  static final String ACCELERATION = "acceleration";

  private static final String STATE = "state";
  private static final List<String> KEYS = List.of("train", "test", "target", "days", "seed");

  private static final int TRAIN = 1000;
  private static final int TEST = 1000;
  private static final int DAYS = 10;
  private static final int MOST_DAYS = 3652;
  private static final double LEARNED = 0.7;

  private static final DebianFiles FILES =
      new DebianFiles(
          NAME,
          new PackageFile(
              NAME,
              PackageClient.APT,
              "casacore-data-jpl-de405",
              "2007.07.05+ds.1-1",
              "casacore-data-jpl-de405_2007.07.05+ds.1-1_all.deb",
              9_100_052,
              "a845fc64a82034568da9cfb2bbc4a4ebb92180b8c4c9bfc92e7521e2126b63ce"),
          "usr/share/casacore/data/ephemerides/DE405",
          new TreeMap<>(
              Map.of(
                  "table.f0i",
                  "c3d283d26b4117a1f607df9868ab14d7e0dacf2a8366c677723466746b06486d",
                  "table.dat",
                  "1afc9df6ae8c4c4c82e0d3bea1249944fb36d86d5ece72e808a39fd150c42c7a")));

  private final DebianFiles files;

  /** From the package. */
  Orbits() {
    this(FILES);
  }

  /** From other files. */
  Orbits(DebianFiles files) {
    this.files = files;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<String> keys() {
    return KEYS;
  }

  /**
   * The days after which the state is wanted, or 0 where accelerations are.
   *
   * @param text the name of the dataset
   */
  static int days(String text) throws DataException {
    return days(SourceName.parse(text, KEYS));
  }

  private static int days(SourceName source) throws DataException {
    boolean state = source.word("target", ACCELERATION, STATE).equals(STATE);
    int days = source.integer("days", DAYS, 1, MOST_DAYS);
    if (!state && source.parameters().containsKey("days")) {
      throw new DataException(
          source.text() + ": days are of target=state: add that, or leave them out");
    }
    return state ? days : 0;
  }

  @Override
  public Dataset read(SourceName source, Surroundings surroundings, ProgressListener listener)
      throws DataException {
    int train = source.samples("train", TRAIN);
    int test = source.samples("test", TEST);
    int days = days(source);
    long seed = source.seed();
    SampleRows rows = new SampleRows(source.text(), schema(days), train, test);
    Ephemeris ephemeris = ephemeris(files.folder(surroundings, listener));
    double border = ephemeris.begin() + LEARNED * (ephemeris.end() - ephemeris.begin());
    if (border + days >= ephemeris.end()) {
      throw new DataException(
          source.text() + ": the ephemeris is too short for " + days + " days: take fewer");
    }
    for (int i = 0; i < train + test; i++) {
      Draws draws = Draws.of(seed, train, i);
      double date =
          i < train
              ? draws.uniform(ephemeris.begin(), border - days)
              : draws.uniform(border, ephemeris.end() - days);
      add(rows, ephemeris, date, days);
    }
    return rows.build();
  }

  private static Ephemeris ephemeris(Path folder) throws DataException {
    try {
      return Ephemeris.read(
          NAME,
          Files.readAllBytes(folder.resolve("table.f0i")),
          Files.readAllBytes(folder.resolve("table.dat")));
    } catch (DataException e) {
      throw e;
    } catch (IOException e) {
      throw Input.refused(folder, e);
    }
  }

  private static Schema schema(int days) {
    int bodies = Ephemeris.Body.values().length;
    return new Schema(
        new Signature(3, 0, 0),
        List.of(
            Fields.field("gm", List.of(0), 1, bodies, "au^3 d^-2", 3e-4),
            Fields.vectors("position", 1, bodies, "au", 50),
            Fields.vectors("velocity", 1, bodies, "au d^-1", 0.04)),
        List.of(
            days == 0
                ? Fields.vectors(ACCELERATION, 1, bodies, "au d^-2", 0.004)
                : Fields.vectors("final", 1, bodies, "au", 50)));
  }

  private static void add(SampleRows rows, Ephemeris ephemeris, double date, int days) {
    Ephemeris.Body[] bodies = Ephemeris.Body.values();
    double[] gm = new double[bodies.length];
    double[][] position = new double[bodies.length][];
    double[][] velocity = new double[bodies.length][];
    double[][] wanted = new double[bodies.length][];
    for (int i = 0; i < bodies.length; i++) {
      Ephemeris.State state = ephemeris.state(bodies[i], date);
      gm[i] = ephemeris.gm(bodies[i]);
      position[i] = state.position();
      velocity[i] = state.velocity();
      wanted[i] =
          days == 0 ? state.acceleration() : ephemeris.state(bodies[i], date + days).position();
    }
    rows.features(gm);
    rows.nodeFeatures(position);
    rows.nodeFeatures(velocity);
    rows.nodeTargets(wanted);
  }
}

package dev.adamant.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.adamant.memory.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The orbits from small files of the test's own. */
class OrbitsTest {

  private static final int BODIES = 10;
  private static final double DAYS = 32.0 * EphemerisBytes.RECORDS;

  @TempDir Path folder;

  private FakeClient fake;
  private Orbits orbits;

  @BeforeEach
  void begin() throws IOException {
    byte[] debian = {1, 2, 3};
    byte[] series = EphemerisBytes.series();
    byte[] table = EphemerisBytes.table("");
    fake = new FakeClient(folder);
    fake.file("sky.deb", debian);
    fake.file("files/table.f0i", series);
    fake.file("files/table.dat", table);
    fake.program("apt-get", "cp " + folder + "/sky.deb .");
    fake.program("dpkg", "mkdir -p $3/sky; cp " + folder + "/files/* $3/sky");
    orbits =
        new Orbits(
            new DebianFiles(
                "orbits",
                FakeClient.packageFile(PackageClient.APT, "sky.deb", debian),
                "sky",
                new TreeMap<>(
                    Map.of("table.f0i", Sha256.of(series), "table.dat", Sha256.of(table)))));
  }

  private Dataset open(String name) throws DataException {
    return orbits.read(SourceName.parse(name, orbits.keys()), fake.surroundings(), fake);
  }

  @Test
  void accelerationsAreTheSecondDerivatives() throws DataException {
    Dataset data = open("orbits:train=60,test=40");
    assertThat(data).hasToString("orbits:train=60,test=40: 100 samples, 70 features, 30 outputs");
    assertThat(data.schema()).hasToString("Cl(3,0,0): gm, position, velocity -> acceleration");
    assertThat(data.schema().outputs().getFirst().dimension()).hasToString("au d^-2");
    assertThat(data.featureNames().get(12)).isEqualTo("position[3].e1");
    for (int i = 0; i < data.size(); i++) {
      double days = days(data, i);
      assertThat(days).isBetween(i < 60 ? 0 : 0.7 * DAYS, i < 60 ? 0.7 * DAYS : DAYS);
      for (int body = 0; body < BODIES; body++) {
        assertThat(data.feature(i, body)).isEqualTo(EphemerisBytes.gm(body));
        for (int axis = 0; axis < 3; axis++) {
          int at = axis * BODIES + body;
          assertThat(data.feature(i, 10 + at))
              .isCloseTo(EphemerisBytes.derivative(body, axis, days, 0), within(1e-11));
          assertThat(data.feature(i, 40 + at))
              .isCloseTo(EphemerisBytes.derivative(body, axis, days, 1), within(1e-12));
          assertThat(data.target(i, at))
              .isCloseTo(EphemerisBytes.derivative(body, axis, days, 2), within(1e-13));
        }
      }
    }
  }

  /** From the first component of the Sun, which grows: by bisection. */
  private static double days(Dataset data, int sample) {
    double low = 0;
    double high = DAYS;
    for (int i = 0; i < 60; i++) {
      double middle = (low + high) / 2;
      boolean later = EphemerisBytes.derivative(0, 0, middle, 0) < data.feature(sample, 10);
      low = later ? middle : low;
      high = later ? high : middle;
    }
    return low;
  }

  @Test
  void statesAreThoseSomeDaysLater() throws DataException {
    Dataset data = open("orbits:train=30,test=20,target=state,days=20");
    assertThat(data.schema().outputs().getFirst().name()).isEqualTo("final");
    assertThat(data.schema().outputs().getFirst().dimension()).hasToString("au");
    for (int i = 0; i < data.size(); i++) {
      double days = days(data, i);
      assertThat(days + 20).isBetween(i < 30 ? 20 : 0.7 * DAYS + 20, i < 30 ? 0.7 * DAYS : DAYS);
      for (int k = 0; k < 30; k++) {
        assertThat(data.target(i, k))
            .isCloseTo(
                EphemerisBytes.derivative(k % BODIES, k / BODIES, days + 20, 0), within(1e-11));
      }
    }
  }

  @Test
  void valuesAtBordersOfPartsAreThoseOfEitherSide() throws IOException {
    Ephemeris ephemeris = Ephemeris.read("sky", EphemerisBytes.series(), EphemerisBytes.table(""));
    assertThat(ephemeris.begin()).isEqualTo(EphemerisBytes.BEGIN);
    assertThat(ephemeris.end()).isEqualTo(EphemerisBytes.BEGIN + DAYS);
    for (double days = 0; days <= DAYS; days += 8) {
      int i = 0;
      for (Ephemeris.Body body : Ephemeris.Body.values()) {
        Ephemeris.State state = ephemeris.state(body, EphemerisBytes.BEGIN + days);
        assertThat(state.velocity()[1])
            .isCloseTo(EphemerisBytes.derivative(i++, 1, days, 1), within(1e-12));
      }
    }
    assertThatThrownBy(() -> ephemeris.state(Ephemeris.Body.SUN, 128.5))
        .hasMessage("the date 128.5 is not from 32.0 to 128.0");
  }

  @Test
  void otherFilesAndParametersAreRefused() throws IOException {
    byte[] series = EphemerisBytes.series();
    byte[] table = EphemerisBytes.table("");
    assertThatThrownBy(() -> Ephemeris.read("sky", Arrays.copyOf(series, 9000), table))
        .isInstanceOf(DataException.class)
        .hasMessage(
            "sky: table.f0i has 9000 bytes and is not made of records of 1018 coefficients: take"
                + " that of the package");
    assertThatThrownBy(() -> Ephemeris.read("sky", series, EphemerisBytes.table("GMB")))
        .hasMessage("sky: table.dat has no keyword GMB: take that of the package");
    for (int length : new int[] {0, 20, 60, 200, 300}) {
      assertThatThrownBy(() -> Ephemeris.read("sky", series, Arrays.copyOf(table, length)))
          .isInstanceOf(DataException.class)
          .hasMessageStartingWith(
              "sky: table.dat: has no keywords of numbers and texts as a table of casacore has: ");
    }
    byte[] text =
        new String(table, StandardCharsets.ISO_8859_1)
            .replace("\0\0\0\u000b\0\0\0\0", "\0\0\0\u000c\0\0\0\0")
            .getBytes(StandardCharsets.ISO_8859_1);
    assertThatThrownBy(() -> Ephemeris.read("sky", series, text))
        .hasMessageEndingWith("VS_TYPE is of the type 12");
    assertThatThrownBy(() -> open("orbits:days=3"))
        .hasMessage("orbits:days=3: days are of target=state: add that, or leave them out");
    assertThatThrownBy(() -> open("orbits:target=place"))
        .hasMessage("orbits:target=place: target is place: expected acceleration or state");
    assertThatThrownBy(() -> open("orbits:target=state,days=30"))
        .hasMessage(
            "orbits:target=state,days=30: the ephemeris is too short for 30 days: take fewer");
  }

  @Test
  void twoBodyMotionIsExactWherePlanetsHaveNoMass() throws DataException {
    double gm = 3e-4;
    double days = 40;
    double[] features = new double[70];
    double[] targets = new double[30];
    for (int body = 0; body < BODIES; body++) {
      double phase = 0.3 + body;
      double rate = body == 0 ? 0 : Math.sqrt(gm / body) / body;
      features[body] = body == 0 ? gm : 1e-30;
      double[] start = {3 + body * Math.cos(phase), 1 + body * Math.sin(phase), -2};
      double[] speed = {0.01 - body * rate * Math.sin(phase), body * rate * Math.cos(phase), 0.002};
      double[] end = {
        3 + 0.01 * days + body * Math.cos(phase + rate * days),
        1 + body * Math.sin(phase + rate * days),
        -2 + 0.002 * days
      };
      for (int axis = 0; axis < 3; axis++) {
        features[10 + axis * BODIES + body] = start[axis];
        features[40 + axis * BODIES + body] = speed[axis];
        targets[axis * BODIES + body] = end[axis];
      }
    }
    Dataset data = Dataset.regression("orbits:target=state,days=40", 70, features, 30, targets);
    KeplerBaseline baseline = new KeplerBaseline(data);
    double[] predicted = baseline.predict(0);
    for (int k = 0; k < 30; k++) {
      assertThat(predicted[k]).isCloseTo(targets[k], within(1e-12));
    }
    targets[7] += 3;
    Dataset other = Dataset.regression("orbits:target=state,days=40", 70, features, 30, targets);
    assertThat(new KeplerBaseline(other).meanSquaredError(new int[] {0, 0}))
        .isCloseTo(0.3, within(1e-11));
  }

  @Test
  void twoBodyAccelerationsAreThoseOfPairsWithTheSun() throws DataException {
    Dataset data = open("orbits:train=2,test=1");
    double[] actual = new KeplerBaseline(data).predict(1);
    double[] expected = new double[30];
    for (int planet = 1; planet < BODIES; planet++) {
      double[][] places = new double[2][3];
      for (int axis = 0; axis < 3; axis++) {
        places[0][axis] = data.feature(1, 10 + axis * BODIES);
        places[1][axis] = data.feature(1, 10 + axis * BODIES + planet);
      }
      double[] gm = {data.feature(1, 0), data.feature(1, planet)};
      double[][] pair = Gravity.accelerations(gm, places);
      for (int axis = 0; axis < 3; axis++) {
        expected[axis * BODIES] += pair[0][axis];
        expected[axis * BODIES + planet] = pair[1][axis];
      }
    }
    for (int k = 0; k < 30; k++) {
      assertThat(actual[k]).isCloseTo(expected[k], within(1e-13 * Math.abs(expected[k])));
    }
    Dataset other = Dataset.regression("nbody", 70, new double[70], 30, new double[30]);
    assertThatThrownBy(() -> new KeplerBaseline(other))
        .isInstanceOf(DataException.class)
        .hasMessage("nbody: has no two-body motion to compare with: take the data orbits");
  }
}

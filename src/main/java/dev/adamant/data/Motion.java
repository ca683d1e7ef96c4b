package dev.adamant.data;

import dev.adamant.algebra.Signature;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where the joints of a person will be a moment later: captured motion, each joint's place and
 * attitude in the room a motor of PGA, Cl(3,0,1), now and as long before. Lengths are in metres, as
 * plain numbers, since the components of a motor have two dimensions. Of the two motors of a motion
 * the one is taken whose scalar product with that of the frame before is positive, at the beginning
 * the one with a positive scalar part. One recording, 01_01, is to learn from, another of the same
 * person, 01_03, to judge by; the first frame of each is a pose to measure by and left out.
 *
 * <p>The data used in this project was obtained from mocap.cs.cmu.edu. The database was created
 * with funding from NSF EIA-0196217. It is in the BVH format by B. Hahne, from the Debian package
 * {@code assimp-testmodels}; its unit of length is an inch over 0.45.
 */
final class Motion implements SampleSource {

  /** Those that are predicted, in the order of nodes. */
  static final List<String> JOINTS =
      List.of(
          "Hips",
          "Head",
          "LeftForeArm",
          "LeftHand",
          "RightForeArm",
          "RightHand",
          "LeftFoot",
          "RightFoot");

  private static final String NAME = "motion";
  private static final String TRAIN = "01_01.bvh";
  private static final String TEST = "01_03.bvh";
  private static final int AHEAD = 12;
  private static final int MOST_AHEAD = 1200;
  private static final int EVERY = 3;
  private static final int MOST_EVERY = 1000;
  private static final double METRE = 0.45 / 0.0254;
  private static final int COMPONENTS = 8;

  private static final DebianFiles FILES =
      new DebianFiles(
          NAME,
          new PackageFile(
              NAME,
              PackageClient.APT,
              "assimp-testmodels",
              "5.2.5~ds0-1",
              "assimp-testmodels_5.2.5~ds0-1_all.deb",
              20_609_624,
              "526f326186000cd6f631ea806128548a7d3d391abd8149fddc5c4c8513e80b8a"),
          "usr/share/assimp/models/BVH",
          new TreeMap<>(
              Map.of(
                  TRAIN,
                  "1d9ee909452ee62784306545cf1fcd634243db1173e0c90cecbed793e50361a8",
                  TEST,
                  "72d3f37de5af9adfc228dda72422cadb8cfc58d1cd8336076241ba115715c87c")));

  private final DebianFiles files;

  /** From the package. */
  Motion() {
    this(FILES);
  }

  /** From other files. */
  Motion(DebianFiles files) {
    this.files = files;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<String> keys() {
    return List.of("ahead", "every");
  }

  @Override
  public Dataset read(SourceName source, Surroundings surroundings, ProgressListener listener)
      throws DataException {
    int ahead = source.integer("ahead", AHEAD, 1, MOST_AHEAD);
    int every = source.integer("every", EVERY, 1, MOST_EVERY);
    Path folder = files.folder(surroundings, listener);
    List<double[][]> train = motors(folder.resolve(TRAIN));
    List<double[][]> test = motors(folder.resolve(TEST));
    int trainSize = samples(source, train, ahead, every);
    int testSize = samples(source, test, ahead, every);
    SampleRows rows = new SampleRows(source.text(), schema(), trainSize, testSize);
    add(rows, train, trainSize, ahead, every);
    add(rows, test, testSize, ahead, every);
    return rows.build();
  }

  private static Schema schema() {
    return new Schema(
        Signature.PGA, List.of(motors("before"), motors("now")), List.of(motors("next")));
  }

  private static Field motors(String name) {
    return Fields.field(name, List.of(0, 2, 4), 1, JOINTS.size(), "1", Fields.UNBOUNDED);
  }

  private static int samples(SourceName source, List<double[][]> motors, int ahead, int every)
      throws DataException {
    int within = motors.size() - 2 * ahead;
    if (within < 1) {
      throw new DataException(
          source.text()
              + ": a recording has "
              + motors.size()
              + " frames, too few to look "
              + ahead
              + " ahead: take fewer");
    }
    return (within + every - 1) / every;
  }

  private static void add(
      SampleRows rows, List<double[][]> motors, int samples, int ahead, int every) {
    for (int i = 0; i < samples; i++) {
      int before = i * every;
      rows.nodeFeatures(motors.get(before));
      rows.nodeFeatures(motors.get(before + ahead));
      rows.nodeTargets(motors.get(before + 2 * ahead));
    }
  }

  /** The motors of the joints, frame after frame from the second on. */
  private static List<double[][]> motors(Path file) throws DataException {
    Bvh bvh = BvhReader.read(file.toString(), text(file));
    int[] indices = new int[JOINTS.size()];
    for (int i = 0; i < indices.length; i++) {
      indices[i] = index(file, bvh, JOINTS.get(i));
    }
    double[][] last = new double[indices.length][COMPONENTS];
    for (double[] motor : last) {
      motor[0] = 1;
    }
    List<double[][]> motors = new ArrayList<>();
    for (int frame = 1; frame < bvh.frameCount(); frame++) {
      RigidMotion[] world = bvh.world(frame);
      double[][] now = new double[indices.length][];
      for (int i = 0; i < indices.length; i++) {
        now[i] = nearer(world[indices[i]].motor(METRE), last[i]);
      }
      motors.add(now);
      last = now;
    }
    return motors;
  }

  private static String text(Path file) throws DataException {
    try {
      return Files.readString(file);
    } catch (MalformedInputException e) {
      throw new DataException(file + ": is no text: take a file of the BVH format", e);
    } catch (IOException e) {
      throw Input.refused(file, e);
    }
  }

  private static int index(Path file, Bvh bvh, String joint) throws DataException {
    for (int i = 0; i < bvh.joints().size(); i++) {
      if (bvh.joints().get(i).name().equals(joint)) {
        return i;
      }
    }
    throw new DataException(file + ": has no joint " + joint + ": take the file of the package");
  }

  /** The motor or its opposite: the scalar product with another is that of their rotors. */
  private static double[] nearer(double[] motor, double[] last) {
    double product =
        motor[0] * last[0] + motor[4] * last[4] + motor[5] * last[5] + motor[6] * last[6];
    if (product < 0) {
      for (int k = 0; k < motor.length; k++) {
        motor[k] = -motor[k];
      }
    }
    return motor;
  }
}

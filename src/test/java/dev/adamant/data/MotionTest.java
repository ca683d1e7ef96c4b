package dev.adamant.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.adamant.algebra.Motors;
import dev.adamant.algebra.Multivector;
import dev.adamant.algebra.Signature;
import dev.adamant.memory.Sha256;
import dev.adamant.number.Format;
import dev.adamant.number.Posit;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Motion from small recordings of the test's own. */
class MotionTest {

  private static final double UNIT = 0.0254 / 0.45;

  private static final String ARM =
      """
      HIERARCHY
      ROOT Hips
      {
        OFFSET 1 2 3
        CHANNELS 6 Xposition Yposition Zposition Zrotation Yrotation Xrotation
        JOINT Arm
        {
          OFFSET 0 4 0
          CHANNELS 2 Xrotation Yrotation
          End Site
          {
            OFFSET 0 1 0
          }
        }
      }
      MOTION
      Frames: 2
      Frame Time: .5
      0 0 0 0 0 0 0 0
      10 0 -1 90 30 0 90 0
      """;

  @TempDir Path folder;

  private static double[] apply(RigidMotion motion, double... point) {
    RigidMotion moved = motion.after(RigidMotion.translation(point[0], point[1], point[2]));
    return new double[] {moved.moveX(), moved.moveY(), moved.moveZ()};
  }

  @Test
  void jointsAreTurnedThenMovedThenMovedByWhatTheyHangOn() throws DataException {
    Bvh bvh = BvhReader.read("arm", ARM);
    assertThat(bvh.frameSeconds()).isEqualTo(0.5);
    assertThat(bvh.joints()).extracting(Bvh.Joint::name).containsExactly("Hips", "Arm");
    assertThat(bvh.joints()).extracting(Bvh.Joint::parent).containsExactly(-1, 0);
    assertThat(apply(bvh.world(0)[1], 0, 0, 0)).containsExactly(1, 6, 3);
    RigidMotion[] world = bvh.world(1);
    assertThat(apply(world[0], 0, 0, 0)).containsExactly(11, 2, 2);
    // Turned about y by 30 degrees, then about z by 90: x goes to y, but for what y makes of it.
    double c = Math.cos(Math.PI / 6);
    Offset<Double> rounding = Offset.offset(1e-14);
    assertThat(apply(world[0], 1, 0, 0)).containsExactly(new double[] {11, 2 + c, 1.5}, rounding);
    // The arm is 4 along y of the hips, which is now −x of the room, and turned about x by 90.
    assertThat(apply(world[1], 0, 0, 0)).containsExactly(new double[] {7, 2, 2}, rounding);
    assertThat(apply(world[1], 0, 1, 0))
        .containsExactly(new double[] {7, 2 + 0.5, 2 + c}, rounding);
  }

  @Test
  void motorsAreThoseOfTheirMatrices() {
    Format format = Format.POSIT64;
    RigidMotion motion =
        RigidMotion.translation(0.5, -2, 1.25)
            .after(RigidMotion.rotation(2, 20))
            .after(RigidMotion.rotation(1, -40))
            .after(RigidMotion.rotation(0, 70));
    double[] motor = motion.motor(1);
    double[] origin = apply(motion, 0, 0, 0);
    long[] matrix = new long[16];
    for (int column = 0; column < 3; column++) {
      double[] axis = new double[3];
      axis[column] = 1;
      double[] image = apply(motion, axis);
      for (int row = 0; row < 3; row++) {
        matrix[4 * row + column] = Posit.fromDouble(format, image[row] - origin[row]);
        matrix[4 * row + 3] = Posit.fromDouble(format, origin[row]);
      }
    }
    matrix[15] = format.one();
    long[] back = Motors.toMatrix(multivector(format, motor));
    for (int k = 0; k < 16; k++) {
      assertThat(Posit.toDouble(format, back[k]))
          .isCloseTo(Posit.toDouble(format, matrix[k]), within(1e-14));
    }
    double[] half = motion.motor(2);
    assertThat(half[0]).isEqualTo(motor[0]);
    assertThat(half[7]).isCloseTo(motor[7] / 2, within(1e-16));
  }

  private static Multivector multivector(Format format, double[] motor) {
    long[] values = new long[8];
    for (int k = 0; k < 8; k++) {
      values[k] = Posit.fromDouble(format, motor[k]);
    }
    return new Multivector(Signature.PGA, format, Motors.GRADES, values);
  }

  /** All joints at the hips, which turn about y by a step each frame and rise. */
  private static String recording(int frames, double step) {
    StringBuilder text = new StringBuilder("HIERARCHY ROOT Hips { OFFSET 0 0 0\r\n");
    text.append("CHANNELS 2 Yposition Yrotation\r\n");
    for (String joint : Motion.JOINTS.subList(1, Motion.JOINTS.size())) {
      text.append("JOINT ").append(joint).append(" { OFFSET 1 0 0 CHANNELS 0 }\n");
    }
    text.append("}\nMOTION Frames: ").append(frames).append(" Frame Time: 0.01\n");
    for (int i = 0; i < frames; i++) {
      text.append(i).append(' ').append(i == 0 ? 777 : i * step).append('\n');
    }
    return text.toString();
  }

  private Dataset open(String name, String train, String test) throws IOException {
    byte[] debian = {4};
    FakeClient fake = new FakeClient(folder);
    fake.file("people.deb", debian);
    fake.program("apt-get", "cp " + folder + "/people.deb .");
    fake.program("dpkg", "mkdir -p $3/walks; cp " + folder + "/files/* $3/walks");
    Map<String, String> digests =
        Map.of(
            "01_01.bvh", Sha256.of(fake.file("files/01_01.bvh", train)),
            "01_03.bvh", Sha256.of(fake.file("files/01_03.bvh", test)));
    Motion motion =
        new Motion(
            new DebianFiles(
                "motion",
                FakeClient.packageFile(PackageClient.APT, "people.deb", debian),
                "walks",
                new TreeMap<>(digests)));
    return motion.read(SourceName.parse(name, motion.keys()), fake.surroundings(), fake);
  }

  @Test
  void samplesAreMotorsBeforeNowAndNext() throws IOException {
    Dataset data = open("motion:ahead=2,every=3", recording(21, 50), recording(8, -50));
    // Without the first frame, 20 and 7, and from 0 to 15 and to 2 by 3.
    assertThat(data.trainSize()).hasValue(6);
    assertThat(data.size()).isEqualTo(7);
    assertThat(data.schema()).hasToString("Cl(3,0,1): before, now -> next");
    assertThat(data.schema().outputs().getFirst().grades()).isEqualTo(Motors.GRADES);
    assertThat(data.featureNames().get(9)).isEqualTo("before[2].e01");
    assertThat(data.featureNames().get(127)).isEqualTo("now[8].e0123");
    for (int i = 0; i < data.size(); i++) {
      boolean train = i < 6;
      int before = 1 + (train ? 3 * i : 0);
      for (int joint = 0; joint < 8; joint++) {
        for (int k = 0; k < 8; k++) {
          int at = 8 * k + joint;
          double[] values = {data.feature(i, at), data.feature(i, 64 + at), data.target(i, at)};
          for (int time = 0; time < 3; time++) {
            int frame = before + 2 * time;
            double[] expected = motor(frame, train ? 50 : -50, joint);
            assertThat(values[time]).isCloseTo(expected[k], within(1e-13));
          }
        }
      }
    }
  }

  /** The angle grows past a turn, and the motor of the half angle with it: no sign is changed. */
  private static double[] motor(int frame, double step, int joint) {
    double half = Math.toRadians(frame * step) / 2;
    double angle = 2 * half;
    double x = joint == 0 ? 0 : Math.cos(angle) * UNIT;
    double z = joint == 0 ? 0 : -Math.sin(angle) * UNIT;
    double y = frame * UNIT;
    double w = Math.cos(half);
    double b = Math.sin(half);
    return new double[] {
      w, -(x * w - z * b) / 2, -y * w / 2, -(z * w + x * b) / 2, 0, b, 0, y * b / 2
    };
  }

  @Test
  void recordingsThatDoNotFitAreRefused() throws IOException {
    String fine = recording(8, 1);
    assertThatThrownBy(() -> open("motion:ahead=4", fine, fine))
        .isInstanceOf(DataException.class)
        .hasMessage(
            "motion:ahead=4: a recording has 7 frames, too few to look 4 ahead: take fewer");
    assertThatThrownBy(() -> open("motion:ahead=1", fine, fine.replace("LeftHand", "Tail")))
        .isInstanceOf(DataException.class)
        .hasMessageEndingWith("01_03.bvh: has no joint LeftHand: take the file of the package");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "HIERARCHY|HIERARCHIE|line 1: expected HIERARCHY, found HIERARCHIE",
        "ROOT Hips|ROOT|line 4: expected {, found OFFSET",
        "1 2 3|1 2|line 5: expected an offset, a number, found CHANNELS",
        "1 2 3|1 2 NaN|line 4: expected an offset, a number, found NaN",
        "CHANNELS 2|CHANNELS 7|line 9: expected how many channels, at most 6, found 7",
        "2 Xrotation|2 Wrotation|line 9: expected a channel such as Xposition or Zrotation, found"
            + " Wrotation",
        "End Site|Start Site|line 10: expected JOINT, End Site or }, found Start",
        "Frames: 2|Frames: -2|line 17: expected how many frames, at most 298, found -2",
        "10 0 -1 90|10 0 -1 9O|line 20: expected number 4 of frame 2, a number, found 9O",
        "0 90 0|0 90|line 20: expected number 8 of frame 2, found the end of the file",
        "0 90 0|0 90 0 0|line 20: expected the end after 2 frames, found more",
      })
  void otherFilesAreRefusedWithTheLine(String from, String to, String message) {
    assertThat(ARM).contains(from);
    assertThatThrownBy(() -> BvhReader.read("arm.bvh", ARM.replace(from, to)))
        .isInstanceOf(DataException.class)
        .hasMessage("arm.bvh: " + message + ": take a file of the BVH format");
  }

  @Test
  void skeletonsThatAreTooDeepAreRefused() {
    String joint = "a { OFFSET 0 0 0 CHANNELS 0 ";
    assertThatThrownBy(
            () -> BvhReader.read("deep", "HIERARCHY ROOT " + (joint + "JOINT ").repeat(999)))
        .hasMessageContaining("a joint is 256 joints deep");
  }
}

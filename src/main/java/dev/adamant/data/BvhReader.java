package dev.adamant.data;

import java.util.ArrayList;
import java.util.List;
import java.util.StringTokenizer;

/**
 * Reads the BVH format: words separated by spaces and ends of lines.
 *
 * <pre>{@code
 * HIERARCHY
 * ROOT Hips
 * {
 *   OFFSET 0 0 0
 *   CHANNELS 6 Xposition Yposition Zposition Zrotation Yrotation Xrotation
 *   JOINT Leg
 *   {
 *     OFFSET 0 -7 0
 *     CHANNELS 3 Zrotation Yrotation Xrotation
 *     End Site
 *     {
 *       OFFSET 0 -2 0
 *     }
 *   }
 * }
 * MOTION
 * Frames: 1
 * Frame Time: .0083333
 * 0 17 0 0 0 0 0 0 -17
 * }</pre>
 */
final class BvhReader {

  private static final int MOST_CHANNELS = 6;
  private static final int MOST_DEPTH = 256;

  private final String name;
  private final String text;
  private final List<Bvh.Joint> joints = new ArrayList<>();
  private StringTokenizer words = new StringTokenizer("");
  private int next;
  private int line;

  private BvhReader(String name, String text) {
    this.name = name;
    this.text = text;
  }

  /**
   * Reads a text.
   *
   * @param name of the file, for errors
   * @throws DataException when it is not of the format, with the line, counted from 1
   */
  static Bvh read(String name, String text) throws DataException {
    BvhReader reader = new BvhReader(name, text);
    reader.expect("HIERARCHY");
    reader.expect("ROOT");
    reader.joint(-1, 0);
    reader.expect("MOTION");
    return reader.motion();
  }

  /** From the name on. */
  private void joint(int parent, int depth) throws DataException {
    if (depth == MOST_DEPTH) {
      throw refused("a joint is " + MOST_DEPTH + " joints deep, more than are read");
    }
    final String joint = word("the name of a joint");
    expect("{");
    expect("OFFSET");
    RigidMotion offset = offset();
    expect("CHANNELS");
    List<Bvh.Channel> channels = new ArrayList<>();
    for (int count = integer("channels", MOST_CHANNELS); count > 0; count--) {
      channels.add(channel(word("a channel")));
    }
    int index = joints.size();
    joints.add(new Bvh.Joint(joint, parent, offset, channels));
    for (String word = word("}"); !word.equals("}"); word = word("}")) {
      if (word.equals("JOINT")) {
        joint(index, depth + 1);
      } else if (word.equals("End")) {
        expect("Site");
        expect("{");
        expect("OFFSET");
        offset();
        expect("}");
      } else {
        throw refused("expected JOINT, End Site or }, found " + word);
      }
    }
  }

  private Bvh.Channel channel(String text) throws DataException {
    for (Bvh.Channel channel : Bvh.Channel.values()) {
      if (channel.text().equals(text)) {
        return channel;
      }
    }
    throw refused("expected a channel such as Xposition or Zrotation, found " + text);
  }

  private Bvh motion() throws DataException {
    expect("Frames:");
    double[][] frames = new double[integer("frames", text.length())][];
    expect("Frame");
    expect("Time:");
    double seconds = number("the time of a frame");
    int width = joints.stream().mapToInt(joint -> joint.channels().size()).sum();
    for (int i = 0; i < frames.length; i++) {
      frames[i] = new double[width];
      for (int k = 0; k < width; k++) {
        frames[i][k] = number("number " + (k + 1) + " of frame " + (i + 1));
      }
    }
    if (more()) {
      throw refused("expected the end after " + frames.length + " frames, found more");
    }
    return new Bvh(joints, seconds, frames);
  }

  private RigidMotion offset() throws DataException {
    return RigidMotion.translation(number("an offset"), number("an offset"), number("an offset"));
  }

  private double number(String what) throws DataException {
    String word = word(what);
    try {
      double number = Double.parseDouble(word);
      if (Double.isFinite(number)) {
        return number;
      }
    } catch (NumberFormatException e) {
      // It is refused as those that are not finite are.
    }
    throw refused("expected " + what + ", a number, found " + word);
  }

  private int integer(String what, int most) throws DataException {
    String word = word("how many " + what);
    if (word.matches("[0-9]{1,9}") && Integer.parseInt(word) <= most) {
      return Integer.parseInt(word);
    }
    throw refused("expected how many " + what + ", at most " + most + ", found " + word);
  }

  private void expect(String expected) throws DataException {
    String word = word(expected);
    if (!word.equals(expected)) {
      throw refused("expected " + expected + ", found " + word);
    }
  }

  private String word(String expected) throws DataException {
    if (!more()) {
      throw refused("expected " + expected + ", found the end of the file");
    }
    return words.nextToken();
  }

  private boolean more() {
    while (!words.hasMoreTokens() && next < text.length()) {
      int end = text.indexOf('\n', next);
      words = new StringTokenizer(text.substring(next, end < 0 ? text.length() : end));
      next = end < 0 ? text.length() : end + 1;
      line++;
    }
    return words.hasMoreTokens();
  }

  private DataException refused(String what) {
    return new DataException(
        name + ": line " + line + ": " + what + ": take a file of the BVH format");
  }
}

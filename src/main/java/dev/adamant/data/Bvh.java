package dev.adamant.data;

import java.util.List;

/** Motion of a skeleton, as files of the BVH format (Biovision hierarchy) have it. */
final class Bvh {

  private final List<Joint> joints;
  private final double frameSeconds;
  private final double[][] frames;

  /**
   * Of what a file has.
   *
   * @param joints each after the one that it hangs on, the first on none
   * @param frameSeconds the time from one frame to the next
   * @param frames for each its numbers, those of a joint after those of the joint before; the
   *     object's from now on
   */
  Bvh(List<Joint> joints, double frameSeconds, double[][] frames) {
    this.joints = List.copyOf(joints);
    this.frameSeconds = frameSeconds;
    this.frames = frames;
  }

  /** What a number of a frame moves, about or along which axis. */
  enum Channel {
    X_POSITION("Xposition", 0, false),
    Y_POSITION("Yposition", 1, false),
    Z_POSITION("Zposition", 2, false),
    X_ROTATION("Xrotation", 0, true),
    Y_ROTATION("Yrotation", 1, true),
    Z_ROTATION("Zrotation", 2, true);

    private final String text;
    private final int axis;
    private final boolean turns;

    Channel(String text, int axis, boolean turns) {
      this.text = text;
      this.axis = axis;
      this.turns = turns;
    }

    /** As files name it. */
    String text() {
      return text;
    }
  }

  /**
   * A joint.
   *
   * @param name of it
   * @param parent its index among the joints, or −1
   * @param offset from the parent, in the parent's axes: a translation
   * @param channels one for each of its numbers in a frame; angles are in degrees
   */
  record Joint(String name, int parent, RigidMotion offset, List<Channel> channels) {

    /** Makes the list immutable. */
    Joint {
      channels = List.copyOf(channels);
    }
  }

  /** The joints, each after the one that it hangs on. */
  List<Joint> joints() {
    return joints;
  }

  /** The time from one frame to the next. */
  double frameSeconds() {
    return frameSeconds;
  }

  /** How many frames there are. */
  int frameCount() {
    return frames.length;
  }

  /**
   * Where all joints are in a frame: each turned by its channels in their order, as if the last
   * came first, then moved by its channels and its offset, then as the joint that it hangs on.
   */
  RigidMotion[] world(int frame) {
    RigidMotion[] world = new RigidMotion[joints.size()];
    int at = 0;
    for (int i = 0; i < world.length; i++) {
      Joint joint = joints.get(i);
      RigidMotion moved = joint.offset;
      RigidMotion turned = RigidMotion.NONE;
      for (Channel channel : joint.channels) {
        double value = frames[frame][at++];
        if (channel.turns) {
          turned = turned.after(RigidMotion.rotation(channel.axis, value));
        } else {
          moved = moved.after(RigidMotion.translation(channel.axis, value));
        }
      }
      RigidMotion local = moved.after(turned);
      world[i] = joint.parent < 0 ? local : world[joint.parent].after(local);
    }
    return world;
  }
}

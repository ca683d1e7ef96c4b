package dev.adamant.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adamant.data.Task;
import dev.adamant.model.ModelDescription;
import dev.adamant.record.Decision;
import dev.adamant.record.Decision.Action;
import dev.adamant.record.VersionRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is served follows the ledger. */
class RotatorFollowTest {

  private static final ModelDescription ABOUT = RotationRig.linear(Task.CLASSIFICATION, 3, 2);

  @TempDir private Path folder;
  private int made;

  @BeforeEach
  void publishOnce() {
    made = 0;
  }

  private VersionRecord publish(RotationRig rig, String model) throws IOException {
    return rig.publish(
        model, ABOUT, RotationRig.probes(8, 3, 2), RotationRig.random(ABOUT, 7 + made++));
  }

  private void publish(RotationRig rig, int versions) throws IOException {
    for (int i = 0; i < versions; i++) {
      publish(rig, RotationRig.MODEL);
    }
  }

  private static void rotate(RotationRig rig, int version) throws IOException {
    assertThat(rig.rotator().rotate(RotationRig.MODEL, version, RotationRig.OPEN).action())
        .isEqualTo(Action.ROTATED);
  }

  @Test
  void aRevocationOfTheLiveVersionRollsBack() throws IOException {
    try (RotationRig rig = new RotationRig(folder)) {
      publish(rig, 2);
      rotate(rig, 1);
      rotate(rig, 2);
      rig.revoke(2);
      rig.rotator().follower().followAll();
      assertThat(rig.live()).isEqualTo(1).isEqualTo(rig.ledger());
      Decision decision = rig.heard().decisions.getLast();
      assertThat(decision.action()).isEqualTo(Action.ROLLED_BACK);
      assertThat(rig.rotator().troubles()).isEmpty();
    }
  }

  @Test
  void withNothingToGoBackToTheModelIsNotServed() throws IOException {
    try (RotationRig rig = new RotationRig(folder)) {
      publish(rig, 3);
      rotate(rig, 1);
      rotate(rig, 2);
      rig.revoke(1);
      rig.rotator().follower().followAll();
      assertThat(rig.live()).as("the one that is live is as good as before").isEqualTo(2);
      rig.revoke(2);
      rig.rotator().follower().followAll();
      assertThat(rig.live()).isZero();
      assertThat(rig.ledger()).isEqualTo(2);
      ServedFiles.awaitRegions(0);
      assertThat(rig.rotator().troubles().get(RotationRig.MODEL))
          .startsWith("version 2 was revoked: it was trained on the wrong data; the one before")
          .endsWith("so the model is not served: rotate to another");
      // Nothing is tried twice: no second refusal comes into the ledger.
      long sequence = rig.registry().state().sequence();
      rig.rotator().follower().followAll();
      assertThat(rig.registry().state().sequence()).isEqualTo(sequence);
      assertThat(rig.heard().troubles).hasSize(1);

      rotate(rig, 3);
      assertThat(rig.live()).isEqualTo(3);
      assertThat(rig.rotator().troubles()).isEmpty();
    }
    try (RotationRig rig = new RotationRig(folder)) {
      rig.revoke(3);
      rig.rotator().start(GateSettings.DEFAULT);
      assertThat(rig.live()).as("not after a restart either").isZero();
      assertThat(rig.rotator().troubles()).containsOnlyKeys(RotationRig.MODEL);
    }
  }

  @Test
  void whatAnotherServerDecidesIsServedHereToo() throws IOException {
    try (RotationRig one = new RotationRig(folder);
        RotationRig other = new RotationRig(folder)) {
      publish(one, 2);
      one.rotator().start(RotationRig.OPEN);
      other.rotator().start(RotationRig.OPEN);
      assertThat(other.live()).isEqualTo(2);
      rotate(one, 1);
      other.rotator().follower().followAll();
      assertThat(other.live()).isEqualTo(1);
      assertThat(other.heard().decisions).isEmpty();
      // And a rotation begins with what is live now, not with what was here.
      rotate(one, 2);
      rotate(other, 1);
      assertThat(one.ledger()).isEqualTo(1);
    }
  }

  @Test
  void aVersionThatCannotBeLoadedAtStartIsToldAndTheOthersAreServed() throws IOException {
    VersionRecord damaged;
    try (RotationRig rig = new RotationRig(folder)) {
      publish(rig, 1);
      damaged = publish(rig, "another");
      rig.rotator().start(RotationRig.OPEN);
      assertThat(rig.rotator().served("another")).isEqualTo(1);
    }
    try (RotationRig rig = new RotationRig(folder)) {
      Path file = rig.registry().object(damaged.modelSha256());
      byte[] whole = Files.readAllBytes(file);
      Files.delete(file);
      rig.rotator().start(RotationRig.OPEN);
      assertThat(rig.live()).isEqualTo(1);
      assertThat(rig.rotator().served("another")).isZero();
      assertThat(rig.rotator().troubles()).containsOnlyKeys("another");
      assertThat(rig.heard().troubles)
          .containsExactly(
              "another: version 1, which the ledger says is live, cannot be served: its model"
                  + " cannot be read (NoSuchFileException): publish it again");

      // When it is there again, another version can go live without a look at it.
      Files.write(file, whole);
      publish(rig, "another");
      assertThat(rig.rotator().rotate("another", 2, GateSettings.DEFAULT).action())
          .isEqualTo(Action.ROTATED);
      assertThat(rig.rotator().served("another")).isEqualTo(2);
      assertThat(rig.rotator().troubles()).isEmpty();
    }
  }

  @Test
  void aModelWithNothingButRevokedVersionsIsNotServed() throws IOException {
    try (RotationRig rig = new RotationRig(folder)) {
      publish(rig, 2);
      rig.revoke(2);
      rig.rotator().start(GateSettings.DEFAULT);
      assertThat(rig.live()).as("the newest that may be").isEqualTo(1);
    }
    try (RotationRig rig = new RotationRig(Files.createDirectory(folder.resolve("other")))) {
      publish(rig, 1);
      rig.revoke(1);
      rig.rotator().start(GateSettings.DEFAULT);
      assertThat(rig.live()).isZero();
      assertThat(rig.rotator().troubles().get(RotationRig.MODEL))
          .isEqualTo("it is not served: none of its versions may be");
      assertThat(rig.heard().decisions).isEmpty();
    }
  }
}

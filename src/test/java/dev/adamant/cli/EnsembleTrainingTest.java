package dev.adamant.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adamant.cli.FakeTargets.Outcome;
import dev.adamant.memory.DataType;
import dev.adamant.target.DeviceClass;
import dev.adamant.target.Kernel;
import dev.adamant.target.QueuedTarget;
import dev.adamant.target.Target;
import dev.adamant.target.TargetInfo;
import dev.adamant.target.Targets;
import dev.adamant.target.Work;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Training over several targets: who does what is said, and one that fails is no matter. */
class EnsembleTrainingTest {

  private static final String CACHE = "adamant.cache";
  private static final BooleanSupplier ALIVE = Boolean.FALSE::booleanValue;

  @TempDir private Path folder;
  private Path data;
  private String cacheBefore;

  /** A card that computes as native does, until its power fails. */
  private static final class Card extends QueuedTarget {

    private final Target target = Targets.open("native");
    private final String name;
    private final BooleanSupplier isDead;

    Card(String name, BooleanSupplier isDead) {
      super(name);
      this.name = name;
      this.isDead = isDead;
    }

    @Override
    public TargetInfo info() {
      TargetInfo info = target.info();
      return new TargetInfo(
          name,
          "card",
          DeviceClass.GPU,
          "a card",
          "a driver",
          info.memoryBytes(),
          1,
          true,
          info.types(),
          "none");
    }

    @Override
    public boolean supports(Kernel kernel, DataType type) {
      return target.supports(kernel, type);
    }

    @Override
    protected void execute(Work work) {
      if (isDead.getAsBoolean()) {
        throw new IllegalStateException("no power");
      }
      target.run(work);
    }

    @Override
    protected void release() {
      target.close();
    }
  }

  @BeforeEach
  void setUp() throws IOException {
    data = CommandRun.irises(folder);
    cacheBefore = System.setProperty(CACHE, folder.resolve("cache").toString());
  }

  @AfterEach
  void useTheCacheOfBefore() {
    if (cacheBefore == null) {
      System.clearProperty(CACHE);
    } else {
      System.setProperty(CACHE, cacheBefore);
    }
  }

  private Outcome train(FakeTargets targets, String names, String out, String... more) {
    String[] all = {
      "--data",
      data.toString(),
      "--hidden",
      "6",
      "--epochs",
      "6",
      "--target",
      names,
      "--out",
      folder.resolve(out).toString()
    };
    String[] arguments = new String[all.length + more.length];
    System.arraycopy(all, 0, arguments, 0, all.length);
    System.arraycopy(more, 0, arguments, all.length, more.length);
    return targets.run(TrainCommand::commandLine, arguments);
  }

  private static FakeTargets machine(BooleanSupplier cardIsDead) {
    return new FakeTargets()
        .with(() -> Targets.open("native"))
        .with(() -> new Card("card:0", cardIsDead));
  }

  /** From when on a run has a checkpoint: how much is measured before depends on the machine. */
  private BooleanSupplier withItsCheckpoint(String run) {
    Path checkpoint = folder.resolve(run).resolve("checkpoint.safetensors");
    return () -> Files.exists(checkpoint);
  }

  private byte[] model(String run) throws IOException {
    return Files.readAllBytes(folder.resolve(run).resolve("model.safetensors"));
  }

  @Test
  void sharesAndATimelineAreShown() throws IOException {
    assertThat(train(machine(ALIVE), "native", "alone").status()).isZero();
    Path trace = folder.resolve("trace.json");
    Outcome outcome =
        train(
            machine(ALIVE),
            "native,card:0",
            "both",
            "--placement",
            "random:4",
            "--trace",
            trace.toString());

    assertThat(outcome.complaints()).noneMatch(line -> line.contains("taken out"));
    assertThat(outcome.status()).isZero();
    assertThat(outcome.out())
        .startsWith("target     native,card:0: ")
        .containsPattern("\nshares     native [0-9]+ % card:0 [0-9]+ % of the operations\n")
        .doesNotContain("taken out");
    assertThat(outcome.err())
        .containsPattern("epoch 6/6, 100 %.*, native [0-9]+ % card:0 [0-9]+ %");
    assertThat(model("both")).isEqualTo(model("alone"));
    JsonNode events = CommandRun.json(Files.readString(trace));
    assertThat(events.isEmpty()).isFalse();
    JsonNode report = CommandRun.json(Files.readString(folder.resolve("both/report.json")));
    assertThat(report.get("targets").get(0).get("name").asString()).isEqualTo("native,card:0");
  }

  @Test
  void oneThatFailsIsTakenOutAndTheBitsAreTheSame() throws IOException {
    assertThat(train(machine(ALIVE), "native", "alone").status()).isZero();
    Outcome outcome =
        train(
            machine(withItsCheckpoint("both")), "native,card:0", "both", "--placement", "random:4");

    assertThat(outcome.status()).isZero();
    assertThat(outcome.err().lines().filter(line -> line.startsWith("card:0 is taken out: ")))
        .singleElement()
        .asString()
        .contains("no power");
    assertThat(outcome.out()).containsPattern("\ntaken out  card:0: .*no power");
    assertThat(model("both")).isEqualTo(model("alone"));
  }

  @Test
  void theLastOneThatFailsLeavesARunToGoOnWith() throws IOException {
    assertThat(train(machine(ALIVE), "native", "alone").status()).isZero();
    FakeTargets cards =
        new FakeTargets()
            .with(() -> new Card("card:0", () -> true))
            .with(() -> new Card("card:1", withItsCheckpoint("lost")));
    Outcome lost = train(cards, "card:0,card:1", "lost", "--placement", "spread");

    assertThat(lost.status()).isEqualTo(1);
    Path run = folder.resolve("lost");
    assertThat(lost.err().lines().filter(line -> line.contains("the last target failed")))
        .singleElement()
        .asString()
        .startsWith("train: the last target failed: card:0: ")
        .contains(
            "no power",
            "card:1: ",
            "; adamant resume " + run + " goes on from the last checkpoint");
    assertThat(lost.err()).doesNotContain("\tat ");
    Outcome resumed =
        machine(ALIVE).run(ResumeCommand::commandLine, run.toString(), "--target", "native");
    assertThat(resumed.status()).isZero();
    assertThat(model("lost")).isEqualTo(model("alone"));
  }

  @Test
  void aSingleOneThatFailsBeforeTheFirstCheckpointLeavesARunToBeginAgain() throws IOException {
    assertThat(train(machine(ALIVE), "native", "alone").status()).isZero();
    AtomicInteger works = new AtomicInteger();
    Outcome lost = train(machine(() -> works.incrementAndGet() > 20), "card:0", "lost");

    assertThat(lost.status()).isEqualTo(1);
    Path run = folder.resolve("lost");
    assertThat(lost.err())
        .contains(
            "; adamant resume "
                + run
                + " begins with the first step, as there is no checkpoint yet, on any target\n");
    Outcome resumed =
        machine(ALIVE).run(ResumeCommand::commandLine, run.toString(), "--target", "native");
    assertThat(resumed.status()).isZero();
    assertThat(model("lost")).isEqualTo(model("alone"));
  }
}

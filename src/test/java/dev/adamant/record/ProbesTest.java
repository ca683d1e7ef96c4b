package dev.adamant.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.adamant.cli.Main;
import dev.adamant.data.DataException;
import dev.adamant.data.DataOptions;
import dev.adamant.data.DataSources;
import dev.adamant.data.Dataset;
import dev.adamant.data.ProgressListener;
import dev.adamant.data.Split;
import dev.adamant.memory.DataType;
import dev.adamant.memory.Region;
import dev.adamant.memory.Safetensors;
import dev.adamant.memory.Tensor;
import dev.adamant.model.ModelDescription;
import dev.adamant.model.ModelFile;
import dev.adamant.train.JobException;
import dev.adamant.train.RunFiles;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProbesTest {

  @TempDir private Path folder;

  private static Probes classes() {
    return new Probes(
        new double[][] {{1, -0.1}, {Double.MIN_VALUE, 1e300}, {0, 3}},
        new int[] {2, 0, 1},
        new double[0][]);
  }

  private static void assertSame(Probes found, Probes expected) {
    assertThat(found.features()).isDeepEqualTo(expected.features());
    assertThat(found.labels()).isEqualTo(expected.labels());
    assertThat(found.targets()).isDeepEqualTo(expected.targets());
  }

  @Test
  void areReadAsTheyWereWritten() throws IOException {
    Probes numbers =
        new Probes(new double[][] {{1}, {2}}, new int[0], new double[][] {{3, 4}, {5, -6.5}});
    for (Probes probes : new Probes[] {classes(), numbers}) {
      Path file = folder.resolve("p" + probes.size());
      Path again = folder.resolve("again" + probes.size());
      probes.write(file);
      probes.write(again);
      assertSame(Probes.read(file), probes);
      assertThat(file).hasSameBinaryContentAs(again);
    }
    assertThat(classes().isClassification()).isTrue();
    assertThat(numbers.isClassification()).isFalse();
  }

  @Test
  void haveTheLayoutThatTheirDocumentationSays() throws IOException {
    Path file = folder.resolve("p");
    classes().write(file);
    try (Safetensors tensors = Safetensors.open(file)) {
      assertThat(tensors.names()).containsExactly("features", "targets");
      assertThat(tensors.entry("features").shape()).containsExactly(3L, 2L);
      assertThat(tensors.entry("targets").shape()).containsExactly(3L);
      assertThat(tensors.entry("targets").dtype()).isEqualTo("F64");
    }
  }

  @Test
  void mustBeWhole() {
    double[][] none = new double[0][];
    double[][] two = {{1}, {2}};
    assertThatThrownBy(() -> new Probes(none, new int[0], none))
        .hasMessageContaining("0 samples and 0 labels or targets");
    assertThatThrownBy(() -> new Probes(two, new int[1], none))
        .hasMessageContaining("2 samples and 1 labels");
    assertThatThrownBy(() -> new Probes(two, new int[2], two))
        .hasMessageContaining("2 samples and 4 labels or targets");
    assertThatThrownBy(() -> new Probes(two, new int[] {0, -1}, none))
        .hasMessageContaining("the label -1");
    assertThatThrownBy(() -> new Probes(new double[][] {{1}, {2, 3}}, new int[2], none))
        .hasMessageContaining("features of 2 and of 1");
    assertThatThrownBy(() -> new Probes(two, new int[0], new double[][] {{1}, {Double.NaN}}))
        .hasMessageContaining("targets have a number that is not finite");
  }

  @Test
  void filesThatAreNoneAreRefused() throws IOException {
    refused("has no tensor targets", Map.of("features", new long[] {2, 3}));
    refused(
        "has features [2, 3] and targets [3]",
        Map.of("features", new long[] {2, 3}, "targets", new long[] {3}));
    refused(
        "has features [2] and targets [2]",
        Map.of("features", new long[] {2}, "targets", new long[] {2}));
    refused(
        "has features [2, 1] and targets [2, 1, 1]",
        Map.of("features", new long[] {2, 1}, "targets", new long[] {2, 1, 1}));
    refused("the label 0.5", Map.of("features", new long[] {2, 3}, "targets", new long[] {2}));
  }

  /** Of tensors of a half. */
  private void refused(String message, Map<String, long[]> shapes) throws IOException {
    Path file = folder.resolve("bad");
    try (Region region = Region.open("bad", 1 << 12)) {
      Map<String, Tensor> tensors = new LinkedHashMap<>();
      shapes.forEach(
          (name, shape) -> {
            Tensor tensor = region.tensor(DataType.FLOAT64, shape);
            double[] halves = new double[(int) tensor.count()];
            Arrays.fill(halves, 0.5);
            tensor.fill(halves);
            tensors.put(name, tensor);
          });
      Safetensors.write(file, tensors, Map.of());
    }
    assertThatThrownBy(() -> Probes.read(file))
        .isInstanceOf(RegistryException.class)
        .hasMessageStartingWith(file + ": ")
        .hasMessageContaining(message)
        .hasMessageContaining("make probes again");
  }

  /** A folder with a job and no model: what is held out is known without. */
  private Path run(String data, int seed) throws IOException {
    Path run = Files.createTempDirectory(folder, "run");
    Files.writeString(
        new RunFiles(run).job(), "[data]\nsource = \"" + data + "\"\n[training]\nseed = " + seed);
    return run;
  }

  @Test
  void ofARunAreSamplesThatItHasHeldOut() throws IOException {
    Path run = run("digits", 3);
    Dataset digits = DataSources.open("digits", DataOptions.DEFAULT, ProgressListener.NONE);
    int[] test = Split.of(digits, 0.2, 0, 3).test();
    Probes all = Probes.of(run, Integer.MAX_VALUE, ProgressListener.NONE);
    assertThat(all.size()).isEqualTo(test.length);
    Set<String> held = new HashSet<>();
    for (int i = 0; i < test.length; i++) {
      int row = test[i];
      double[] features = new double[64];
      Arrays.setAll(features, f -> digits.feature(row, f));
      assertThat(all.features()[i]).isEqualTo(features);
      assertThat(all.labels()[i]).isEqualTo(digits.label(row));
      held.add(Arrays.toString(features));
    }

    Probes some = Probes.of(run, 100, ProgressListener.NONE);
    assertThat(some.size()).isEqualTo(100);
    assertThat(held).containsAll(Arrays.stream(some.features()).map(Arrays::toString).toList());
    assertThat(Arrays.stream(some.features()).map(Arrays::toString)).doesNotHaveDuplicates();
    assertThat(Arrays.stream(some.labels()).distinct().count()).isEqualTo(10);
    assertSame(Probes.of(run, 100, ProgressListener.NONE), some);
  }

  @Test
  void ofARunForRegressionHaveTargets() throws IOException {
    Probes probes = Probes.of(run("o5:train=40,test=20", 1), 8, ProgressListener.NONE);
    assertThat(probes.isClassification()).isFalse();
    assertThat(probes.labels()).isEmpty();
    assertThat(probes.targets()).hasDimensions(8, 1);
  }

  @Test
  void ofARunWhoseDataHasChangedAreNone() throws IOException {
    StringBuilder rows = new StringBuilder();
    for (int i = 0; i < 40; i++) {
      rows.append(i % 7).append(',').append(i % 5).append(',').append("xyz".charAt(i % 3));
      rows.append('\n');
    }
    Path data = Files.writeString(folder.resolve("data.csv"), rows);
    Path run = folder.resolve("trained");
    String[] train = {"train", "--data=" + data, "--out=" + run, "--epochs=1", "--hidden=2"};
    PrintWriter quiet = new PrintWriter(Writer.nullWriter());
    assertThat(Main.commandLine().setOut(quiet).setErr(quiet).execute(train)).isZero();
    assertThat(Probes.of(run, 4, ProgressListener.NONE).size()).isEqualTo(4);
    Files.writeString(data, rows.append("9,9,x\n"));
    assertThatThrownBy(() -> Probes.of(run, 4, ProgressListener.NONE))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("the run in " + run + " has learned from ");
  }

  @Test
  void ofNoRunAreNone() {
    assertThatThrownBy(() -> Probes.of(folder, 8, ProgressListener.NONE))
        .isInstanceOf(JobException.class)
        .hasMessageContaining("there is no such job file");
    assertThatThrownBy(() -> Probes.of(folder, 0, ProgressListener.NONE))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void ofAFileHaveTheModelsClasses() throws IOException {
    ModelDescription about = ModelFile.describe(Small.model(folder.resolve("m"), 1));
    Path file = folder.resolve("labelled.csv");
    Files.writeString(file, "5.1,3.5,1.4,0.2,virginica\n4.9,3,1.4,0.2,setosa\n");
    Probes probes = Probes.csv(file, about);
    assertThat(probes.labels()).containsExactly(2, 0);
    assertThat(probes.features()[1]).containsExactly(4.9, 3, 1.4, 0.2);

    Files.writeString(file, "5.1,3.5,1.4,0.2,tulip\n4.9,3,1.4,0.2,setosa\n");
    assertThatThrownBy(() -> Probes.csv(file, about))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("tulip");
    Files.writeString(file, "5.1,3.5,setosa\n4.9,3,setosa\n");
    assertThatThrownBy(() -> Probes.csv(file, about))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("4 features");
  }
}

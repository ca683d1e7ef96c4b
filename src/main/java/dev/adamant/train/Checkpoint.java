package dev.adamant.train;

import dev.adamant.memory.Region;
import dev.adamant.memory.Safetensors;
import dev.adamant.memory.Tensor;
import dev.adamant.memory.TensorFileException;
import dev.adamant.target.Target;
import dev.adamant.target.Work;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * {@code checkpoint.safetensors}: all of {@link Trainer#state} and, within an epoch, the sum of its
 * losses; in the metadata how far the run is, and the digests of its job and data. It has nothing
 * of time or target: a run is in the same bytes after the same steps, wherever it ran.
 *
 * @param epochs that are done
 * @param steps of the next epoch that are done
 */
record Checkpoint(int epochs, long steps) {

  private static final String VERSION = "1";
  private static final String CHECKPOINT = "adamant.checkpoint";
  private static final String EPOCHS = "adamant.epochs";
  private static final String STEPS = "adamant.steps";
  private static final String JOB = "adamant.job";
  private static final String DATA = "adamant.data";
  private static final String LOSS = "loss.total";

  /**
   * Writes the state of a trainer, whose work is all done.
   *
   * @throws TensorFileException when the file cannot be written; it is then as it was
   */
  void write(Path file, Trainer trainer, Target target, String jobDigest, String dataDigest)
      throws TensorFileException {
    Map<String, String> metadata = new TreeMap<>();
    metadata.put(CHECKPOINT, VERSION);
    metadata.put(EPOCHS, Integer.toString(epochs));
    metadata.put(STEPS, Long.toString(steps));
    metadata.put(JOB, jobDigest);
    metadata.put(DATA, dataDigest);
    Map<String, Tensor> state = state(trainer);
    if (target.info().sharesHostMemory()) {
      Safetensors.write(file, state, metadata);
      return;
    }
    long bytes = state.values().stream().mapToLong(t -> t.byteSize() + Region.ALIGNMENT).sum();
    try (Region region = Region.open("checkpoint", bytes)) {
      Map<String, Tensor> copies = new LinkedHashMap<>();
      state.forEach(
          (name, tensor) -> {
            Tensor copy = region.tensor(tensor.type(), tensor.shape());
            target.run(new Work.Copy(copy, tensor));
            copies.put(name, copy);
          });
      Safetensors.write(file, copies, metadata);
    }
  }

  private Map<String, Tensor> state(Trainer trainer) {
    Map<String, Tensor> state = new LinkedHashMap<>(trainer.state());
    if (steps > 0) {
      state.put(LOSS, trainer.lossTotal());
    }
    return state;
  }

  /**
   * Reads how far a run is.
   *
   * @throws RunException when the file is no checkpoint, is damaged, or is of another job or of
   *     other data
   */
  static Checkpoint read(Path file, String jobDigest, String dataDigest) throws RunException {
    try (Safetensors tensors = Safetensors.open(file)) {
      SortedMap<String, String> metadata = tensors.metadata();
      if (!VERSION.equals(metadata.get(CHECKPOINT))) {
        throw new RunException(
            file + ": is no checkpoint of version " + VERSION + ": use the Adamant that made it");
      }
      require(
          jobDigest.equals(metadata.get(JOB)),
          file,
          "is of another job: undo what was changed in job.toml, or start a new run with it");
      require(
          dataDigest.equals(metadata.get(DATA)),
          file,
          "was made from other data: put the data back, or start a new run");
      try {
        return new Checkpoint(
            Integer.parseInt(metadata.get(EPOCHS)), Long.parseLong(metadata.get(STEPS)));
      } catch (NumberFormatException e) {
        throw new RunException(file + ": does not say how far it is: it is damaged", e);
      }
    } catch (TensorFileException e) {
      throw new RunException(
          file + ": is damaged: delete it, and resume begins the run anew; " + e.getMessage(), e);
    }
  }

  private static void require(boolean holds, Path file, String otherwise) throws RunException {
    if (!holds) {
      throw new RunException(file + ": " + otherwise);
    }
  }

  /**
   * Gives a trainer the state in the file.
   *
   * @throws RunException when the file has not the tensors of the trainer
   * @throws TensorFileException when it cannot be read or is damaged
   */
  void restore(Path file, Trainer trainer, Target target) throws RunException, TensorFileException {
    try (Safetensors tensors = Safetensors.open(file)) {
      for (Map.Entry<String, Tensor> entry : state(trainer).entrySet()) {
        String name = entry.getKey();
        Tensor tensor = entry.getValue();
        require(
            tensors.names().contains(name),
            file,
            "has no tensor " + name + ", which its job needs: it is damaged");
        try (Region region = Region.open("checkpoint", tensor.byteSize() + 2 * Region.ALIGNMENT)) {
          checkShape(file, tensors.entry(name), tensor);
          target.run(new Work.Copy(tensor, tensors.read(name, region, tensor.type())));
        }
      }
    }
  }

  private static void checkShape(Path file, Safetensors.Entry entry, Tensor tensor)
      throws RunException {
    List<Long> shape = Arrays.stream(tensor.shape()).boxed().toList();
    // Of a quire the file has one dimension more, which reading checks.
    List<Long> stored = entry.shape().subList(0, Math.min(shape.size(), entry.shape().size()));
    require(
        stored.equals(shape) && tensor.type().equals(entry.type().orElse(null)),
        file,
        "has the tensor "
            + entry.name()
            + " of "
            + entry.shape()
            + ", which its job has of "
            + tensor.type()
            + shape
            + ": it is damaged");
  }
}

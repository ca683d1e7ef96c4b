package dev.adamant.train;

import dev.adamant.data.Task;
import dev.adamant.memory.AtomicFile;
import dev.adamant.memory.Sha256;
import dev.adamant.model.ModelDescription;
import dev.adamant.model.ModelFile;
import dev.adamant.target.Target;
import dev.adamant.target.TargetInfo;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The epochs of a run, from its last checkpoint if it has one, and what is written at the end. */
final class RunLoop {

  private static final double NANOS = 1e9;

  private final JobData data;
  private final EncodedData examples;
  private final RunFiles files;
  private final Target target;
  private final RunListener listener;
  private final Trainer trainer;
  private final String jobDigest;
  private final String dataDigest;
  private final long began;
  private double secondsBefore;
  private long lastCheckpoint;

  /**
   * Nothing is done yet.
   *
   * @param began when this sitting began, by {@link System#nanoTime}
   */
  RunLoop(
      JobData data,
      EncodedData examples,
      RunFiles files,
      Target target,
      RunListener listener,
      Trainer trainer,
      long began) {
    this.data = data;
    this.examples = examples;
    this.files = files;
    this.target = target;
    this.listener = listener;
    this.trainer = trainer;
    this.jobDigest = JobFile.digest(data.job());
    this.dataDigest = data.data().digest();
    this.began = began;
    this.lastCheckpoint = System.nanoTime();
  }

  /**
   * Does all epochs that are not done.
   *
   * @param between checkpoints within an epoch
   * @return the whole log
   */
  List<EpochRecord> run(Duration between) throws IOException {
    Checkpoint from = new Checkpoint(0, 0);
    if (Files.exists(files.checkpoint())) {
      from = Checkpoint.read(files.checkpoint(), jobDigest, dataDigest);
      from.restore(files.checkpoint(), trainer, target);
      listener.resumed(from.epochs(), from.steps());
    } else if (data.start() != null) {
      data.start().load(trainer.weights(), target);
    }
    List<EpochRecord> log = new ArrayList<>(RunLog.cut(files.log(), from.epochs()));
    secondsBefore = log.isEmpty() ? 0 : log.getLast().secondsTotal();
    long steps = from.steps();
    for (int epoch = from.epochs(); epoch < data.job().epochs(); epoch++) {
      listener.epochBegun(epoch + 1, trainer.stepsPerEpoch());
      EpochRecord record = epoch(epoch, steps, between);
      RunLog.append(files.log(), record);
      log.add(record);
      listener.epochDone(record);
      checkpoint(epoch + 1, 0);
      steps = 0;
    }
    return log;
  }

  private void checkpoint(int epochs, long steps) throws IOException {
    new Checkpoint(epochs, steps).write(files.checkpoint(), trainer, target, jobDigest, dataDigest);
    lastCheckpoint = System.nanoTime();
    listener.checkpointWritten(epochs, steps);
  }

  private EpochRecord epoch(int epoch, long stepsDone, Duration between) throws IOException {
    long steps = trainer.stepsPerEpoch();
    int batch = data.job().batch();
    Trainer.Listener stepListener =
        (step, samples) -> {
          long done = step + 1 - epoch * steps;
          listener.stepDone(epoch + 1, done, steps, samples);
          if (done < steps && System.nanoTime() - lastCheckpoint >= between.toNanos()) {
            checkpointWithin(epoch, done);
          }
        };
    long start = System.nanoTime();
    double loss;
    try {
      loss =
          stepsDone == 0
              ? trainer.epoch(epoch, examples.train(), stepListener)
              : trainer.epoch(epoch, stepsDone, examples.train(), stepListener);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    double seconds = (System.nanoTime() - start) / NANOS;
    long samples = examples.train().size() - stepsDone * batch;
    TargetInfo info = target.info();
    boolean validates = examples.validation().size() > 0;
    Trainer.Evaluation found =
        trainer.evaluate(validates ? examples.validation() : examples.test());
    return new EpochRecord(
        epoch + 1,
        loss,
        validates ? loss(found) : null,
        validates ? accuracy(found) : null,
        validates ? null : loss(found),
        validates ? null : accuracy(found),
        samples / seconds,
        seconds,
        secondsTotal(),
        info.name(),
        info.device());
  }

  private void checkpointWithin(int epoch, long steps) {
    try {
      checkpoint(epoch, steps);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private double secondsTotal() {
    return secondsBefore + (System.nanoTime() - began) / NANOS;
  }

  private static Double loss(Trainer.Evaluation found) {
    return Double.isFinite(found.loss()) ? found.loss() : null;
  }

  private static Double accuracy(Trainer.Evaluation found) {
    return found.correct() < 0 ? null : found.accuracy();
  }

  /** Writes the model, then the report, which ends the run. */
  Report finish(List<EpochRecord> log) throws IOException {
    Trainer.Evaluation test = trainer.evaluate(examples.test());
    if (trainer.heldBytes() != trainer.plan().training()) {
      throw new IllegalStateException(
          "training held "
              + trainer.heldBytes()
              + " bytes and "
              + trainer.plan().training()
              + " were planned: this is a fault of Adamant");
    }
    ModelFile.write(files.model(), description(), trainer.weights(), target);
    Report report = report(log, test);
    AtomicFile.write(files.report(), report.json().getBytes(StandardCharsets.UTF_8));
    return report;
  }

  private ModelDescription description() {
    Precision precision = data.job().precision();
    return new ModelDescription(
        data.network(),
        data.data().task(),
        data.scaling(),
        precision.storage(),
        precision.compute(),
        precision.loss(),
        data.data().classes(),
        data.start() == null ? data.data().featureNames() : data.start().description().features());
  }

  private Report report(List<EpochRecord> log, Trainer.Evaluation test) throws IOException {
    Job job = data.job();
    EpochRecord last = log.getLast();
    boolean regression = data.data().task() == Task.REGRESSION;
    double seconds = log.stream().mapToDouble(EpochRecord::seconds).sum();
    double samples = log.stream().mapToDouble(e -> e.samplesPerSecond() * e.seconds()).sum();
    return new Report(
        Build.version(),
        data.data().name(),
        dataDigest,
        data.data().task().taskName(),
        examples.train().size(),
        examples.validation().size(),
        examples.test().size(),
        accuracy(test),
        loss(test),
        // The loss of a regression is the mean squared error.
        regression && Double.isFinite(test.loss()) ? Math.sqrt(test.loss()) : null,
        last.validationAccuracy(),
        last.validationLoss(),
        last.trainLoss(),
        job.epochs(),
        job.seed(),
        job.precision().compute().name(),
        job.precision(),
        job.gradient().method().methodName(),
        job.gradient().tangents(),
        data.network().parameterCount(),
        log.stream().map(e -> new Report.UsedTarget(e.target(), e.device())).distinct().toList(),
        trainer.plan().training(),
        trainer.plan().inference(),
        EncodedData.bytes(data),
        jobDigest,
        job.model().start().sha256(),
        Sha256.of(files.model()),
        secondsTotal(),
        samples / seconds);
  }
}

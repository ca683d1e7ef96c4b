package dev.adamant.train;

import dev.adamant.memory.DataType;
import dev.adamant.memory.Region;
import dev.adamant.model.Network;
import dev.adamant.target.DeviceClass;
import dev.adamant.target.Event;
import dev.adamant.target.Kernel;
import dev.adamant.target.Target;
import dev.adamant.target.TargetInfo;
import dev.adamant.target.Work;
import java.util.ArrayList;
import java.util.List;

/**
 * The work of a job, in order, without any of it being done: from which its time is predicted. Its
 * tensors have shapes, and no memory any more.
 *
 * @param step of one whole step of training
 * @param evaluation of one whole batch that is answered and compared
 */
public record StepWorks(List<Work> step, List<Work> evaluation) {

  /** Copies the lists. */
  public StepWorks {
    step = List.copyOf(step);
    evaluation = List.copyOf(evaluation);
  }

  /**
   * Lays a job, and writes down what its passes would run: on paper, but for projections of weight
   * perturbation, whose coefficients the host works out between two passes, from zeros here.
   *
   * @param sharesHostMemory as the target has it: else batches are copied into its memory
   * @throws dev.adamant.memory.MemoryException when there is no room for what is not on paper
   */
  public static StepWorks of(
      Job job, Network network, Execution execution, boolean sharesHostMemory) {
    boolean readsBetween =
        job.gradient().method() == Method.WEIGHT_PERTURBATION
            && job.gradient().aggregate().equals("projection");
    long bytes =
        readsBetween ? MemoryPlan.of(job, network, execution, sharesHostMemory).training() : 0;
    try (Region region = region("planned work", bytes);
        Region staging = region("planned work, host side", bytes)) {
      Region host = sharesHostMemory ? region : staging;
      Laid laid = new Laid(job, network, execution, region, host, 1);
      laid.record();
      Recorder step = new Recorder();
      laid.method().step(step, 0, job.batch());
      Recorder evaluation = new Recorder();
      laid.evaluation(job.batch()).run(evaluation, 0);
      return new StepWorks(step.works, evaluation.works);
    }
  }

  private static Region region(String name, long bytes) {
    return bytes == 0 ? Region.onPaper(name) : Region.open(name, bytes);
  }

  /** Writes down what it is given. */
  private static final class Recorder implements Target {

    private static final Event DONE =
        new Event() {
          @Override
          public boolean isDone() {
            return true;
          }

          @Override
          public void await() {
            // It is written down.
          }
        };

    private final List<Work> works = new ArrayList<>();

    @Override
    public TargetInfo info() {
      return new TargetInfo(
          "recorder",
          "recorder",
          DeviceClass.TEST,
          "nothing",
          "writes down what it is given",
          Long.MAX_VALUE,
          1,
          true,
          TargetInfo.standardTypes(),
          "none");
    }

    @Override
    public boolean supports(Kernel kernel, DataType type) {
      return true;
    }

    @Override
    public Region region(String name, long limit) {
      return Region.onPaper(name);
    }

    @Override
    public Event submit(Work work) {
      works.add(work);
      return DONE;
    }

    @Override
    public void close() {
      // It owns nothing.
    }
  }
}

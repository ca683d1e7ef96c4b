package dev.adamant.train;

/**
 * Where and how a job is computed: it changes no bit of the model.
 *
 * @param target by name, or {@code auto}
 * @param cut the most samples of a unit of work, or 0 for whole batches
 * @param memoryLimit the most bytes that the job may take, or 0 for what the target has
 */
public record Execution(String target, int cut, long memoryLimit) {

  /** Checks the numbers. */
  public Execution {
    if (cut < 0) {
      throw new IllegalArgumentException("cut is " + cut + ": expected 0 (whole batches) or more");
    }
    if (memoryLimit < 0) {
      throw new IllegalArgumentException(
          "memory limit is " + memoryLimit + " bytes: expected 0 (none) or more");
    }
  }
}

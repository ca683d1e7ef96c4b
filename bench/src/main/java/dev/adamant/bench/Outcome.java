package dev.adamant.bench;

import dev.adamant.train.MemoryPlan;

/**
 * What one job came to.
 *
 * @param accuracy of the part it was measured on, from 0 to 1; an answer that is no number is wrong
 * @param seconds of all its epochs, without evaluations
 * @param plan bytes, which were those held
 * @param diverged whether its loss became no number, and it ended there
 */
record Outcome(double accuracy, double seconds, MemoryPlan plan, boolean diverged) {}

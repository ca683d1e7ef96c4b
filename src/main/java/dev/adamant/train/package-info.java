/**
 * Training: jobs, gradients by tangents that go forward with the values, optimizers, checkpoints
 * and runs. A job and its seed decide every bit of the model, whatever target, threads and cut of
 * the batch do the work.
 */
package dev.adamant.train;

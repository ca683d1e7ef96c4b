/**
 * Figures of the arithmetic and of training.
 *
 * <p>How fast the arithmetic is, beside float32 in the same run. {@link
 * dev.adamant.bench.RatioReport} measures ratios by turns, which other work on the machine disturbs
 * least; the JMH classes measure single figures. Nothing is timed before its answer has been
 * compared, bit for bit, with the Java reference.
 *
 * <p>How well training learns, what it holds and how long it takes, beside backprop in the same
 * run: {@link dev.adamant.bench.TrainingTable}, {@link dev.adamant.bench.MemoryTable} and {@link
 * dev.adamant.bench.FormatTable}, each with the product's own classes.
 */
package dev.adamant.bench;

/**
 * How fast the arithmetic is, beside float32 in the same run. {@link dev.adamant.bench.RatioReport}
 * measures ratios by turns, which other work on the machine disturbs least; the JMH classes measure
 * single figures. Nothing is timed before its answer has been compared, bit for bit, with the Java
 * reference.
 */
package dev.adamant.bench;

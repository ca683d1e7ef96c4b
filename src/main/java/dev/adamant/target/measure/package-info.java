/**
 * How fast targets are: kernels timed by turns with their float32 baseline, against the roofline
 * (Williams, Waterman, Patterson 2009) measured on the same target. Behind {@code adamant bench}.
 */
package dev.adamant.target.measure;

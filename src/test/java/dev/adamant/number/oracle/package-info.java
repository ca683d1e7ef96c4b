/**
 * The exact arithmetic that tests compare with: values read bit by bit, results held as exact
 * numbers, rounding by comparison. Knows of the system nothing but the three parameters of a {@link
 * dev.adamant.number.Format}.
 */
package dev.adamant.number.oracle;

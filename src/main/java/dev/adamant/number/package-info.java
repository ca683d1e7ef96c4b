/**
 * The arithmetic, as a plain Java reference: {@link dev.adamant.number.Format formats} of posits
 * and b-posits, {@link dev.adamant.number.Codec decoding and rounding}, {@link
 * dev.adamant.number.Posit operations}, exact {@link dev.adamant.number.Quire accumulators},
 * elementary {@link dev.adamant.number.Function functions} and {@link
 * dev.adamant.number.DecimalText decimal text}.
 *
 * <p>Every operation but the functions is its exact result rounded once; all of them give the same
 * bits everywhere, and every other implementation in this project must give these. Sources: Posit
 * Standard (2022); Jonnalagadda, Thotli, Gustafson, arXiv 2603.01615, for b-posits. The layout of
 * patterns and quires is described in {@code docs/formats.md}.
 */
package dev.adamant.number;

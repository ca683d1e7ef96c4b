/**
 * The target {@code rtl}: the hardware of {@code kernels/rtl}, simulated cycle by cycle behind the
 * bindings of libadamant_rtl, beside plain Java for what it has no circuits for.
 */
package dev.adamant.target.rtl;

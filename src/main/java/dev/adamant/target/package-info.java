/**
 * What carries out work: kernels on tensors, behind one interface that fits on a screen, {@link
 * dev.adamant.target.Target}. Every target returns the bits of the reference; {@link
 * dev.adamant.target.Targets} finds those of this machine.
 */
package dev.adamant.target;

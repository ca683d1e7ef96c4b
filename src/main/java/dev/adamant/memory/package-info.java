/**
 * Off-heap memory: regions that own and count every byte, tensors over them, and their exchange
 * with NumPy and safetensors files.
 *
 * <p>Memory belongs to a {@link dev.adamant.memory.Region}, on the host or on a device, and goes
 * when the region is closed. A {@link dev.adamant.memory.Tensor} says how a part of it is read:
 * element type, shape, strides.
 */
package dev.adamant.memory;

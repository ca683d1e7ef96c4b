/**
 * The targets {@code opencl:0}, {@code opencl:1}, …: every device of every OpenCL platform. The
 * kernels come from the folder {@code kernels/} of the project.
 *
 * <p>{@link dev.adamant.target.opencl.OpenClProvider} finds {@code Devices} and opens a {@code
 * OpenClTarget}: a {@code Session} with the driver, and a {@code LaunchQueue} that {@code Kernels}
 * launches work through. {@code Programs} loads kernels by a {@code Route}, {@code BinaryCache}
 * keeps them. Tensors are in buffers of the device ({@code DeviceAllocator}), or, where a {@code
 * SharedMemoryProbe} shows that the device shares the memory of the host, where they are ({@code
 * HostViews}).
 */
package dev.adamant.target.opencl;

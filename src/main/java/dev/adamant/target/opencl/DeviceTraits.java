package dev.adamant.target.opencl;

/**
 * What a device can do, as far as the choice of kernels depends on it.
 *
 * @param cpu whether it is a processor of the host
 * @param computeUnits CL_DEVICE_MAX_COMPUTE_UNITS
 * @param localBytes CL_DEVICE_LOCAL_MEM_SIZE
 * @param maxWorkGroup CL_DEVICE_MAX_WORK_GROUP_SIZE
 * @param maxAllocation CL_DEVICE_MAX_MEM_ALLOC_SIZE in bytes
 */
record DeviceTraits(
    boolean cpu, int computeUnits, long localBytes, long maxWorkGroup, long maxAllocation) {}

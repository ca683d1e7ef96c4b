package dev.adamant.bindings;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The statuses that are errors: those of {@code CL/cl.h} of OpenCL 3.0, then of extensions. */
enum OpenClStatus {
  CL_DEVICE_NOT_FOUND(-1, "the platform has no device of this type"),
  CL_DEVICE_NOT_AVAILABLE(-2, "the device is not available now"),
  CL_COMPILER_NOT_AVAILABLE(-3, "the device has no compiler for OpenCL C"),
  CL_MEM_OBJECT_ALLOCATION_FAILURE(
      -4, "the device has no memory for a buffer; free some or use smaller pieces"),
  CL_OUT_OF_RESOURCES(
      -5, "the device has not enough of something, often memory, or a kernel failed on it"),
  CL_OUT_OF_HOST_MEMORY(-6, "the host has not enough memory for the driver"),
  CL_PROFILING_INFO_NOT_AVAILABLE(-7, "the queue does not profile, or the command has not ended"),
  CL_MEM_COPY_OVERLAP(-8, "source and destination of a copy overlap"),
  CL_IMAGE_FORMAT_MISMATCH(-9, "the images differ in format"),
  CL_IMAGE_FORMAT_NOT_SUPPORTED(-10, "the device does not know this image format"),
  CL_BUILD_PROGRAM_FAILURE(-11, "the program could not be built"),
  CL_MAP_FAILURE(-12, "the buffer cannot be mapped into the host's memory"),
  CL_MISALIGNED_SUB_BUFFER_OFFSET(
      -13, "the offset of the sub-buffer is not aligned for the device"),
  CL_EXEC_STATUS_ERROR_FOR_EVENTS_IN_WAIT_LIST(-14, "a command that was waited for failed"),
  CL_COMPILE_PROGRAM_FAILURE(-15, "the program could not be compiled"),
  CL_LINKER_NOT_AVAILABLE(-16, "the device has no linker"),
  CL_LINK_PROGRAM_FAILURE(-17, "the program could not be linked"),
  CL_DEVICE_PARTITION_FAILED(-18, "the device cannot be divided so"),
  CL_KERNEL_ARG_INFO_NOT_AVAILABLE(-19, "the program was built without names of arguments"),
  CL_INVALID_VALUE(-30, "an argument is out of its range"),
  CL_INVALID_DEVICE_TYPE(-31, "this is no type of device"),
  CL_INVALID_PLATFORM(-32, "this is no platform"),
  CL_INVALID_DEVICE(-33, "this is no device, or not one of the context"),
  CL_INVALID_CONTEXT(-34, "this is no context, or not the one of the other objects"),
  CL_INVALID_QUEUE_PROPERTIES(-35, "the device has no queues with these properties"),
  CL_INVALID_COMMAND_QUEUE(-36, "this is no queue"),
  CL_INVALID_HOST_PTR(-37, "the host's memory is missing, or given where none is wanted"),
  CL_INVALID_MEM_OBJECT(-38, "this is no buffer, or a kernel's argument is none"),
  CL_INVALID_IMAGE_FORMAT_DESCRIPTOR(-39, "the description of the image format is wrong"),
  CL_INVALID_IMAGE_SIZE(-40, "the device has no images of this size"),
  CL_INVALID_SAMPLER(-41, "this is no sampler"),
  CL_INVALID_BINARY(-42, "the driver does not take this program binary"),
  CL_INVALID_BUILD_OPTIONS(-43, "the compiler does not take these options"),
  CL_INVALID_PROGRAM(-44, "this is no program"),
  CL_INVALID_PROGRAM_EXECUTABLE(-45, "the program was not built for this device"),
  CL_INVALID_KERNEL_NAME(-46, "the program has no kernel of this name"),
  CL_INVALID_KERNEL_DEFINITION(-47, "the kernel differs between the devices of the program"),
  CL_INVALID_KERNEL(-48, "this is no kernel"),
  CL_INVALID_ARG_INDEX(-49, "the kernel has no argument of this number"),
  CL_INVALID_ARG_VALUE(-50, "the argument is not of the type that the kernel declares"),
  CL_INVALID_ARG_SIZE(-51, "the argument has not the size that the kernel declares"),
  CL_INVALID_KERNEL_ARGS(-52, "arguments of the kernel are not set"),
  CL_INVALID_WORK_DIMENSION(-53, "the device has not so many dimensions"),
  CL_INVALID_WORK_GROUP_SIZE(-54, "the device or the kernel cannot have work-groups of this size"),
  CL_INVALID_WORK_ITEM_SIZE(-55, "a work-group is too long in one dimension"),
  CL_INVALID_GLOBAL_OFFSET(-56, "the offset of the launch is too large"),
  CL_INVALID_EVENT_WAIT_LIST(-57, "the wait list has what is no event of the context"),
  CL_INVALID_EVENT(-58, "this is no event"),
  CL_INVALID_OPERATION(-59, "the device or the driver does not do this"),
  CL_INVALID_GL_OBJECT(-60, "this is no object of OpenGL"),
  CL_INVALID_BUFFER_SIZE(
      -61, "a buffer must have a byte or more, and not more than the device allows"),
  CL_INVALID_MIP_LEVEL(-62, "the image has no such level"),
  CL_INVALID_GLOBAL_WORK_SIZE(-63, "the launch has no work-items, or too many"),
  CL_INVALID_PROPERTY(-64, "this is no property of such an object"),
  CL_INVALID_IMAGE_DESCRIPTOR(-65, "the description of the image is wrong"),
  CL_INVALID_COMPILER_OPTIONS(-66, "the compiler does not take these options"),
  CL_INVALID_LINKER_OPTIONS(-67, "the linker does not take these options"),
  CL_INVALID_DEVICE_PARTITION_COUNT(-68, "the device cannot be divided into so many"),
  CL_INVALID_PIPE_SIZE(-69, "the device has no pipes of this size"),
  CL_INVALID_DEVICE_QUEUE(-70, "the argument is no queue of the device"),
  CL_INVALID_SPEC_ID(-71, "the program has no specialization constant of this number"),
  CL_MAX_SIZE_RESTRICTION_EXCEEDED(-72, "the argument is larger than the kernel allows"),
  CL_INVALID_GL_SHAREGROUP_REFERENCE_KHR(-1000, "this is no share group of OpenGL"),
  CL_PLATFORM_NOT_FOUND_KHR(
      -1001, "the ICD loader finds no driver; install one, such as pocl-opencl-icd"),
  CL_DEVICE_PARTITION_FAILED_EXT(-1057, "the device cannot be divided so"),
  CL_INVALID_PARTITION_COUNT_EXT(-1058, "the device cannot be divided into so many"),
  CL_INVALID_PARTITION_NAME_EXT(-1059, "the device has no part of this name"),
  CL_COMMAND_TERMINATED_ITSELF_WITH_FAILURE_ARM(-1108, "the kernel ended itself"),
  CL_CONTEXT_TERMINATED_KHR(-1121, "the context was ended"),
  CL_INVALID_COMMAND_BUFFER_KHR(-1138, "this is no command buffer"),
  CL_INVALID_SYNC_POINT_WAIT_LIST_KHR(-1139, "the wait list has what is no sync point"),
  CL_INCOMPATIBLE_COMMAND_QUEUE_KHR(-1140, "the queue is not one of the command buffer"),
  CL_INVALID_MUTABLE_COMMAND_KHR(-1141, "this is no mutable command"),
  CL_INVALID_SEMAPHORE_KHR(-1142, "this is no semaphore");

  private static final Map<Integer, OpenClStatus> BY_NUMBER =
      Arrays.stream(values())
          .collect(Collectors.toUnmodifiableMap(OpenClStatus::number, Function.identity()));

  private final int number;
  private final String meaning;

  OpenClStatus(int number, String meaning) {
    this.number = number;
    this.meaning = meaning;
  }

  /** The status itself. */
  int number() {
    return number;
  }

  /** A status by its name in the headers; else that it has none. */
  static String name(int number) {
    OpenClStatus status = BY_NUMBER.get(number);
    if (status != null) {
      return status.name();
    }
    return number == OpenCl.CL_SUCCESS ? "CL_SUCCESS" : "a status that OpenCL does not name";
  }

  /** A status by name, number and meaning: {@code CL_OUT_OF_RESOURCES (-5): the device …}. */
  static String describe(int number) {
    OpenClStatus status = BY_NUMBER.get(number);
    return name(number)
        + " ("
        + number
        + "): "
        + (status == null ? "the driver's documentation may explain it" : status.meaning);
  }
}

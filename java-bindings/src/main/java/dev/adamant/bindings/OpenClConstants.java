package dev.adamant.bindings;

/**
 * The constants of {@code CL/cl.h} that {@link OpenCl} has, in the order of the header. Bit fields
 * and keys of property lists are longs, the rest ints. What an object tells is named as in the
 * header, with its type: an int of 32 bits ({@code cl_uint}), a long of 64 ({@code cl_ulong},
 * {@code size_t}).
 */
abstract sealed class OpenClConstants permits OpenClCommands {

  /** Done. */
  public static final int CL_SUCCESS = 0;

  /** No device of the type. */
  public static final int CL_DEVICE_NOT_FOUND = -1;

  /** The device is not available now. */
  public static final int CL_DEVICE_NOT_AVAILABLE = -2;

  /** The device has no compiler. */
  public static final int CL_COMPILER_NOT_AVAILABLE = -3;

  /** No memory for a buffer. */
  public static final int CL_MEM_OBJECT_ALLOCATION_FAILURE = -4;

  /** The device has not enough of something, often memory. */
  public static final int CL_OUT_OF_RESOURCES = -5;

  /** No memory on the host. */
  public static final int CL_OUT_OF_HOST_MEMORY = -6;

  /** The event was not profiled or has not ended. */
  public static final int CL_PROFILING_INFO_NOT_AVAILABLE = -7;

  /** The program does not compile: its log says why. */
  public static final int CL_BUILD_PROGRAM_FAILURE = -11;

  /** A command that was waited for failed. */
  public static final int CL_EXEC_STATUS_ERROR_FOR_EVENTS_IN_WAIT_LIST = -14;

  /** An argument has no such value. */
  public static final int CL_INVALID_VALUE = -30;

  /** No device. */
  public static final int CL_INVALID_DEVICE = -33;

  /** No program binary of this device. */
  public static final int CL_INVALID_BINARY = -42;

  /** The compiler does not take these options. */
  public static final int CL_INVALID_BUILD_OPTIONS = -43;

  /** The program was not built for this device. */
  public static final int CL_INVALID_PROGRAM_EXECUTABLE = -45;

  /** The program has no kernel of this name. */
  public static final int CL_INVALID_KERNEL_NAME = -46;

  /** A work-group of this size cannot run. */
  public static final int CL_INVALID_WORK_GROUP_SIZE = -54;

  /** The device or the driver does not do this. */
  public static final int CL_INVALID_OPERATION = -59;

  /** A buffer of no bytes, or of more than the device allows. */
  public static final int CL_INVALID_BUFFER_SIZE = -61;

  /** No. */
  public static final int CL_FALSE = 0;

  /** Yes. */
  public static final int CL_TRUE = 1;

  /** Of a platform: a string. */
  public static final int CL_PLATFORM_PROFILE = 0x0900;

  /** Of a platform: a string, <i>OpenCL 3.0 …</i>. */
  public static final int CL_PLATFORM_VERSION = 0x0901;

  /** Of a platform: a string. */
  public static final int CL_PLATFORM_NAME = 0x0902;

  /** Of a platform: a string. */
  public static final int CL_PLATFORM_VENDOR = 0x0903;

  /** Of a platform: a string, names parted by spaces. */
  public static final int CL_PLATFORM_EXTENSIONS = 0x0904;

  /** The device that the platform prefers. */
  public static final long CL_DEVICE_TYPE_DEFAULT = 1L << 0;

  /** A processor of the host. */
  public static final long CL_DEVICE_TYPE_CPU = 1L << 1;

  /** A graphics processor. */
  public static final long CL_DEVICE_TYPE_GPU = 1L << 2;

  /** Another accelerator. */
  public static final long CL_DEVICE_TYPE_ACCELERATOR = 1L << 3;

  /** A device without OpenCL C. */
  public static final long CL_DEVICE_TYPE_CUSTOM = 1L << 4;

  /** Every device but the custom ones. */
  public static final long CL_DEVICE_TYPE_ALL = 0xFFFFFFFFL;

  /** Of a device: a bit field, {@link #CL_DEVICE_TYPE_CPU} and so on. */
  public static final int CL_DEVICE_TYPE = 0x1000;

  /** Of a device: an int. */
  public static final int CL_DEVICE_VENDOR_ID = 0x1001;

  /** Of a device: an int. */
  public static final int CL_DEVICE_MAX_COMPUTE_UNITS = 0x1002;

  /** Of a device: an int. */
  public static final int CL_DEVICE_MAX_WORK_ITEM_DIMENSIONS = 0x1003;

  /** Of a device: a long. */
  public static final int CL_DEVICE_MAX_WORK_GROUP_SIZE = 0x1004;

  /** Of a device: longs, one a dimension. */
  public static final int CL_DEVICE_MAX_WORK_ITEM_SIZES = 0x1005;

  /** Of a device: an int. */
  public static final int CL_DEVICE_PREFERRED_VECTOR_WIDTH_INT = 0x1008;

  /** Of a device: an int. */
  public static final int CL_DEVICE_PREFERRED_VECTOR_WIDTH_LONG = 0x1009;

  /** Of a device: an int, in MHz. */
  public static final int CL_DEVICE_MAX_CLOCK_FREQUENCY = 0x100C;

  /** Of a device: an int, 32 or 64. */
  public static final int CL_DEVICE_ADDRESS_BITS = 0x100D;

  /** Of a device: a long, the bytes of the largest buffer. */
  public static final int CL_DEVICE_MAX_MEM_ALLOC_SIZE = 0x1010;

  /** Of a device: a long, the bytes of a kernel's arguments. */
  public static final int CL_DEVICE_MAX_PARAMETER_SIZE = 0x1017;

  /** Of a device: an int, the alignment of a buffer in bits. */
  public static final int CL_DEVICE_MEM_BASE_ADDR_ALIGN = 0x1019;

  /** Of a device: a bit field, {@link #CL_FP_FMA} and so on. */
  public static final int CL_DEVICE_SINGLE_FP_CONFIG = 0x101B;

  /** Of a device: an int, in bytes. */
  public static final int CL_DEVICE_GLOBAL_MEM_CACHELINE_SIZE = 0x101D;

  /** Of a device: a long, in bytes. */
  public static final int CL_DEVICE_GLOBAL_MEM_CACHE_SIZE = 0x101E;

  /** Of a device: a long, in bytes. */
  public static final int CL_DEVICE_GLOBAL_MEM_SIZE = 0x101F;

  /** Of a device: a long, in bytes. */
  public static final int CL_DEVICE_MAX_CONSTANT_BUFFER_SIZE = 0x1020;

  /** Of a device: an int, {@link #CL_LOCAL}, {@link #CL_GLOBAL} or 0. */
  public static final int CL_DEVICE_LOCAL_MEM_TYPE = 0x1022;

  /** Of a device: a long, the bytes of a work-group. */
  public static final int CL_DEVICE_LOCAL_MEM_SIZE = 0x1023;

  /** Of a device: a long, in ns. */
  public static final int CL_DEVICE_PROFILING_TIMER_RESOLUTION = 0x1025;

  /** Of a device: a boolean. */
  public static final int CL_DEVICE_ENDIAN_LITTLE = 0x1026;

  /** Of a device: a boolean. */
  public static final int CL_DEVICE_AVAILABLE = 0x1027;

  /** Of a device: a boolean, false where it takes no OpenCL C. */
  public static final int CL_DEVICE_COMPILER_AVAILABLE = 0x1028;

  /** Of a device: a bit field, {@link #CL_QUEUE_PROFILING_ENABLE} and so on. */
  public static final int CL_DEVICE_QUEUE_ON_HOST_PROPERTIES = 0x102A;

  /** Of a device: a string. */
  public static final int CL_DEVICE_NAME = 0x102B;

  /** Of a device: a string. */
  public static final int CL_DEVICE_VENDOR = 0x102C;

  /** Of a device: a string. */
  public static final int CL_DRIVER_VERSION = 0x102D;

  /** Of a device: a string. */
  public static final int CL_DEVICE_PROFILE = 0x102E;

  /** Of a device: a string, <i>OpenCL 3.0 …</i>. */
  public static final int CL_DEVICE_VERSION = 0x102F;

  /** Of a device: a string, names parted by spaces. */
  public static final int CL_DEVICE_EXTENSIONS = 0x1030;

  /** Of a device: a handle. */
  public static final int CL_DEVICE_PLATFORM = 0x1031;

  /** Of a device: a bit field, 0 where it has no doubles. */
  public static final int CL_DEVICE_DOUBLE_FP_CONFIG = 0x1032;

  /** Of a device: a boolean, whether its memory is the host's. */
  public static final int CL_DEVICE_HOST_UNIFIED_MEMORY = 0x1035;

  /** Of a device: a string, <i>OpenCL C 1.2 …</i>. */
  public static final int CL_DEVICE_OPENCL_C_VERSION = 0x103D;

  /** Of a device, 2.1 and later: a string, such as <i>SPIR-V_1.2</i>; empty where it takes none. */
  public static final int CL_DEVICE_IL_VERSION = 0x105B;

  /** Of a device, 3.0 and later: a long. */
  public static final int CL_DEVICE_PREFERRED_WORK_GROUP_SIZE_MULTIPLE = 0x1067;

  /** Subnormal numbers. */
  public static final long CL_FP_DENORM = 1L << 0;

  /** Infinities and NaN. */
  public static final long CL_FP_INF_NAN = 1L << 1;

  /** Rounding to nearest, ties to even. */
  public static final long CL_FP_ROUND_TO_NEAREST = 1L << 2;

  /** Rounding to zero. */
  public static final long CL_FP_ROUND_TO_ZERO = 1L << 3;

  /** Rounding up and down. */
  public static final long CL_FP_ROUND_TO_INF = 1L << 4;

  /** Fused multiply-add as of IEEE 754-2008. */
  public static final long CL_FP_FMA = 1L << 5;

  /** Arithmetic in software. */
  public static final long CL_FP_SOFT_FLOAT = 1L << 6;

  /** Division and square root as of IEEE 754. */
  public static final long CL_FP_CORRECTLY_ROUNDED_DIVIDE_SQRT = 1L << 7;

  /** Local memory: none. */
  public static final int CL_NONE = 0x0;

  /** Local memory: of its own. */
  public static final int CL_LOCAL = 0x1;

  /** Local memory: within global memory. */
  public static final int CL_GLOBAL = 0x2;

  /** Of a queue: commands may run in any order. */
  public static final long CL_QUEUE_OUT_OF_ORDER_EXEC_MODE_ENABLE = 1L << 0;

  /** Of a queue: events tell when their commands ran. */
  public static final long CL_QUEUE_PROFILING_ENABLE = 1L << 1;

  /** Key of a property of a context: its platform. */
  public static final long CL_CONTEXT_PLATFORM = 0x1084L;

  /** Key of a property of a queue: a bit field. */
  public static final long CL_QUEUE_PROPERTIES = 0x1093L;

  /** Of a buffer: kernels read and write it. */
  public static final long CL_MEM_READ_WRITE = 1L << 0;

  /** Of a buffer: kernels only write it. */
  public static final long CL_MEM_WRITE_ONLY = 1L << 1;

  /** Of a buffer: kernels only read it. */
  public static final long CL_MEM_READ_ONLY = 1L << 2;

  /** Of a buffer: the host's memory, which must outlive it, is its storage. */
  public static final long CL_MEM_USE_HOST_PTR = 1L << 3;

  /** Of a buffer: in memory that the host can reach. */
  public static final long CL_MEM_ALLOC_HOST_PTR = 1L << 4;

  /** Of a buffer: filled from the host's memory. */
  public static final long CL_MEM_COPY_HOST_PTR = 1L << 5;

  /** Of a buffer: the host only writes it. */
  public static final long CL_MEM_HOST_WRITE_ONLY = 1L << 7;

  /** Of a buffer: the host only reads it. */
  public static final long CL_MEM_HOST_READ_ONLY = 1L << 8;

  /** Of a buffer: the host neither reads nor writes it. */
  public static final long CL_MEM_HOST_NO_ACCESS = 1L << 9;

  /** Of a mapping: to be read. */
  public static final long CL_MAP_READ = 1L << 0;

  /** Of a mapping: to be read and written. */
  public static final long CL_MAP_WRITE = 1L << 1;

  /** Of a mapping: to be written; its content is undefined. */
  public static final long CL_MAP_WRITE_INVALIDATE_REGION = 1L << 2;

  /** Of a program: an int. */
  public static final int CL_PROGRAM_NUM_DEVICES = 0x1162;

  /** Of a program: handles. */
  public static final int CL_PROGRAM_DEVICES = 0x1163;

  /** Of a program: a string. */
  public static final int CL_PROGRAM_SOURCE = 0x1164;

  /** Of a program: longs, one a device, in bytes. */
  public static final int CL_PROGRAM_BINARY_SIZES = 0x1165;

  /** Of a program: pointers, one a device, to where binaries are to be written. */
  public static final int CL_PROGRAM_BINARIES = 0x1166;

  /** Of a program: a long. */
  public static final int CL_PROGRAM_NUM_KERNELS = 0x1167;

  /** Of a program: a string, names parted by semicolons. */
  public static final int CL_PROGRAM_KERNEL_NAMES = 0x1168;

  /** Of a program, 2.1 and later: its intermediate language. */
  public static final int CL_PROGRAM_IL = 0x1169;

  /** Of a build: {@link #CL_BUILD_SUCCESS} and so on. */
  public static final int CL_PROGRAM_BUILD_STATUS = 0x1181;

  /** Of a build: a string. */
  public static final int CL_PROGRAM_BUILD_OPTIONS = 0x1182;

  /** Of a build: a string. */
  public static final int CL_PROGRAM_BUILD_LOG = 0x1183;

  /** Of a build: an int. */
  public static final int CL_PROGRAM_BINARY_TYPE = 0x1184;

  /** Built. */
  public static final int CL_BUILD_SUCCESS = 0;

  /** Not built. */
  public static final int CL_BUILD_NONE = -1;

  /** The build failed. */
  public static final int CL_BUILD_ERROR = -2;

  /** The build has not ended. */
  public static final int CL_BUILD_IN_PROGRESS = -3;

  /** Of a kernel on a device: a long, the largest work-group. */
  public static final int CL_KERNEL_WORK_GROUP_SIZE = 0x11B0;

  /** Of a kernel on a device: three longs. */
  public static final int CL_KERNEL_COMPILE_WORK_GROUP_SIZE = 0x11B1;

  /** Of a kernel on a device: a long, in bytes. */
  public static final int CL_KERNEL_LOCAL_MEM_SIZE = 0x11B2;

  /** Of a kernel on a device: a long. */
  public static final int CL_KERNEL_PREFERRED_WORK_GROUP_SIZE_MULTIPLE = 0x11B3;

  /** Of a kernel on a device: a long, the bytes of a work-item. */
  public static final int CL_KERNEL_PRIVATE_MEM_SIZE = 0x11B4;

  /** Of an event: an int. */
  public static final int CL_EVENT_COMMAND_TYPE = 0x11D1;

  /** Of an event: an int. */
  public static final int CL_EVENT_REFERENCE_COUNT = 0x11D2;

  /** Of an event: {@link #CL_COMPLETE} and so on, or the status of its error. */
  public static final int CL_EVENT_COMMAND_EXECUTION_STATUS = 0x11D3;

  /** The command has ended. */
  public static final int CL_COMPLETE = 0x0;

  /** The command runs. */
  public static final int CL_RUNNING = 0x1;

  /** The command is with the device. */
  public static final int CL_SUBMITTED = 0x2;

  /** The command is in its queue. */
  public static final int CL_QUEUED = 0x3;

  /** Of a profiled event: when, in ns. */
  public static final int CL_PROFILING_COMMAND_QUEUED = 0x1280;

  /** Of a profiled event: when, in ns. */
  public static final int CL_PROFILING_COMMAND_SUBMIT = 0x1281;

  /** Of a profiled event: when, in ns. */
  public static final int CL_PROFILING_COMMAND_START = 0x1282;

  /** Of a profiled event: when, in ns. */
  public static final int CL_PROFILING_COMMAND_END = 0x1283;

  /** No driver is installed that the loader finds; of {@code CL/cl_ext.h}. */
  public static final int CL_PLATFORM_NOT_FOUND_KHR = -1001;

  OpenClConstants() {}
}

/*
 * What the OpenCL kernels share: the format that a program is compiled for, and the places of
 * elements. OpenCL C 1.2 without extensions.
 *
 * Kernels run over the indices of a shape of four dimensions; dimension 0 is the first of the
 * NDRange, which may be rounded up, dimension 1 the second, 2 and 3 together the third. An operand
 * is a pointer, the place of its first element and a stride for each dimension, all in elements.
 */
#ifndef ADM_OPENCL_H
#define ADM_OPENCL_H

#include "posit.h"

/* The format of a program that is compiled for one: -DADM_N=n -DADM_RS=rs -DADM_ES=es. */
#ifdef ADM_N
#define ADM_FORMAT ADM_N, ADM_RS, ADM_ES
#if ADM_N <= 8
typedef adm_u8 adm_pattern;
#elif ADM_N <= 16
typedef adm_u16 adm_pattern;
#elif ADM_N <= 32
typedef adm_u32 adm_pattern;
#else
typedef adm_u64 adm_pattern;
#endif
#endif

/* The first index of this work-item, which takes up to run elements along dimension 0; outside of
   the shape its first component is -1. */
ADM_FN long4 adm_index(long4 shape, long run) {
  long4 index;
  adm_i64 outer = (adm_i64)get_global_id(2);
  index.s0 = (adm_i64)get_global_id(0) * run;
  index.s1 = (adm_i64)get_global_id(1);
  index.s3 = shape.s3 > 1 ? outer / shape.s2 : 0;
  index.s2 = outer - index.s3 * shape.s2;
  if (index.s0 >= shape.s0 || index.s1 >= shape.s1 || outer >= shape.s2 * shape.s3) index.s0 = -1;
  return index;
}

/* How many elements it takes. */
ADM_FN adm_i64 adm_count(long4 index, long4 shape, long run) {
  if (index.s0 < 0) return 0;
  return shape.s0 - index.s0 < run ? shape.s0 - index.s0 : run;
}

/* The place of the element at the index. */
ADM_FN adm_i64 adm_place(long4 index, adm_i64 offset, long4 strides) {
  return offset + index.s0 * strides.s0 + index.s1 * strides.s1 + index.s2 * strides.s2 +
         index.s3 * strides.s3;
}

/* The element of 1, 2, 4 or 8 bytes, zero-extended. */
ADM_FN adm_u64 adm_load(__global const void *memory, adm_i32 bytes, adm_i64 place) {
  switch (bytes) {
    case 1:
      return ((__global const adm_u8 *)memory)[place];
    case 2:
      return ((__global const adm_u16 *)memory)[place];
    case 4:
      return ((__global const adm_u32 *)memory)[place];
    default:
      return ((__global const adm_u64 *)memory)[place];
  }
}

/* Writes the low bits of the value to the element of 1, 2, 4 or 8 bytes. */
ADM_FN void adm_store(__global void *memory, adm_i32 bytes, adm_i64 place, adm_u64 value) {
  switch (bytes) {
    case 1:
      ((__global adm_u8 *)memory)[place] = (adm_u8)value;
      break;
    case 2:
      ((__global adm_u16 *)memory)[place] = (adm_u16)value;
      break;
    case 4:
      ((__global adm_u32 *)memory)[place] = (adm_u32)value;
      break;
    default:
      ((__global adm_u64 *)memory)[place] = value;
      break;
  }
}

#endif

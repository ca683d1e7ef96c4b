/*
 * Elementary functions of any format, at most 64 bits; and their tables, for formats of at most 16
 * bits.
 */
#include "functions.h"
#include "opencl.h"

/* The function by its number: KernelCodes less FIRST_FUNCTION. */
ADM_FN adm_u64 adm_function(int op, int n, int rs, int es, adm_u64 x) {
  switch (op) {
    case 0:
      return adm_exp(n, rs, es, x);
    case 1:
      return adm_exp2(n, rs, es, x);
    case 2:
      return adm_log(n, rs, es, x);
    case 3:
      return adm_log2(n, rs, es, x);
    case 4:
      return adm_sin(n, rs, es, x);
    case 5:
      return adm_cos(n, rs, es, x);
    case 6:
      return adm_tanh(n, rs, es, x);
    case 7:
      return adm_sigmoid(n, rs, es, x);
    case 8:
      return adm_softplus(n, rs, es, x);
    case 9:
      return adm_rsqrt(n, rs, es, x);
    default:
      return adm_reciprocal(n, rs, es, x);
  }
}

/* out[i] = function of a[i]; where a is NULL, of the pattern i. */
__kernel void map_function(long4 shape, long run, __global void *out, long out_offset,
                           long4 out_strides, __global const void *a, long a_offset,
                           long4 a_strides, int op, int n, int rs, int es, int bytes) {
  long4 index = adm_index(shape, run);
  adm_i64 count = adm_count(index, shape, run);
  adm_i64 to = adm_place(index, out_offset, out_strides);
  adm_i64 from = adm_place(index, a_offset, a_strides);
  for (adm_i64 i = 0; i < count; i++) {
    adm_u64 x = a == 0 ? (adm_u64)(index.s0 + i) : adm_load(a, bytes, from + i * a_strides.s0);
    adm_u64 y = adm_function(op, n, rs, es, x);
    adm_store(out, bytes, to + i * out_strides.s0, y);
  }
}

/* out[i] = table[a[i]]. */
__kernel void map_table(long4 shape, long run, __global void *out, long out_offset,
                        long4 out_strides, __global const void *a, long a_offset, long4 a_strides,
                        __global const void *table, int bytes) {
  long4 index = adm_index(shape, run);
  adm_i64 count = adm_count(index, shape, run);
  adm_i64 to = adm_place(index, out_offset, out_strides);
  adm_i64 from = adm_place(index, a_offset, a_strides);
  for (adm_i64 i = 0; i < count; i++) {
    adm_u64 x = adm_load(a, bytes, from + i * a_strides.s0);
    adm_store(out, bytes, to + i * out_strides.s0, adm_load(table, bytes, (adm_i64)x));
  }
}

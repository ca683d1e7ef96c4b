/*
 * Arithmetic of every element, each result rounded once, of the format that the program is compiled
 * for. The result may be in the place of an operand.
 */
#include "opencl.h"

/* Results of long code. Compilers would make a loop over narrow elements into one over vectors of
   dozens of them, and take seconds over it for little: volatile leaves it as it is. */
#if ADM_N <= 16
typedef volatile adm_pattern adm_result;
#else
typedef adm_pattern adm_result;
#endif

/* out[i] = a[i] op b[i]. */
#define ZIP(name, result, expression)                                                 \
  __kernel void name(long4 shape, long run, __global result *out, long out_offset,    \
                     long4 out_strides, __global const adm_pattern *a, long a_offset, \
                     long4 a_strides, __global const adm_pattern *b, long b_offset,   \
                     long4 b_strides) {                                               \
    long4 index = adm_index(shape, run);                                              \
    adm_i64 count = adm_count(index, shape, run);                                     \
    out += adm_place(index, out_offset, out_strides);                                 \
    a += adm_place(index, a_offset, a_strides);                                       \
    b += adm_place(index, b_offset, b_strides);                                       \
    for (adm_i64 i = 0; i < count; i++) {                                             \
      adm_u64 x = a[i * a_strides.s0];                                                \
      adm_u64 y = b[i * b_strides.s0];                                                \
      out[i * out_strides.s0] = (adm_pattern)(expression);                            \
    }                                                                                 \
  }

ZIP(zip_add, adm_result, adm_add(ADM_FORMAT, x, y))
ZIP(zip_sub, adm_result, adm_sub(ADM_FORMAT, x, y))
ZIP(zip_mul, adm_result, adm_mul(ADM_FORMAT, x, y))
ZIP(zip_div, adm_result, adm_div(ADM_FORMAT, x, y))
ZIP(zip_max, adm_pattern, adm_max(ADM_FORMAT, x, y))
ZIP(zip_min, adm_pattern, adm_min(ADM_FORMAT, x, y))
ZIP(zip_gate, adm_pattern, adm_gate(ADM_FORMAT, x, y))

/* out[i] = op a[i]. */
#define MAP(name, result, expression)                                                 \
  __kernel void name(long4 shape, long run, __global result *out, long out_offset,    \
                     long4 out_strides, __global const adm_pattern *a, long a_offset, \
                     long4 a_strides) {                                               \
    long4 index = adm_index(shape, run);                                              \
    adm_i64 count = adm_count(index, shape, run);                                     \
    out += adm_place(index, out_offset, out_strides);                                 \
    a += adm_place(index, a_offset, a_strides);                                       \
    for (adm_i64 i = 0; i < count; i++) {                                             \
      adm_u64 x = a[i * a_strides.s0];                                                \
      out[i * out_strides.s0] = (adm_pattern)(expression);                            \
    }                                                                                 \
  }

MAP(map_neg, adm_pattern, adm_neg(ADM_FORMAT, x))
MAP(map_abs, adm_pattern, adm_abs(ADM_FORMAT, x))
MAP(map_sqrt, adm_result, adm_sqrt(ADM_FORMAT, x))

/* out[i] = a[i] * b[i] + c[i]. */
__kernel void multiply_add(long4 shape, long run, __global adm_result *out, long out_offset,
                           long4 out_strides, __global const adm_pattern *a, long a_offset,
                           long4 a_strides, __global const adm_pattern *b, long b_offset,
                           long4 b_strides, __global const adm_pattern *c, long c_offset,
                           long4 c_strides) {
  long4 index = adm_index(shape, run);
  adm_i64 count = adm_count(index, shape, run);
  out += adm_place(index, out_offset, out_strides);
  a += adm_place(index, a_offset, a_strides);
  b += adm_place(index, b_offset, b_strides);
  c += adm_place(index, c_offset, c_strides);
  for (adm_i64 i = 0; i < count; i++) {
    adm_u64 x = a[i * a_strides.s0];
    adm_u64 y = b[i * b_strides.s0];
    adm_u64 z = c[i * c_strides.s0];
    out[i * out_strides.s0] = (adm_pattern)adm_fma(ADM_FORMAT, x, y, z);
  }
}

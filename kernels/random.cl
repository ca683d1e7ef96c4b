/* Random elements of any type. */
#include "opencl.h"
#include "random.h"

/* out[i] = the random element of the number first + i times `numbers`; rs = 0 for IEEE floats of n
   bits. */
__kernel void fill(long4 shape, long run, __global void *out, long out_offset, long4 out_strides,
                   long first, long4 numbers, int distribution, long seed, int stream, int step,
                   int n, int rs, int es, int bytes) {
  long4 index = adm_index(shape, run);
  adm_i64 count = adm_count(index, shape, run);
  adm_i64 to = adm_place(index, out_offset, out_strides);
  adm_i64 from = adm_place(index, first, numbers);
  for (adm_i64 i = 0; i < count; i++) {
    adm_u64 number = (adm_u64)(from + i * numbers.s0);
    adm_philox_block block = adm_philox((adm_u64)seed, number >> 2, (adm_u32)stream, (adm_u32)step);
    adm_u32 u = adm_philox_word(block, (adm_i32)(number & 3));
    adm_u64 value;
    if (rs != 0) {
      value = adm_random_pattern(distribution, n, rs, es, u);
    } else if (n == 32) {
      value = adm_random_f32_bits(distribution, u);
    } else {
      value = adm_random_f64_bits(distribution, u);
    }
    adm_store(out, bytes, to + i * out_strides.s0, value);
  }
}

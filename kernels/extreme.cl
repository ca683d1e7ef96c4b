/* The greatest or least of patterns, where NaR goes before everything. */
#include "opencl.h"

/* out[i] = greatest or least of the elements k of a[i, k], k = first, first + step, ... below both
   count and first + span, where first is start + the index times
   `starts`; NaR where there are none. */
__kernel void extreme(long4 shape, __global void *out, long out_offset, long4 out_strides,
                      __global const void *a, long a_offset, long4 a_strides, long a_step,
                      long start, long4 starts, long step, long span, long count, int least, int n,
                      int bytes) {
  long4 index = adm_index(shape, 1);
  if (index.s0 >= 0) {
    const adm_u64 nar = adm_nar(n);
    const adm_u64 rank = least ? 0 : 1; /* by unsigned order, NaR the lowest or the highest */
    adm_i64 x = adm_place(index, a_offset, a_strides);
    adm_i64 first = adm_place(index, start, starts);
    adm_i64 last = count - first < span ? count : first + span;
    adm_u64 best = (0 - rank) & adm_mask(n); /* of NaR */
    for (adm_i64 k = first; k < last; k += step) {
      adm_u64 key = ((adm_load(a, bytes, x + k * a_step) ^ nar) - rank) & adm_mask(n);
      best = k == first || (key < best) == (least != 0) ? key : best;
    }
    adm_store(out, bytes, adm_place(index, out_offset, out_strides),
              ((best + rank) & adm_mask(n)) ^ nar);
  }
}

/* The last step of every encoder. */
#ifndef ADM_SIMD_ROUND_H
#define ADM_SIMD_ROUND_H

/* 1 is added to q where the bits cut off it, left-aligned in rest, are more than half, or half with
 * q odd. */
VFN vi adm_round_to_even(vi q, vi rest) {
  vi odd = vi_and(q, vi_set(1));
  vi up = vi_gt(vi_xor(rest, vi_set(INT32_MIN)), vi_sub(vi_set(0), odd));
  return vi_sub(q, up);
}

#endif

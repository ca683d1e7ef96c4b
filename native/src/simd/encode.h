/* Doubles, as words high:low, to patterns in lanes of 32 bits. */
#ifndef ADM_SIMD_ENCODE_H
#define ADM_SIMD_ENCODE_H

#include "round.h"

/* The n-bit magnitude of a double of magnitude high:low, or 0; sticky is not 0 where the exact
   value is above it by less than a unit. Regimes of at most n - 2 bits. */
VFN vi adm_es2_encode(int n, vi high, vi low, vi sticky) {
  vi h = vi_add(high, vi_set(1 << 20)); /* a bias of 1024, a multiple of 4 */
  vi regime = vi_sub(vi_srl(vi_sll(h, 1), 23), vi_set(256));
  vi below1 = vi_sra(regime, 31);
  vi run = vi_xor(regime, below1);
  vi lead = vi_xor(vi_and(below1, vi_set((int32_t)0xc0000000)), vi_set(INT32_MIN));
  vi x = vi_or(lead, vi_sll(vi_and(h, vi_set(0x3fffff)), 8));
  if (n == 32) {
    x = vi_or(x, vi_srl(low, 24));
    low = vi_sll(low, 8);
  }
  sticky = vi_minu(vi_or(sticky, low), vi_set(1));
  vi rest = vi_or(vi_sllv(x, vi_sub(vi_set(n - 1), run)), sticky);
  return adm_round_to_even(vi_srl(vi_srav(x, run), 33 - n), rest);
}

/* The same for b-posits in regimes 01 and 10; other values set *strange. */
VFN vi adm_bp_encode(int n, vi high, vi low, vi *strange) {
  vi magnitude = vi_and(high, vi_set(INT32_MAX));
  vi zero = vi_eq(magnitude, vi_set(0));
  vi above = vi_sub(magnitude, vi_set((1023 - 32) << 20));
  vi inside = vi_eq(vi_minu(above, vi_set((64 << 20) - 1)), above);
  *strange = vi_or(*strange, vi_andnot(vi_or(inside, zero), vi_set(-1)));
  vi field = vi_sub(magnitude, vi_set((1023 - 64) << 20));
  vi q;
  if (n == 32) {
    q = adm_round_to_even(vi_or(vi_sll(field, 4), vi_srl(low, 28)), vi_sll(low, 4));
  } else {
    q = adm_round_to_even(vi_srl(field, 12), vi_or(vi_sll(field, 20), vi_minu(low, vi_set(1))));
  }
  return vi_andnot(zero, q);
}

#endif

/*
 * Numbers with 128-bit significands and power series in them, for the elementary functions, in the
 * common subset of C11 and OpenCL C 1.2. Integers only.
 */
#ifndef ADM_WIDE_H
#define ADM_WIDE_H

#include "posit.h"

#ifdef ADM_OPENCL
#define ADM_TABLE_POINTER __constant const adm_u64 *
#else
#define ADM_TABLE_POINTER const adm_u64 *
#endif

/* (-1)^negative * sig/2^127 * 2^scale; bit 127 of sig set unless the value is 0. */
typedef struct {
  adm_u128 sig;
  adm_i32 scale;
  adm_i32 negative;
} adm_wide;

/* Integers of 128 bits, which are fractions x/2^128 where nothing else is said */

ADM_FN adm_u128 adm_pair(adm_u64 hi, adm_u64 lo) {
  adm_u128 x;
  x.hi = hi;
  x.lo = lo;
  return x;
}

ADM_FN adm_u128 adm_pair_at(ADM_TABLE_POINTER table, adm_i32 index) {
  return adm_pair(table[index], table[index + 1]);
}

ADM_FN adm_u128 adm_pair_add(adm_u128 a, adm_u128 b) {
  adm_u64 lo = a.lo + b.lo;
  return adm_pair(a.hi + b.hi + (adm_u64)(lo < a.lo), lo);
}

ADM_FN adm_u128 adm_pair_sub(adm_u128 a, adm_u128 b) {
  return adm_pair(a.hi - b.hi - (adm_u64)(a.lo < b.lo), a.lo - b.lo);
}

/* a where mask is 0, -a where it is all ones. */
ADM_FN adm_u128 adm_pair_negate_if(adm_u128 a, adm_u64 mask) {
  return adm_pair_sub(adm_pair(a.hi ^ mask, a.lo ^ mask), adm_pair(mask, mask));
}

/* The upper half of a * b, or up to 2 less. */
ADM_FN adm_u128 adm_pair_mul(adm_u128 a, adm_u128 b) {
  adm_u128 product = adm_pair(adm_mulhi64(a.hi, b.hi), a.hi * b.hi);
  product = adm_pair_add(product, adm_pair(0, adm_mulhi64(a.hi, b.lo)));
  return adm_pair_add(product, adm_pair(0, adm_mulhi64(a.lo, b.hi)));
}

/* a >> count, count not negative. */
ADM_FN adm_u128 adm_pair_shr(adm_u128 a, adm_i32 count) {
  if (count > 63) return adm_pair(0, adm_shr64(a.hi, count - 64));
  return adm_pair(a.hi >> count, a.lo >> count | a.hi << 1 << (63 - count));
}

/* x/2^127 * 2^scale, x below 2^128. */
ADM_FN adm_wide adm_wide_of(adm_i32 negative, adm_i32 scale, adm_u128 x) {
  adm_wide v;
  adm_i32 zeros;
  if (x.hi == 0) {
    x = adm_pair(x.lo, 0);
    scale -= 64;
  }
  zeros = adm_clz64(x.hi | 1);
  v.sig = adm_pair(x.hi << zeros | x.lo >> 1 >> (63 - zeros), x.lo << zeros);
  v.scale = scale - zeros;
  v.negative = negative;
  return v;
}

ADM_FN adm_wide adm_wide_num(adm_num x) {
  return adm_wide_of(x.negative, x.scale, adm_pair(x.sig, 0));
}

/* a * b with the sign of a. */
ADM_FN adm_wide adm_wide_mul(adm_wide a, adm_wide b) {
  return adm_wide_of(a.negative, a.scale + b.scale + 1, adm_pair_mul(a.sig, b.sig));
}

/* |a| in 128 fraction bits, |a| below 1. */
ADM_FN adm_u128 adm_wide_fraction(adm_wide a) { return adm_pair_shr(a.sig, -1 - a.scale); }

/* The greatest number below 1. */
ADM_FN adm_wide adm_wide_below_one(void) {
  return adm_wide_of(0, -1, adm_pair(~(adm_u64)0, ~(adm_u64)0));
}

/* Rounds a, which is known not to be exact. */
ADM_FN adm_u64 adm_wide_round(int n, int rs, int es, adm_wide a) {
  return adm_encode(n, rs, es, a.negative, a.scale, a.sig.hi, 1);
}

/* 1 - u*(c1 - u*(c2 - ...)) less 2^-128, for u below 1. */
ADM_FN adm_u128 adm_alternating_series(ADM_TABLE_POINTER series, adm_u128 u) {
  adm_i32 narrow = (adm_i32)series[0];
  adm_i32 wide = (adm_i32)series[1];
  adm_i32 shift = (adm_i32)series[2];
  adm_u64 tail = series[3];
  adm_u128 sum;
  for (adm_i32 i = 1; i < narrow; i++) {
    tail = series[3 + i] - adm_mulhi64(u.hi, tail);
  }
  sum = adm_pair_shr(adm_pair(adm_mulhi64(u.hi, tail), 0), shift);
  for (adm_i32 i = 0; i < wide; i++) {
    sum = adm_pair_mul(u, adm_pair_sub(adm_pair_at(series, 3 + narrow + 2 * i), sum));
  }
  return adm_pair(~sum.hi, ~sum.lo);
}

/* x^2 in 128 fraction bits, |x| below 1. */
ADM_FN adm_u128 adm_square(adm_wide x) {
  return adm_pair_shr(adm_pair_mul(x.sig, x.sig), -2 * (x.scale + 1));
}

/* x times an alternating series in x^2. */
ADM_FN adm_wide adm_odd_series(ADM_TABLE_POINTER series, adm_wide x) {
  adm_u128 sum = adm_alternating_series(series, adm_square(x));
  return adm_wide_of(x.negative, x.scale, adm_pair_mul(x.sig, sum));
}

/* whole + f/2^128 in two's complement. */
typedef struct {
  adm_u64 whole;
  adm_u128 f;
} adm_fixed;

ADM_FN adm_fixed adm_fixed_of(adm_u64 whole, adm_u128 f) {
  adm_fixed x;
  x.whole = whole;
  x.f = f;
  return x;
}

ADM_FN adm_fixed adm_fixed_add(adm_fixed a, adm_fixed b) {
  adm_u128 f = adm_pair_add(a.f, b.f);
  adm_u64 carry = (adm_u64)(f.hi < a.f.hi || (f.hi == a.f.hi && f.lo < a.f.lo));
  return adm_fixed_of(a.whole + b.whole + carry, f);
}

/* a where mask is 0, -a where it is all ones. */
ADM_FN adm_fixed adm_fixed_negate_if(adm_fixed a, adm_u64 mask) {
  adm_fixed one = adm_fixed_of(0, adm_pair(0, mask & 1));
  a = adm_fixed_of(a.whole ^ mask, adm_pair(a.f.hi ^ mask, a.f.lo ^ mask));
  return adm_fixed_add(a, one);
}

ADM_FN adm_wide adm_fixed_wide(adm_fixed a) {
  adm_wide v;
  adm_i32 negative = (adm_i32)(a.whole >> 63);
  a = adm_fixed_negate_if(a, 0 - (a.whole >> 63));
  if (a.whole == 0) return adm_wide_of(negative, -1, a.f);
  v = adm_wide_of(negative, 63, adm_pair(a.whole, a.f.hi));
  v.sig.lo |= adm_shr64(a.f.lo, v.scale + 1);
  return v;
}

#endif

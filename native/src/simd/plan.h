/*
 * What a block of a dot product allows: the range of its magnitudes, and with it the accumulators
 * that are exact.
 */
#ifndef ADM_SIMD_PLAN_H
#define ADM_SIMD_PLAN_H

#include <string.h>

#include "decode.h"

#define ADM_BLOCK (128 * VL)
/* Elements in a register, and vectors of 32-bit lanes that they make. */
#define ADM_REGISTER(bits) (VL * 32 / (bits))
#define ADM_GROUP(bits) (32 / (bits))
#define ADM_LEVELS 3

/* Magnitudes, left-aligned: the largest, and the least but zero minus 1 (all ones when all are
 * zero). */
typedef struct {
  uint32_t max, min1;
} adm_range;

/* Exponents of what a range allows: values are below 2^above and multiples of 2^ulp. */
typedef struct {
  int above, ulp;
} adm_bounds;

typedef struct {
  int window, levels;
  int unit[ADM_LEVELS]; /* exponent of the unit in the last place of each accumulator, of the true
                           product */
} adm_plan;

VFN uint32_t adm_max_lane(vi a) {
  uint32_t lanes[VL];
  uint32_t r = 0;
  vi_store(lanes, a);
  for (int i = 0; i < VL; i++) {
    r = lanes[i] > r ? lanes[i] : r;
  }
  return r;
}

/* n is a multiple of a register's elements. */
VFN adm_range adm_scan(int bits, int64_t n, const void *p) {
  const char *from = p;
  vi top = vi_set(0);
  vi least = vi_set(-1);
  for (int64_t i = 0; i < n; i += ADM_REGISTER(bits)) {
    vi u[4];
    adm_load_group(bits, from + i * (bits / 8), u);
    for (int g = 0; g < ADM_GROUP(bits); g++) {
      vi m = vi_abs(u[g]);
      top = vi_maxu(top, m);
      least = vi_minu(least, vi_sub(m, vi_set(1)));
    }
  }
  adm_range r = {adm_max_lane(top), ~adm_max_lane(vi_xor(least, vi_set(-1)))};
  return r;
}

/* Fraction bits of the n-bit pattern u, finite and not 0. */
VFN int adm_fraction_bits(int n, int rs, int es, adm_u64 u) {
  adm_u64 body = u << (65 - n);
  int run = body >> 63 ? adm_clz64(~body) : adm_clz64(body);
  int regime = run >= rs ? rs : run + 1;
  int rest = n - 1 - regime - es;
  return rest > 0 ? rest : 0;
}

/* A format's least fraction is at its ends, so the ulp of the least magnitude is the least ulp. */
VFN adm_bounds adm_bound(int n, int rs, int es, adm_range range) {
  adm_u64 max = range.max >> (32 - n);
  adm_u64 min = (range.min1 + 1) >> (32 - n);
  adm_bounds b = {adm_decode(n, rs, es, max).scale + 1,
                  adm_decode(n, rs, es, min).scale - adm_fraction_bits(n, rs, es, min)};
  return b;
}

VFN int adm_log2_up(int64_t x) { return x <= 1 ? 0 : 64 - __builtin_clzll((uint64_t)x - 1); }

/* The window that holds for the range, or -1. */
VFN int adm_window_of(int es, adm_range a, adm_range b) {
  uint32_t max = a.max > b.max ? a.max : b.max;
  uint32_t min1 = a.min1 < b.min1 ? a.min1 : b.min1;
  if (es == 2) { /* 16 and 2^-64 */
    return max < 0x60000000u && min1 >= 0x3fffu ? ADM_ES2_LOW : ADM_ES2_ANY;
  }
  return max < 0x60000000u && min1 >= 0x1fffffffu ? ADM_BP_MID : -1;
}

/* Accumulators for sums of `terms` products a lane; levels = 0 where none are exact. Strictly, the
   partial sums of level i stay below 2^(reach - 1) where its constant is 1.5 * 2^reach. */
VFN adm_plan adm_plan_of(int window, adm_bounds a, adm_bounds b, int64_t terms) {
  adm_plan plan = {window, 0, {0, 0, 0}};
  int low = a.ulp + b.ulp;
  int growth = adm_log2_up(terms);
  int reach = a.above + b.above + growth + 1;
  for (int i = 0; i < ADM_LEVELS; i++) {
    plan.unit[i] = reach - 52;
    if (low >= plan.unit[i]) {
      plan.levels = i + 1;
      return plan;
    }
    if (low < plan.unit[0] - 54) { /* what is left of a product would not fit a double */
      return plan;
    }
    reach = plan.unit[i] + growth + 1;
  }
  return plan;
}

VFN double adm_power(int e) {
  uint64_t bits = (uint64_t)(e + 1023) << 52;
  double d;
  memcpy(&d, &bits, sizeof d);
  return d;
}

#endif

/*
 * Exact matrix products of lines of any range, of not too many terms.
 *
 * Values become doubles, whose products are doubles too (those of posit32 with an error that is
 * one). Below k * 2^(row exponent + column exponent) lies a ladder of accumulators, doubles that
 * stay within one binade, so that the unit in their last place is fixed: a product is added to the
 * first, what falls below its unit to the second, and so on. What falls below the last must be 0,
 * which is looked at; else a longer ladder or a quire has to do it. At the end the accumulators are
 * added without error and rounded once.
 */
#ifndef ADM_SIMD_WIDE_PRODUCT_H
#define ADM_SIMD_WIDE_PRODUCT_H

#include "dot.h"
#include "full.h"

enum {
  ADM_WIDE_TERMS = 512, /* the most terms */
  ADM_WIDE_ROWS = 2,    /* rows of results at a time */
  ADM_WIDE_NAR = 2      /* the flag of a line with NaR */
};

/* One line: value k goes to to[k * step]. Returns the exponent, or INT32_MAX where there is a NaR.
 */
VFN int32_t adm_wide_decode(int bits, int es, int64_t terms, const char *from, int64_t stride,
                            double *to, int64_t step) {
  uint32_t order[VL];
  uint32_t lanes[VL];
  double values[2 * VD];
  for (int i = 0; i < VL; i++) lanes[i] = (uint32_t)i;
  vi_store(order, vi_by_pairs(vi_load(lanes)));
  int64_t most = 0;
  for (int64_t k = 0; k < terms; k += VL) {
    const int64_t count = terms - k < VL ? terms - k : VL;
    uint32_t nar = 0;
    for (int64_t i = 0; i < VL; i++) {
      uint32_t u = 0;
      if (i < count) {
        const char *p = from + (k + i) * stride * (bits / 8);
        u = bits == 8 ? *(const adm_e8 *)p : bits == 16 ? *(const adm_e16 *)p : *(const adm_e32 *)p;
        u <<= 32 - bits;
      }
      nar |= u == 0x80000000u;
      lanes[order[i]] = u;
    }
    if (nar) return INT32_MAX;
    const adm_values d = adm_decode_full(es, vi_load(lanes));
    vd_store(values, d.half[0]);
    vd_store(values + VD, d.half[1]);
    for (int64_t i = 0; i < count; i++) {
      int64_t word;
      memcpy(&word, &values[i], 8);
      word &= INT64_MAX;
      most = word > most ? word : most;
      to[(k + i) * step] = values[i];
    }
  }
  return most == 0 ? 0 : (int32_t)(most >> 52) - 1022;
}

/* One step down the ladder: acc += x, and x becomes what fell below the unit. */
VFN vd adm_wide_step(vd *acc, vd x) {
  const vd sum = vd_add(*acc, x);
  const vd rest = vd_sub(x, vd_sub(sum, *acc));
  *acc = sum;
  return rest;
}

/* Adds a product to the ladder; lost gets bits where something fell below it. */
VFN void adm_wide_add(int long_product, int levels, vd a, vd b, vd *acc, vq *lost) {
  const vd product = vd_mul(a, b);
  vd rest = product;
  for (int l = 0; l < levels; l++) rest = adm_wide_step(&acc[l], rest);
  *lost = vq_or(*lost, vd_bits(rest));
  if (long_product) {
    rest = vd_fms(a, b, product);
    for (int l = 1; l < levels; l++) rest = adm_wide_step(&acc[l], rest);
    *lost = vq_or(*lost, vd_bits(rest));
  }
}

/* The sum of three doubles as a double and a rest below its last place; *inexact gets bits where
 * that cannot be said. */
VFN adm_exact adm_wide_join(vd a, vd b, vd c, vq *inexact) {
  const adm_exact high = adm_two_sum(a, b);
  const adm_exact low = adm_two_sum(high.value, c);
  const adm_exact small = adm_two_sum(high.rest, low.rest);
  const adm_exact sum = adm_two_sum(low.value, small.value);
  *inexact = vq_or(*inexact, vd_bits(small.rest));
  return sum;
}

/* ADM_WIDE_ROWS rows by VD columns, rounded to n-bit patterns in row-major order; lanes of
 * `strange` are not 0 where a result is not right. a: rows, one behind the other; b: VD values a
 * term. */
VFN void adm_wide_tile(int bits, int es, int levels, int64_t terms, int carry, const double *a,
                       const double *b, const int32_t *row, const int32_t *col, uint32_t *to,
                       uint32_t *strange) {
  const int long_product = bits == 32 && es == 2;
  vd acc[ADM_WIDE_ROWS][ADM_LEVELS];
  vd start[ADM_WIDE_ROWS][ADM_LEVELS];
  vq lost[ADM_WIDE_ROWS];
  double factor[VD];
  for (int i = 0; i < VD; i++) factor[i] = adm_power(col[i]);
  for (int r = 0; r < ADM_WIDE_ROWS; r++) {
    lost[r] = vq_set(0);
    for (int l = 0; l < ADM_LEVELS; l++) {
      /* k terms below 2^top stay below 2^50 units. */
      const double unit = adm_power(row[r] + (l + 1) * (carry - 50));
      start[r][l] = vd_mul(vd_load(factor), vd_set(unit * 0x1.8p52));
      acc[r][l] = start[r][l];
    }
  }
  for (int64_t k = 0; k < terms; k++) {
    const vd y = vd_load(b + k * VD);
    for (int r = 0; r < ADM_WIDE_ROWS; r++) {
      adm_wide_add(long_product, levels, vd_broadcast(a + r * terms + k), y, acc[r], &lost[r]);
    }
  }
  adm_exact sums[ADM_WIDE_ROWS];
  int64_t lanes[ADM_WIDE_ROWS * VD];
  vi out_of_range = vi_set(0);
  for (int r = 0; r < ADM_WIDE_ROWS; r++) {
    const vd c = levels > 2 ? vd_sub(acc[r][2], start[r][2]) : vd_set(0);
    lost[r] = vq_and(lost[r], vq_set(INT64_MAX)); /* a rest of -0 is none */
    sums[r] =
        adm_wide_join(vd_sub(acc[r][0], start[r][0]), vd_sub(acc[r][1], start[r][1]), c, &lost[r]);
    vq_store(lanes + r * VD, vq_and(lost[r], vq_set(INT64_MAX)));
  }
  vi_store(to, vi_by_pairs(adm_round_exact(bits, es, sums, &out_of_range)));
  vi_store(strange, vi_by_pairs(out_of_range));
  for (int i = 0; i < ADM_WIDE_ROWS * VD; i++) strange[i] |= lanes[i] != 0;
}

#endif

/*
 * Elementwise operations over the whole range of a format, a little slower than in the windows of
 * zip.h.
 *
 * Operands are decoded to doubles without a window. The exact result is a double and a rest that is
 * less than a unit in its last place, of which only the sign counts: the sum of two doubles and its
 * error (Moller 1965, Knuth), the product and quotient and the square root and what a fused
 * multiply-subtract leaves. Taken toward zero, the double holds all bits that a pattern can have
 * and more, so it is rounded once, with the rest as a sticky bit. NaR, division by zero, the root
 * of a negative and results that are among the last few of the range are strange: they are left to
 * the portable core.
 */
#ifndef ADM_SIMD_FULL_H
#define ADM_SIMD_FULL_H

#include "encode.h"

/* Zips have the codes of the tables, maps those and ADM_MAPS. */
enum {
  ADM_ZIP_ADD,
  ADM_ZIP_SUB,
  ADM_ZIP_MUL,
  ADM_ZIP_DIV,
  ADM_FMA = 16,
  ADM_MAPS = 32,
  ADM_SQRT = ADM_MAPS + 2,
  ADM_EXP = ADM_MAPS + 3,
  ADM_TANH = ADM_MAPS + 9,
  ADM_SIGMOID = ADM_MAPS + 10
};

/* VL doubles, in the order of vi_pair_low and vi_pair_high. */
typedef struct {
  vd half[2];
} adm_values;

/* A double and a rest of less than a unit in its last place. */
typedef struct {
  vd value, rest;
} adm_exact;

/* Indexed by the 4 bits behind the first of the regime, inverted where that is 1: how much longer
   than 2 bits the regime of a b-posit is. */
static const uint8_t adm_bp_longer[16] = {4, 3, 2, 2, 1, 1, 1, 1};

/* High and low words of the doubles of the magnitudes m of b-posits, but for zero. The last two
   bits of the regime and the exponent bits are one field; the longer regimes of n - 1 >= 6 bits
   change the scale by 32 each bit, and those of 6 bits without a terminating bit join in. */
VFN void adm_bp_words(vi m, vi *high, vi *low) {
  vi ones = vi_sra(vi_sll(m, 1), 31);
  vi longer = vi_table(adm_bp_longer, vi_and(vi_xor(vi_srl(m, 26), ones), vi_set(15)));
  vi field = vi_and(vi_sllv(m, longer), vi_set(INT32_MAX));
  vi scale = vi_sub(vi_xor(vi_sll(longer, 25), vi_xor(ones, vi_set(-1))), vi_xor(ones, vi_set(-1)));
  *high = vi_add(vi_add(vi_srl(field, 4), vi_set((1023 - 64) << 20)), scale);
  *low = vi_sll(field, 28);
}

/* The values of left-aligned patterns other than NaR. */
VFN adm_values adm_decode_full(int es, vi u) {
  adm_values r;
  vi m = vi_abs(u);
  vi zero = vi_eq(m, vi_set(0));
  vi sign = vi_and(u, vi_set(INT32_MIN));
  vq x0;
  vq x1;
  if (es == 2) {
    vi doubled = vi_by_pairs(vi_sll(m, 1));
    x0 = vq_or(adm_es2_any(vi_lower(doubled)), vi_pair_low(vi_set(0), sign));
    x1 = vq_or(adm_es2_any(vi_upper(doubled)), vi_pair_high(vi_set(0), sign));
  } else {
    vi high;
    vi low;
    adm_bp_words(m, &high, &low);
    x0 = vi_pair_low(low, vi_or(high, sign));
    x1 = vi_pair_high(low, vi_or(high, sign));
  }
  r.half[0] = vq_double(vq_andnot(vi_pair_low(zero, zero), x0));
  r.half[1] = vq_double(vq_andnot(vi_pair_high(zero, zero), x1));
  return r;
}

/* The n-bit patterns of doubles of words high:low, truncated, sticky not 0 where something is left.
   Sets *strange where a result is not 0 and has one of the longest regimes. */
VFN vi adm_encode_full(int n, int es, vi high, vi low, vi sticky, vi *strange) {
  const int reach = es == 2 ? 4 * (n - 4) : 160; /* scales in -reach..reach - 1 */
  vi m = vi_and(high, vi_set(INT32_MAX));
  vi zero = vi_eq(m, vi_set(0));
  vi above = vi_sub(m, vi_set((1023 - reach) << 20));
  vi inside = vi_eq(vi_minu(above, vi_set((2 * reach << 20) - 1)), above);
  *strange = vi_or(*strange, vi_andnot(vi_or(inside, zero), vi_set(-1)));
  vi q;
  if (es == 2) {
    q = adm_es2_encode(n, m, low, sticky);
  } else {
    vi regime = vi_sra(vi_sub(m, vi_set(1023 << 20)), 25);
    vi below1 = vi_sra(regime, 31);
    vi longer = vi_minu(vi_xor(regime, below1), vi_set(4));
    vi scale = vi_sub(vi_xor(vi_sll(longer, 25), below1), below1);
    vi field = vi_sub(vi_sub(m, vi_set((1023 - 64) << 20)), scale);
    vi x = vi_or(vi_sll(field, 5), vi_srl(low, 27));
    sticky = vi_minu(vi_or(sticky, vi_sll(low, 5)), vi_set(1));
    vi rest = vi_or(vi_sllv(x, vi_sub(vi_set(n - 1), longer)), sticky);
    q = adm_round_to_even(vi_srl(vi_srav(x, longer), 33 - n), rest);
  }
  return vi_sign(vi_andnot(zero, q), high);
}

VFN vd adm_with_sign(vd a, vd of) {
  return vq_double(vq_xor(vd_bits(a), vq_and(vd_bits(of), vq_set(ADM_SIGN64))));
}

/* a + b is the value and the rest. */
VFN adm_exact adm_two_sum(vd a, vd b) {
  adm_exact r;
  r.value = vd_add(a, b);
  vd part = vd_sub(r.value, a);
  r.rest = vd_add(vd_sub(a, vd_sub(r.value, part)), vd_sub(b, part));
  return r;
}

/* x + c, where the rest of x and of x + c add up: c and what x stands for have so few bits that
   where their sum cancels, its error is 0. */
VFN adm_exact adm_plus(adm_exact x, vd c) {
  adm_exact sum = adm_two_sum(x.value, c);
  adm_exact small = adm_two_sum(sum.rest, x.rest);
  sum = adm_two_sum(sum.value, small.value);
  sum.rest = vd_add(sum.rest, small.rest);
  return sum;
}

/* Products of b-posits and of 16 bits have at most 50 bits. */
VFN adm_exact adm_operate(int bits, int es, int op, vd a, vd b, vd c) {
  const int long_product = bits == 32 && es == 2;
  adm_exact r = {a, vd_set(0)};
  switch (op) {
    case ADM_ZIP_ADD:
      return adm_two_sum(a, b);
    case ADM_ZIP_SUB:
      return adm_two_sum(a, vq_double(vq_xor(vd_bits(b), vq_set(ADM_SIGN64))));
    case ADM_ZIP_DIV:
      r.value = vd_div(a, b);
      r.rest = adm_with_sign(vd_sub(vd_set(0), vd_fms(r.value, b, a)), b);
      return r;
    case ADM_SQRT:
      r.value = vd_sqrt(a);
      r.rest = vd_sub(vd_set(0), vd_fms(r.value, r.value, a));
      return r;
    default:
      r.value = vd_mul(a, b);
      if (long_product) {
        r.rest = vd_fms(a, b, r.value);
      }
      if (op == ADM_ZIP_MUL) {
        return r;
      }
      return long_product ? adm_plus(r, c) : adm_two_sum(r.value, c);
  }
}

/* Rounded to n-bit patterns. */
VFN vi adm_round_exact(int n, int es, const adm_exact *halves, vi *strange) {
  vq truncated[2];
  vq rest[2];
  for (int h = 0; h < 2; h++) {
    /* As seen from zero, and without a negative zero. */
    rest[h] = vd_bits(vd_add(adm_with_sign(halves[h].rest, halves[h].value), vd_set(0)));
    truncated[h] = vq_add(vd_bits(halves[h].value), vq_sign(rest[h]));
  }
  return adm_encode_full(n, es, vi_unpair_high(truncated[0], truncated[1]),
                         vi_unpair_low(truncated[0], truncated[1]),
                         vi_unpair_high(rest[0], rest[1]), strange);
}

/* Left-aligned operands to n-bit patterns in 32-bit lanes; *strange where they are not all right.
 */
VFN vi adm_full_lanes(int bits, int es, int op, vi a, vi b, vi c, vi *strange) {
  const vi nar = vi_set(INT32_MIN);
  const int operands = op == ADM_SQRT ? 1 : op == ADM_FMA ? 3 : 2;
  *strange = vi_eq(a, nar);
  if (operands > 1) *strange = vi_or(*strange, vi_eq(b, nar));
  if (operands > 2) *strange = vi_or(*strange, vi_eq(c, nar));
  if (op == ADM_ZIP_DIV) *strange = vi_or(*strange, vi_eq(b, vi_set(0)));
  if (op == ADM_SQRT) *strange = vi_or(*strange, vi_sra(a, 31));
  const adm_values x = adm_decode_full(es, a);
  const adm_values y = operands > 1 ? adm_decode_full(es, b) : x;
  const adm_values z = operands > 2 ? adm_decode_full(es, c) : x;
  adm_exact r[2];
  for (int h = 0; h < 2; h++) {
    r[h] = adm_operate(bits, es, op, x.half[h], y.half[h], z.half[h]);
  }
  return adm_round_exact(bits, es, r, strange);
}

#endif

/*
 * Exponentials over arrays of 32-bit patterns, correctly rounded.
 *
 * A double is computed whose relative error is below a margin. Rounding is monotonic, so where the
 * two ends of the margin round to one pattern, so does the exact value between them; where they do
 * not, which is one operand in 2^15 or fewer, the lane is strange, and the portable core decides.
 */
#ifndef ADM_SIMD_FUNCTIONS_H
#define ADM_SIMD_FUNCTIONS_H

#include "full.h"

/* Operands from here on are strange: results leave the range of doubles or of the formats. */
#define ADM_EXP_LIMIT_HIGH ((1023 + 7) << 20)

/* The margin of every function; the tangent below has the largest error, 2^-45. */
#define ADM_MARGIN 0x1p-43

VFN vd adm_negate(vd a) { return vq_double(vq_xor(vd_bits(a), vq_set(ADM_SIGN64))); }

/* e^x within 2^-50 for |x| < 256: 2^k e^r with |r| <= log(2)/2, e^r by its series up to r^13/13!,
   of which the rest is below 2^-57. */
VFN vd adm_exp_of(vd x) {
  static const double inverse_factorials[] = {
      1.0 / 6227020800.0, 1.0 / 479001600.0, 1.0 / 39916800.0, 1.0 / 3628800.0,
      1.0 / 362880.0,     1.0 / 40320.0,     1.0 / 5040.0,     1.0 / 720.0,
      1.0 / 120.0,        1.0 / 24.0,        1.0 / 6.0,        0.5};
  const vd round = vd_set(0x1.8p52);
  const vd shifted = vd_fma(x, vd_set(0x1.71547652b82fep+0), round); /* 1/log(2) */
  const vd k = vd_sub(round, shifted);                               /* negative */
  const vd r = vd_fma(k, vd_set(0x1.abc9e3b39803fp-56), vd_fma(k, vd_set(0x1.62e42fefa39efp-1), x));
  vd p = vd_set(inverse_factorials[0]);
  for (int i = 1; i < 12; i++) {
    p = vd_fma(p, r, vd_set(inverse_factorials[i]));
  }
  p = vd_fma(vd_fma(p, r, vd_set(1)), r, vd_set(1));
  return vq_double(vq_add(vd_bits(p), vq_sll(vd_bits(shifted), 52)));
}

/* 1/(1 + e^-x). */
VFN vd adm_sigmoid_of(vd x) {
  return vd_div(vd_set(1), vd_add(vd_set(1), adm_exp_of(adm_negate(x))));
}

/* (1 - e)/(1 + e) of e = e^-2|x|, within 2^-45 from 2^-5 on, below that the series up to x^11, of
   which the rest is below 2^-65. */
VFN vd adm_tanh_of(vd x) {
  static const double series[] = {-1382.0 / 155925, 62.0 / 2835, -17.0 / 315, 2.0 / 15, -1.0 / 3};
  const vd m = vq_double(vq_andnot(vq_set(ADM_SIGN64), vd_bits(x)));
  const vd e = adm_exp_of(vd_mul(m, vd_set(-2)));
  const vd far = vd_div(vd_sub(vd_set(1), e), vd_add(vd_set(1), e));
  const vd square = vd_mul(m, m);
  vd p = vd_set(series[0]);
  for (int i = 1; i < 5; i++) {
    p = vd_fma(p, square, vd_set(series[i]));
  }
  const vd near = vd_fma(vd_mul(p, square), m, m);
  const vq is_near = vq_sign(vd_bits(vd_sub(m, vd_set(0x1p-5))));
  const vq chosen = vq_or(vq_and(is_near, vd_bits(near)), vq_andnot(is_near, vd_bits(far)));
  return adm_with_sign(vq_double(chosen), x);
}

VFN vi adm_encode_doubles(int n, int es, const vd *halves, vi *strange) {
  const vq low = vd_bits(halves[0]);
  const vq high = vd_bits(halves[1]);
  return adm_encode_full(n, es, vi_unpair_high(low, high), vi_unpair_low(low, high), vi_set(0),
                         strange);
}

/* As adm_full_lanes. */
VFN vi adm_function_lanes(int bits, int es, int op, vi a, vi *strange) {
  const adm_values x = adm_decode_full(es, a);
  vd below[2];
  vd above[2];
  for (int h = 0; h < 2; h++) {
    const vd v = x.half[h];
    const vd y = op == ADM_EXP    ? adm_exp_of(v)
                 : op == ADM_TANH ? adm_tanh_of(v)
                                  : adm_sigmoid_of(v);
    below[h] = vd_mul(y, vd_set(1 - ADM_MARGIN));
    above[h] = vd_mul(y, vd_set(1 + ADM_MARGIN));
  }
  const vi high = vi_unpair_high(vd_bits(x.half[0]), vd_bits(x.half[1]));
  *strange = vi_or(vi_eq(a, vi_set(INT32_MIN)),
                   vi_gt(vi_and(high, vi_set(INT32_MAX)), vi_set(ADM_EXP_LIMIT_HIGH - 1)));
  const vi q = adm_encode_doubles(bits, es, below, strange);
  const vi same = vi_eq(q, adm_encode_doubles(bits, es, above, strange));
  *strange = vi_or(*strange, vi_andnot(same, vi_set(-1)));
  return q;
}

#endif

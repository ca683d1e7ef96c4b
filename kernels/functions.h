/*
 * Elementary functions of posits and b-posits, in the common subset of C11 and OpenCL C 1.2.
 *
 * Every function is evaluated in integers with an error below 2^-110 of the result and rounded
 * once. So results are correctly rounded unless the value of the function comes as near as that to
 * a rounding boundary: never in 8 and 16 bits, where every operand is tested; in 32 bits the
 * expected number of such operands is below 2^-40; in 64 bits they are one in 2^47, and the error
 * stays below 1/2 + 2^-46 units in the last place. Values that lie on a boundary, or beside one,
 * for an algebraic reason are rounded correctly in every width.
 *
 * A NaR operand gives NaR; so do log and log2 of 0 and of negatives, rsqrt of 0 and of negatives,
 * and reciprocal of 0. Results beyond the range are maxpos or minpos. The product rs * 2^es, which
 * bounds the scales of the format, must not exceed ADM_FUNCTION_MAX_SCALE; rsqrt and reciprocal
 * take any format.
 *
 * The same steps, limb by limb, make the Java reference (dev.adamant.number.Function).
 */
#ifndef ADM_FUNCTIONS_H
#define ADM_FUNCTIONS_H

#include "function_tables.h"
#include "posit.h"
#include "wide.h"

#define ADM_FUNCTION_MAX_SCALE 1023

/* The exponential */

/* 2^(whole + f/2^128): two tables for the leading 12 bits of f, a series for the others. The result
   is never too great. */
ADM_FN adm_wide adm_power_of_two(adm_i32 whole, adm_u128 f) {
  adm_i32 coarse = 2 * (adm_i32)(f.hi >> 58);
  adm_i32 fine = 2 * (adm_i32)(f.hi >> 52 & 63);
  adm_u128 y = adm_pair_mul(adm_pair(f.hi & adm_ones(52), f.lo), adm_pair_at(ADM_LN_2, 0));
  adm_u64 z = y.hi << 12 | y.lo >> 52; /* y * 2^12 */
  adm_u64 tail = ADM_EXP_SERIES[1] + (adm_mulhi64(z, ADM_EXP_SERIES[0]) >> 12);
  adm_u128 sum;
  adm_u128 power;
  tail = ADM_EXP_SERIES[2] + (adm_mulhi64(z, tail) >> 12);
  tail = ADM_EXP_SERIES[3] + (adm_mulhi64(z, tail) >> 12);
  tail = adm_mulhi64(z, tail);
  sum = adm_pair_add(adm_pair_at(ADM_EXP_SERIES, 4), adm_pair(tail >> 12, tail << 52));
  sum = adm_pair_add(adm_pair_at(ADM_EXP_SERIES, 6), adm_pair_mul(y, sum));
  sum = adm_pair_add(adm_pair(ADM_TOP_BIT, 0), adm_pair_mul(y, sum));
  sum = adm_pair_add(y, adm_pair_mul(y, adm_pair_mul(y, sum))); /* e^y - 1 */
  power = adm_pair_at(ADM_EXP2_FINE, fine);
  sum = adm_pair_add(adm_pair_add(power, sum), adm_pair_mul(power, sum));
  power = adm_pair_at(ADM_EXP2_COARSE, coarse);
  return adm_wide_of(0, whole, adm_pair_add(power, adm_pair_mul(power, sum)));
}

/* 2^t, t = (-1)^negative * (p2, p1, p0)/2^190 * 2^scale, scale at most 10. */
ADM_FN adm_wide adm_power_of_two_at(adm_i32 negative, adm_i32 scale, adm_u64 p2, adm_u64 p1,
                                    adm_u64 p0) {
  adm_i32 shift = 62 - scale;
  adm_i32 whole = (adm_i32)adm_shr64(p2, shift);
  adm_u128 f;
  if (shift < 64) {
    f = adm_pair(p2 << 1 << (63 - shift) | p1 >> shift, p1 << 1 << (63 - shift) | p0 >> shift);
  } else {
    f = adm_pair_shr(adm_pair(p2, p1), shift - 64);
  }
  if (negative) {
    f = adm_pair_negate_if(f, ~(adm_u64)0);
    whole = -whole - ((f.hi | f.lo) != 0);
  }
  return adm_power_of_two(whole, f);
}

/* e^x for |x| below 2^10, the sign and magnitude of x given apart. */
ADM_SHARED_FN adm_wide adm_exp_wide(adm_i32 negative, adm_i32 scale, adm_u64 sig) {
  adm_u64 carried = adm_mulhi64(sig, ADM_LOG2_E[2]);
  adm_u64 p0 = sig * ADM_LOG2_E[1] + carried;
  adm_u64 p1 = sig * ADM_LOG2_E[0];
  adm_u64 p2 = adm_mulhi64(sig, ADM_LOG2_E[0]);
  carried = adm_mulhi64(sig, ADM_LOG2_E[1]) + (adm_u64)(p0 < carried);
  p1 += carried;
  return adm_power_of_two_at(negative, scale, p2 + (adm_u64)(p1 < carried), p1, p0);
}

/* 2^x for |x| below 2^10. */
ADM_SHARED_FN adm_wide adm_exp2_wide(adm_num x) {
  return adm_power_of_two_at(x.negative, x.scale, x.sig >> 1, x.sig << 63, 0);
}

/* e^x for |x| below 2^-40, as 1 + x + x^2/2: exact to the last bit, since 1 + x may be a tie. */
ADM_SHARED_FN adm_wide adm_exp_near_0(adm_num x) {
  adm_u128 first;
  adm_u128 second;
  if (x.scale < -65) {
    return x.negative ? adm_wide_below_one() : adm_wide_of(0, 0, adm_pair(ADM_TOP_BIT, 0));
  }
  /* In 127 fraction bits above 1, in 128 below. */
  first = adm_pair_shr(adm_pair(x.sig, 0), -x.scale - x.negative);
  second = adm_square(adm_wide_num(x));
  if (x.negative) {
    second = adm_pair_shr(second, 1);
    return adm_wide_of(0, -1, adm_pair_sub(second, first));
  }
  second = adm_pair_shr(second, 2);
  first.hi |= ADM_TOP_BIT;
  return adm_wide_of(0, 0, adm_pair_add(first, second));
}

ADM_FN adm_u64 adm_exp(int n, int rs, int es, adm_u64 a) {
  adm_num x;
  if (adm_is_special(n, a)) return a == 0 ? adm_one(n) : a;
  x = adm_decode(n, rs, es, a);
  if (x.scale > 9) return x.negative ? 1 : adm_maxpos(n);
  if (x.scale < -40) return adm_wide_round(n, rs, es, adm_exp_near_0(x));
  return adm_wide_round(n, rs, es, adm_exp_wide(x.negative, x.scale, x.sig));
}

ADM_FN adm_u64 adm_exp2(int n, int rs, int es, adm_u64 a) {
  adm_num x;
  if (adm_is_special(n, a)) return a == 0 ? adm_one(n) : a;
  x = adm_decode(n, rs, es, a);
  if (x.scale > 9) return x.negative ? 1 : adm_maxpos(n);
  if (x.scale >= 0 && x.sig << x.scale << 1 == 0) {
    adm_i32 whole = (adm_i32)(x.sig >> (63 - x.scale));
    return adm_encode(n, rs, es, 0, x.negative ? -whole : whole, ADM_TOP_BIT, 0);
  }
  if (x.scale < -65) return adm_wide_round(n, rs, es, adm_exp_near_0(x));
  return adm_wide_round(n, rs, es, adm_exp2_wide(x));
}

/* Functions of e^-|x| */

/* 1/d in 128 fraction bits, d = x/2^127 from 1 to below 2, never too great: 30 bits by a division,
   then twice and again twice as many by Newton's method. */
ADM_FN adm_u128 adm_reciprocal_wide(adm_u128 x) {
  adm_u64 r = ((ADM_TOP_BIT - 1) / ((x.hi >> 32) + 1)) << 32;
  adm_u64 error = ADM_TOP_BIT - adm_mulhi64(x.hi, r);
  adm_u64 low;
  adm_u128 rest;
  r += adm_mulhi64(r, error << 1) - 4;
  /* 1 - d*r, below 2^-58, in 191 fraction bits; its bits from 2^-59 down. */
  low = x.lo * r;
  rest = adm_pair(adm_mulhi64(x.hi, r), x.hi * r);
  rest = adm_pair_add(rest, adm_pair(0, adm_mulhi64(x.lo, r)));
  rest = adm_pair_sub(adm_pair(ADM_TOP_BIT, 0), rest);
  rest = adm_pair_sub(rest, adm_pair(0, (adm_u64)(low != 0)));
  error = rest.hi << 59 | rest.lo >> 5;
  rest = adm_pair_shr(adm_pair(adm_mulhi64(r, error), r * error), 58);
  return adm_pair_add(adm_pair(r, 0), rest);
}

/* 1/(1 + e), e below 1. */
ADM_FN adm_wide adm_logistic(adm_wide e) {
  adm_u128 d = adm_pair_shr(e.sig, -e.scale);
  d.hi |= ADM_TOP_BIT;
  return adm_wide_of(0, -1, adm_reciprocal_wide(d));
}

/* 1/(1 + e^-x) for |x| below 2^-36, as 1/2 + x/4 rounded towards 1/2, since it may be a tie. */
ADM_FN adm_wide adm_sigmoid_near_0(adm_num x) {
  adm_u128 quarter;
  if (x.scale < -62) {
    return x.negative ? adm_wide_of(0, -2, adm_wide_below_one().sig)
                      : adm_wide_of(0, -1, adm_pair(ADM_TOP_BIT, 0));
  }
  quarter = adm_pair_shr(adm_pair(x.sig, 0), 1 - x.scale);
  if (x.negative) return adm_wide_of(0, -1, adm_pair_sub(adm_pair(ADM_TOP_BIT, 0), quarter));
  quarter = adm_pair_sub(quarter, adm_pair(0, 1));
  return adm_wide_of(0, -1, adm_pair_add(adm_pair(ADM_TOP_BIT, 0), quarter));
}

/* 1/(1 + e^-x) for |x| below 2^10. */
ADM_SHARED_FN adm_wide adm_sigmoid_wide(adm_num x) {
  adm_wide e;
  if (x.scale < -36) return adm_sigmoid_near_0(x);
  if (x.scale > 6 && !x.negative) return adm_wide_below_one();
  e = adm_exp_wide(1, x.scale, x.sig);
  return x.negative ? adm_wide_mul(e, adm_logistic(e)) : adm_logistic(e);
}

/* tanh x for |x| not below 2^-35. */
ADM_SHARED_FN adm_wide adm_tanh_wide(adm_num x) {
  adm_wide e;
  adm_u128 fraction;
  adm_wide v;
  if (x.scale < -8) return adm_odd_series(ADM_TANH_SERIES, adm_wide_num(x));
  if (x.scale > 5) {
    v = adm_wide_below_one();
    v.negative = x.negative;
    return v;
  }
  e = adm_exp_wide(1, x.scale + 1, x.sig);
  fraction = adm_wide_fraction(e);
  v = adm_wide_of(x.negative, -1, adm_pair(~fraction.hi, ~fraction.lo));
  return adm_wide_mul(v, adm_logistic(e));
}

ADM_FN adm_u64 adm_sigmoid(int n, int rs, int es, adm_u64 a) {
  adm_num x;
  if (adm_is_special(n, a)) {
    return a == 0 ? adm_encode(n, rs, es, 0, -1, ADM_TOP_BIT, 0) : a;
  }
  x = adm_decode(n, rs, es, a);
  if (x.scale > 9) return x.negative ? 1 : adm_one(n);
  return adm_wide_round(n, rs, es, adm_sigmoid_wide(x));
}

ADM_FN adm_u64 adm_tanh(int n, int rs, int es, adm_u64 a) {
  adm_num x;
  if (adm_is_special(n, a)) return a;
  x = adm_decode(n, rs, es, a);
  if (x.scale < -35) return a; /* within a quarter of the last place */
  return adm_wide_round(n, rs, es, adm_tanh_wide(x));
}

/* The logarithm */

/* log(1 + r) + addend, |r| below 2^-13; to base 2 where asked. Relatively as precise as r where the
   addend is 0. */
ADM_FN adm_wide adm_log_sum(adm_i32 base2, adm_wide r, adm_fixed addend) {
  adm_u128 z = adm_pair_shr(r.sig, -13 - r.scale); /* |r| * 2^12 */
  adm_u64 minus = (adm_u64)r.negative - 1;
  adm_u64 tail = ADM_LOG_SERIES[0];
  adm_u128 sum;
  adm_fixed term;
  adm_wide v;
  for (adm_i32 i = 1; i < 5; i++) {
    tail = ADM_LOG_SERIES[i] + (((adm_mulhi64(z.hi, tail) >> 12) ^ minus) - minus);
  }
  tail = adm_mulhi64(z.hi, tail);
  sum = adm_pair_negate_if(adm_pair(tail >> 12, tail << 52), minus);
  sum = adm_pair_add(adm_pair_at(ADM_LOG_SERIES, 5), sum);
  sum = adm_pair_negate_if(adm_pair_shr(adm_pair_mul(z, sum), 12), minus);
  sum = adm_pair_add(adm_pair_at(ADM_LOG_SERIES, 7), sum);
  sum = adm_pair_negate_if(adm_pair_shr(adm_pair_mul(z, sum), 12), minus);
  sum = adm_pair_add(adm_pair(ADM_TOP_BIT, 0), sum);
  sum = adm_pair_negate_if(adm_pair_shr(adm_pair_mul(z, sum), 13), minus);
  sum = adm_pair_add(adm_pair(ADM_TOP_BIT, 0), sum); /* log(1 + r)/r in 127 fraction bits */
  v = adm_wide_mul(r, adm_wide_of(0, 0, sum));
  if (base2) v = adm_wide_mul(v, adm_wide_of(0, 0, adm_pair_at(ADM_LOG2_E, 0)));
  if ((addend.whole | addend.f.hi | addend.f.lo) == 0) return v;
  term = adm_fixed_of(0, adm_wide_fraction(v));
  term = adm_fixed_negate_if(term, 0 - (adm_u64)v.negative);
  return adm_fixed_wide(adm_fixed_add(addend, term));
}

/* e * log(2), or e; then the logarithm of 1/factors, given as a signed fraction to base e. */
ADM_FN adm_fixed adm_log_whole(adm_i32 base2, adm_i32 e, adm_u128 logs) {
  adm_u64 size = (adm_u64)(e < 0 ? -e : e);
  adm_u64 minus = 0 - (logs.hi >> 63);
  adm_fixed sum = adm_fixed_of(size, adm_pair(0, 0));
  if (base2) {
    logs = adm_pair_mul(adm_pair_negate_if(logs, minus), adm_pair_at(ADM_LOG2_E, 0));
    logs = adm_pair_negate_if(adm_pair_add(logs, logs), minus);
  } else {
    sum.f = adm_pair_add(adm_pair(size * ADM_LN_2[0], size * ADM_LN_2[1]),
                         adm_pair(adm_mulhi64(size, ADM_LN_2[1]), 0));
    sum.whole = adm_mulhi64(size, ADM_LN_2[0]) + (adm_u64)(sum.f.hi < size * ADM_LN_2[0]);
  }
  return adm_fixed_add(adm_fixed_negate_if(sum, 0 - (adm_u64)(e < 0)), adm_fixed_of(minus, logs));
}

/* log(m/2^127 * 2^e) + addend, m from 2^127 to below 2^128; to base 2 where asked. */
ADM_SHARED_FN adm_wide adm_log_wide(adm_i32 base2, adm_u128 m, adm_i32 e, adm_fixed addend) {
  adm_i32 halved = m.hi >= (adm_u64)3 << 62;
  adm_i32 coarse;
  adm_i32 fine;
  adm_u64 factor;
  adm_u64 top;
  adm_u64 minus;
  adm_u128 low;
  adm_u128 logs;
  /* m from 3/4 to 3/2, times a factor from each table, is 1 + r. The first factor makes it
     1 + j/8192 to the nearest j, which chooses the second. */
  m = adm_pair_shr(m, halved);
  coarse = 3 * ((adm_i32)(m.hi >> 56) - 96);
  factor = ADM_LOG_COARSE[coarse];
  fine = (adm_i32)(((m.hi >> 10) * factor + ((adm_u64)1 << 48)) >> 49) - 8192;
  factor *= (adm_u64)(8192 - fine);
  logs = adm_pair_add(adm_pair_at(ADM_LOG_COARSE, coarse + 1),
                      adm_pair_at(ADM_LOG_FINE, 2 * (fine + 64)));
  /* The product has 149 fraction bits. In those of r * 2^12, 128 of them, its 1 falls off. */
  low = adm_pair_add(adm_pair(m.hi * factor, m.lo * factor),
                     adm_pair(adm_mulhi64(m.lo, factor), 0));
  top = adm_mulhi64(m.hi, factor) + (adm_u64)(low.hi < m.hi * factor);
  low = adm_pair(top << 55 | low.hi >> 9, low.hi << 55 | low.lo >> 9);
  minus = 0 - (low.hi >> 63);
  return adm_log_sum(base2,
                     adm_wide_of((adm_i32)(minus & 1), -13, adm_pair_negate_if(low, minus)),
                     adm_fixed_add(addend, adm_log_whole(base2, e + halved, logs)));
}

/* log(1 + e^x) for |x| below 2^10 and x below 2^7. */
ADM_SHARED_FN adm_wide adm_softplus_wide(adm_num x) {
  adm_wide e = adm_exp_wide(1, x.scale, x.sig);
  adm_fixed addend = adm_fixed_of(0, adm_pair(0, 0));
  if (!x.negative) {
    if (x.scale < 0) {
      addend.f = adm_pair_shr(adm_pair(x.sig, 0), -1 - x.scale);
    } else {
      addend.whole = x.sig >> (63 - x.scale);
      addend.f.hi = x.sig << x.scale << 1;
    }
  }
  if (e.scale < -14) return adm_log_sum(0, e, addend);
  if (e.scale == 0) return adm_log_wide(0, e.sig, 1, addend); /* e^-|x| came out as 1 */
  e.sig = adm_pair_shr(e.sig, -e.scale);
  e.sig.hi |= ADM_TOP_BIT;
  return adm_log_wide(0, e.sig, 0, addend);
}

ADM_FN adm_u64 adm_log(int n, int rs, int es, adm_u64 a) {
  adm_num x;
  if (adm_is_special(n, a) || a > adm_nar(n)) return adm_nar(n);
  if (a == adm_one(n)) return 0;
  x = adm_decode(n, rs, es, a);
  return adm_wide_round(n, rs, es,
                        adm_log_wide(0, adm_pair(x.sig, 0), x.scale,
                                     adm_fixed_of(0, adm_pair(0, 0))));
}

ADM_FN adm_u64 adm_log2(int n, int rs, int es, adm_u64 a) {
  adm_num x;
  if (adm_is_special(n, a) || a > adm_nar(n)) return adm_nar(n);
  if (a == adm_one(n)) return 0;
  x = adm_decode(n, rs, es, a);
  if (x.sig == ADM_TOP_BIT) {
    adm_u64 size = (adm_u64)(x.scale < 0 ? -x.scale : x.scale);
    adm_i32 zeros = adm_clz64(size);
    return adm_encode(n, rs, es, x.scale < 0, 63 - zeros, size << zeros, 0);
  }
  return adm_wide_round(n, rs, es,
                        adm_log_wide(1, adm_pair(x.sig, 0), x.scale,
                                     adm_fixed_of(0, adm_pair(0, 0))));
}

ADM_FN adm_u64 adm_softplus(int n, int rs, int es, adm_u64 a) {
  adm_num x;
  if (adm_is_special(n, a)) {
    if (a != 0) return a;
    return adm_encode(n, rs, es, 0, -1, ADM_LN_2[0], 1);
  }
  x = adm_decode(n, rs, es, a);
  if (x.negative ? x.scale > 9 : x.scale > 6) return x.negative ? 1 : a;
  return adm_wide_round(n, rs, es, adm_softplus_wide(x));
}

/* Sine and cosine */

/* x modulo pi/2, nearest to 0, for |x| from 1 up; the multiple of pi/2 is added to the quadrant. */
ADM_FN adm_wide adm_reduce(adm_num x, adm_u32 *quadrant) {
  /* |x| * 2/pi modulo 4 in 254 fraction bits. Bits of 2/pi that only make multiples of 4 are left
     out; what lies below the window stays below 2^-190. */
  adm_i32 word = (x.scale + 63) >> 6;
  adm_i32 shift = (x.scale + 63) & 63;
  adm_u64 window[4];
  adm_u128 low;
  adm_u128 high;
  adm_u64 folded;
  adm_i32 scale = -1;
  adm_wide v;
  for (adm_i32 i = 0; i < 4; i++) {
    window[i] = ADM_TWO_OVER_PI[word + i] << shift |
                ADM_TWO_OVER_PI[word + i + 1] >> 1 >> (63 - shift);
  }
  low = adm_pair_add(adm_pair(adm_mulhi64(x.sig, window[3]), x.sig * window[3]),
                     adm_pair(x.sig * window[2], 0));
  high = adm_pair(x.sig * window[0] + adm_mulhi64(x.sig, window[1]), x.sig * window[1]);
  high = adm_pair_add(high, adm_pair(0, adm_mulhi64(x.sig, window[2]) +
                                            (adm_u64)(low.hi < x.sig * window[2])));
  *quadrant = (adm_u32)(high.hi >> 62);
  high = adm_pair(high.hi << 2 | high.lo >> 62, high.lo << 2 | low.hi >> 62);
  low = adm_pair(low.hi << 2 | low.lo >> 62, low.lo << 2);

  folded = 0 - (high.hi >> 63);
  *quadrant += (adm_u32)(folded & 1);
  high = adm_pair(high.hi ^ folded, high.lo ^ folded);
  low = adm_pair(low.hi ^ folded, low.lo ^ folded);
  if (high.hi == 0) {
    high = adm_pair(high.lo, low.hi);
    low.hi = low.lo;
    scale -= 64;
  }
  v = adm_wide_of((adm_i32)(folded & 1), scale, high);
  v.sig.lo |= low.hi >> 1 >> (63 - scale + v.scale);
  return adm_wide_mul(v, adm_wide_of(0, 0, adm_pair_at(ADM_HALF_PI, 0)));
}

/* The sine of x + quadrant * pi/2. */
ADM_SHARED_FN adm_wide adm_sin_wide(adm_num x, adm_u32 quadrant) {
  adm_wide v = adm_wide_num(x);
  if (x.scale >= 0) {
    adm_u32 turns;
    v = adm_reduce(x, &turns);
    v.negative ^= x.negative;
    quadrant += x.negative ? 0 - turns : turns;
  }
  if (quadrant & 1) {
    v = adm_wide_of(0, -1, adm_alternating_series(ADM_COS_SERIES, adm_square(v)));
  } else {
    v = adm_odd_series(ADM_SIN_SERIES, v);
  }
  v.negative ^= (adm_i32)(quadrant >> 1 & 1);
  return v;
}

ADM_FN adm_u64 adm_sin(int n, int rs, int es, adm_u64 a) {
  adm_num x;
  if (adm_is_special(n, a)) return a;
  x = adm_decode(n, rs, es, a);
  if (x.scale < -35) return a; /* within a quarter of the last place */
  return adm_wide_round(n, rs, es, adm_sin_wide(x, 0));
}

ADM_FN adm_u64 adm_cos(int n, int rs, int es, adm_u64 a) {
  adm_num x;
  if (adm_is_special(n, a)) return a == 0 ? adm_one(n) : a;
  x = adm_decode(n, rs, es, a);
  if (x.scale < -35) return adm_one(n); /* within a quarter of the last place */
  return adm_wide_round(n, rs, es, adm_sin_wide(x, 1));
}

/* Reciprocals */

/* Whether y/2^64 is below 1/sqrt(m), m = sig/2^63 * 2^odd. */
ADM_FN adm_i32 adm_below_rsqrt(adm_u64 y, adm_u64 sig, adm_i32 odd) {
  adm_u64 high = adm_mulhi64(y, y);
  adm_u64 middle = adm_mulhi64(y * y, sig);
  adm_u64 top = adm_mulhi64(high, sig) + (adm_u64)(high * sig + middle < middle);
  return top < ADM_TOP_BIT >> odd;
}

/* floor(2^64/sqrt(m)), m = sig/2^63 * 2^odd, m above 1: Newton's method from a line below the
   curve, then the last units by exact comparison. */
ADM_SHARED_FN adm_u64 adm_rsqrt_floor(adm_u64 sig, adm_i32 odd) {
  adm_u64 y = 5 * (((adm_u64)1 << 62) - (sig >> 3));
  for (adm_i32 i = 0; i < 5; i++) {
    adm_u64 square = adm_mulhi64(adm_mulhi64(y, y), sig);
    y += square < ADM_TOP_BIT ? adm_mulhi64(y, ADM_TOP_BIT - square) : 0;
  }
  if (odd) y = adm_mulhi64(y, ADM_EXP2_COARSE[64]); /* sqrt(1/2) */
  while (!adm_below_rsqrt(y, sig, odd)) y--;
  while (adm_below_rsqrt(y + 1, sig, odd)) y++;
  return y;
}

ADM_FN adm_u64 adm_rsqrt(int n, int rs, int es, adm_u64 a) {
  adm_num x;
  adm_i32 root_scale;
  if (adm_is_special(n, a) || a > adm_nar(n)) return adm_nar(n);
  x = adm_decode(n, rs, es, a);
  root_scale = x.scale >> 1;
  if (x.sig == ADM_TOP_BIT && (x.scale & 1) == 0) {
    return adm_encode(n, rs, es, 0, -root_scale, ADM_TOP_BIT, 0);
  }
  return adm_encode(n, rs, es, 0, -root_scale - 1, adm_rsqrt_floor(x.sig, x.scale & 1), 1);
}

ADM_FN adm_u64 adm_reciprocal(int n, int rs, int es, adm_u64 a) {
  return adm_div(n, rs, es, adm_one(n), a);
}

#endif

/*
 * Random values of three distributions, each made from 32 random bits u exactly and rounded once,
 * in the common subset of C11 and OpenCL C 1.2.
 *
 * The same steps make the Java reference (dev.adamant.number.RandomValues).
 */
#ifndef ADM_RANDOM_H
#define ADM_RANDOM_H

#include "normal_tables.h"
#include "philox.h"
#include "posit.h"

/* The distributions: X(code, name, ...). */
#define ADM_DISTRIBUTIONS(X, ...) \
  X(0, sign, __VA_ARGS__)         \
  X(1, uniform, __VA_ARGS__)      \
  X(2, normal, __VA_ARGS__)

/* (-1)^negative * magnitude/2^places, magnitude not 0. */
ADM_FN adm_num adm_fixed(adm_i32 negative, adm_u64 magnitude, adm_i32 places) {
  adm_num v;
  adm_i32 shift = adm_clz64(magnitude);
  v.negative = negative;
  v.scale = 63 - shift - places;
  v.sig = magnitude << shift;
  return v;
}

/* -1 where the top bit of u is set, else 1. */
ADM_FN adm_num adm_random_sign(adm_u32 u) { return adm_fixed((adm_i32)(u >> 31), 1, 0); }

/* (2u + 1)/2^33. */
ADM_FN adm_num adm_random_uniform(adm_u32 u) { return adm_fixed(0, 2 * (adm_u64)u + 1, 33); }

/* The value with the probability tail/2^33 above it, in units of 2^-40, for tail below 2^32 and not
   0. Inversion by pieces that grow finer with the leading zeros of the tail (Cheung, Luk,
   Villasenor, Lee, IEEE Trans. VLSI 2007): 8 to the octave, each with a polynomial of degree 5 in
   28 bits counted from the end towards the median, so that all coefficients are positive and every
   step is monotonic whatever is cut off. Within 2^-32. */
ADM_FN adm_u64 adm_normal_upper(adm_u32 tail) {
  adm_i32 zeros = adm_clz64(tail) - 32;
  adm_u32 normalized = tail << zeros;
  adm_u64 place = ~normalized & 0xfffffffu;
  adm_i32 piece = zeros * 8 + (adm_i32)(normalized >> 28) - 8;
  adm_i32 first = piece * 5;
  adm_u64 sum = ADM_NORMAL_SLOPES[first + 4];
  sum = ADM_NORMAL_SLOPES[first + 3] + (sum * place >> 31);
  sum = ADM_NORMAL_SLOPES[first + 2] + (sum * place >> 31);
  sum = ADM_NORMAL_SLOPES[first + 1] + (sum * place >> 31);
  sum = ADM_NORMAL_SLOPES[first] + (sum * place >> 31);
  return ADM_NORMAL_ORIGINS[piece] + (sum * place >> 23);
}

/* The magnitude of the normal quantile at adm_random_uniform, in units of 2^-40; its sign is minus
   where the top bit of u is clear. */
ADM_FN adm_u64 adm_normal_magnitude(adm_u32 u) {
  return adm_normal_upper(2 * (u ^ (0 - (u >> 31))) + 1); /* a mask: signs are random */
}

ADM_FN adm_num adm_random_normal(adm_u32 u) {
  return adm_fixed((adm_i32)(~u >> 31), adm_normal_magnitude(u), 40);
}

/* The exact value; the distribution is a code of ADM_DISTRIBUTIONS. */
ADM_FN adm_num adm_random_value(int distribution, adm_u32 u) {
  return distribution == 0   ? adm_random_sign(u)
         : distribution == 1 ? adm_random_uniform(u)
                             : adm_random_normal(u);
}

/* The value rounded to a pattern. */
ADM_FN adm_u64 adm_random_pattern(int distribution, int n, int rs, int es, adm_u32 u) {
  adm_num v = adm_random_value(distribution, u);
  return adm_encode(n, rs, es, v.negative, v.scale, v.sig, 0);
}

/* The value rounded to an IEEE 754 pattern: to binary32, and to binary64, which holds it exactly.
 */
ADM_FN adm_u32 adm_random_f32_bits(int distribution, adm_u32 u) {
  return (adm_u32)adm_encode_ieee(23, 8, adm_random_value(distribution, u));
}

ADM_FN adm_u64 adm_random_f64_bits(int distribution, adm_u32 u) {
  return adm_encode_ieee(52, 11, adm_random_value(distribution, u));
}

#endif

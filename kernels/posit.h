/*
 * The arithmetic core of posits and b-posits, in the common subset of C11 and OpenCL C 1.2.
 *
 * A format is a value <n, rs, es>: n bits (3..64), a regime of at most rs bits (2..n-1) and es
 * exponent bits (0..16). A posit of the 2022 standard is <n, n-1, 2>. Patterns are adm_u64 in the
 * low n bits, zero-extended, both in and out; the bits above n must be zero. Every operation
 * decodes, computes the exact result in integers and rounds once, in adm_encode. A NaR operand
 * gives NaR. Called with literal n, rs, es every function folds to the code of that format.
 *
 * Sources: Posit Standard (2022), sections 3 and 4; Jonnalagadda, Thotli, Gustafson, arXiv
 * 2603.01615 (b-posits).
 */
#ifndef ADM_POSIT_H
#define ADM_POSIT_H

#include "integer.h"

/* The standard formats: X(code, prefix, bits, maxRegime, exponentBits, cType). */
#define ADM_FORMATS(X)          \
  X(0, p8, 8, 7, 2, adm_u8)     \
  X(1, p16, 16, 15, 2, adm_u16) \
  X(2, p32, 32, 31, 2, adm_u32) \
  X(3, p64, 64, 63, 2, adm_u64) \
  X(4, bp16, 16, 6, 5, adm_u16) \
  X(5, bp32, 32, 6, 5, adm_u32) \
  X(6, bp64, 64, 6, 5, adm_u64)

/* The same as X(prefix, bits, maxRegime, exponentBits, ...), to pair each with another format. */
#define ADM_FORMATS_WITH(X, ...) \
  X(p8, 8, 7, 2, __VA_ARGS__)    \
  X(p16, 16, 15, 2, __VA_ARGS__) \
  X(p32, 32, 31, 2, __VA_ARGS__) \
  X(p64, 64, 63, 2, __VA_ARGS__) \
  X(bp16, 16, 6, 5, __VA_ARGS__) \
  X(bp32, 32, 6, 5, __VA_ARGS__) \
  X(bp64, 64, 6, 5, __VA_ARGS__)

/* (-1)^negative * sig/2^63 * 2^scale, bit 63 of sig set. */
typedef struct {
  adm_i32 negative;
  adm_i32 scale;
  adm_u64 sig;
} adm_num;

/* Patterns */

/* All n bits of a pattern. */
ADM_FN adm_u64 adm_mask(int n) { return adm_ones(n); }

/* Not a real: 1000...0. */
ADM_FN adm_u64 adm_nar(int n) { return (adm_u64)1 << (n - 1); }

/* The greatest finite pattern. */
ADM_FN adm_u64 adm_maxpos(int n) { return adm_ones(n - 1); }

/* The pattern of 1: 0100...0 in every format. */
ADM_FN adm_u64 adm_one(int n) { return (adm_u64)1 << (n - 2); }

ADM_FN adm_i32 adm_is_nar(int n, adm_u64 u) { return u == adm_nar(n); }

/* True of exactly the two patterns that adm_decode does not take: 0 and NaR. */
ADM_FN adm_i32 adm_is_special(int n, adm_u64 u) { return (u << (65 - n)) == 0; }

ADM_FN adm_u64 adm_neg(int n, int rs, int es, adm_u64 u) {
  (void)rs;
  (void)es;
  return (0 - u) & adm_mask(n);
}

ADM_FN adm_u64 adm_abs(int n, int rs, int es, adm_u64 u) {
  return (u >> (n - 1)) != 0 ? adm_neg(n, rs, es, u) : u;
}

/* -1, 0 or 1: the order of patterns as signed integers, which is the order of values with NaR
 * lowest. */
ADM_FN adm_i32 adm_compare(int n, adm_u64 a, adm_u64 b) {
  adm_u64 x = (a << (64 - n)) ^ ADM_TOP_BIT;
  adm_u64 y = (b << (64 - n)) ^ ADM_TOP_BIT;
  return (adm_i32)(x > y) - (adm_i32)(x < y);
}

/* The greater of the two; NaR where either is NaR. */
ADM_FN adm_u64 adm_max(int n, int rs, int es, adm_u64 a, adm_u64 b) {
  (void)rs;
  (void)es;
  if (adm_is_nar(n, a) || adm_is_nar(n, b)) return adm_nar(n);
  return adm_compare(n, a, b) > 0 ? a : b;
}

/* The lesser of the two; NaR, the lowest, where either is NaR. */
ADM_FN adm_u64 adm_min(int n, int rs, int es, adm_u64 a, adm_u64 b) {
  (void)rs;
  (void)es;
  return adm_compare(n, a, b) < 0 ? a : b;
}

/* a where b is above zero, else 0; NaR where either is NaR. */
ADM_FN adm_u64 adm_gate(int n, int rs, int es, adm_u64 a, adm_u64 b) {
  (void)rs;
  (void)es;
  if (adm_is_nar(n, a) || adm_is_nar(n, b)) return adm_nar(n);
  return adm_compare(n, b, 0) > 0 ? a : 0;
}

/* Signs and regimes of real data are as good as random, so decode, encode and sum select by masks,
   not by branches: a mask is 0 or all ones, and (x ^ mask) - mask is x or -x. */

/* The value of u, which must be neither 0 nor NaR. At least the two lowest bits of sig are 0, and
   at least the lowest 34 when n <= 32. */
ADM_FN adm_num adm_decode(int n, int rs, int es, adm_u64 u) {
  adm_num v;
  adm_u64 sign = 0 - (u >> (n - 1));
  adm_u64 x = ((u ^ sign) - sign) << (65 - n);
  adm_u64 ones = (adm_u64)((adm_i64)x >> 63); /* mask: the regime is a run of ones */
  adm_i32 run;
  if (rs == n - 1) {
    run = adm_clz64(x ^ ones);
    x = x << run << 1; /* where a full run has no terminating bit, nothing is left to shift */
  } else {
    run = adm_clz64((x ^ ones) | ADM_TOP_BIT >> rs); /* at most rs */
    x <<= run + (run < rs);
  }
  v.negative = (adm_i32)(sign & 1);
  v.scale = (-run ^ (adm_i32)ones) * (1 << es); /* run - 1 for ones, -run for zeros */
  if (es > 0) {
    v.scale += (adm_i32)(x >> 1 >> (63 - es));
    x <<= es;
  }
  v.sig = ADM_TOP_BIT | x >> 1;
  return v;
}

/* The pattern nearest to (-1)^negative * (sig + d)/2^63 * 2^scale, where d = 0 without sticky and 0
   < d < 1 with it. Bit 63 of sig must be set. Cuts the bit string, ties to the even pattern; stops
   at maxpos and at minpos. Bit 0 of sig is always below the cut, so where it is 0, d may be
   anything below 2. */
ADM_FN adm_u64 adm_encode(int n, int rs, int es, int negative, int scale, adm_u64 sig, int sticky) {
  adm_i32 regime = scale >> es;
  adm_i32 zeros = regime >> 31; /* mask: the regime is a run of zeros */
  adm_u64 sign = 0 - (adm_u64)(negative != 0);
  adm_u64 kept;
  if (regime >= rs) {
    kept = adm_maxpos(n);
  } else if (regime < -rs) {
    kept = 1;
  } else {
    adm_i32 run = (regime ^ zeros) + 1;
    adm_u64 tail = sig << 1; /* exponent and fraction behind the regime, top-aligned */
    adm_u64 body;
    adm_u64 below;
    if (es > 0) {
      adm_u64 exponent = (adm_u64)(scale - regime * (1 << es));
      adm_u64 lost = tail & adm_ones(es);
      tail = exponent << (64 - es) | tail >> es | (adm_u64)(lost != 0);
    }
    tail |= (adm_u64)(sticky != 0);
    if (rs == n - 1) {
      /* The sign of 10... or 01... repeats to the run; a full run leaves nothing of the rest. */
      adm_u64 shortest = (adm_u64)(2 + zeros) << 62 | tail >> 2;
      body = (adm_u64)((adm_i64)shortest >> (run - 1));
      below = tail << (63 - run);
    } else {
      adm_i32 length = run + (run < rs); /* 1..63: a run of rs has no terminating bit */
      adm_u64 stop = run < rs ? ADM_TOP_BIT >> run : 0;
      adm_u64 ones = ~(~(adm_u64)0 >> length) & ~(adm_u64)(adm_i64)zeros;
      body = (stop ^ ones) | tail >> length;
      below = tail << (64 - length);
    }
    kept = body >> (65 - n);
    below |= body & adm_ones(64 - n);
    kept += (body >> (64 - n)) & (kept | (adm_u64)(below != 0)) & 1;
    kept -= kept >> (n - 1); /* rounded beyond maxpos */
    kept += (adm_u64)(kept == 0);
  }
  return ((kept ^ sign) - sign) & adm_mask(n);
}

/* Exact numbers and their rounding */

/* x * y, exact, of formats of at most 32 bits. At least four low bits of the significand are 0. */
ADM_FN adm_num adm_product32(adm_num x, adm_num y) {
  adm_num v;
  adm_u64 p = (x.sig >> 32) * (y.sig >> 32);
  adm_i32 carry = (adm_i32)(p >> 63);
  v.negative = x.negative ^ y.negative;
  v.scale = x.scale + y.scale + carry;
  v.sig = p << (1 - carry);
  return v;
}

/* x + y rounded. The two lowest bits of both significands must be 0. */
ADM_FN adm_u64 adm_round_sum(int n, int rs, int es, adm_num x, adm_num y) {
  adm_u64 opposite = 0 - (adm_u64)(x.negative ^ y.negative);
  adm_u64 swap = 0 - (adm_u64)((y.scale > x.scale) | ((y.scale == x.scale) & (y.sig > x.sig)));
  adm_i32 greater = x.scale ^ ((x.scale ^ y.scale) & (adm_i32)swap);
  adm_i32 distance = greater - (x.scale ^ y.scale ^ greater);
  adm_u64 far = x.sig ^ ((x.sig ^ y.sig) & swap);
  adm_u64 whole = x.sig ^ y.sig ^ far;
  adm_u64 near = adm_shr64(whole, distance);
  adm_u64 lost =
      (adm_u64)(near << (distance & 63) != whole); /* a distance above 63 leaves near = 0 */
  adm_u64 sum = (far >> 1) + (near >> 1);
  /* Bits are lost only at a distance above 2, and then the difference loses at most one leading
   * bit. */
  adm_u64 sig = sum ^ ((sum ^ (far - near - lost)) & opposite);
  adm_i32 negative = x.negative ^ ((x.negative ^ y.negative) & (adm_i32)swap);
  adm_i32 shift;
  lost |= near & ~opposite & 1;
  if (sig == 0) return 0;
  shift = adm_clz64(sig);
  return adm_encode(n, rs, es, negative, greater + 1 + (adm_i32)opposite - shift, sig << shift,
                    lost != 0);
}

/* Operations */

ADM_FN adm_u64 adm_add(int n, int rs, int es, adm_u64 a, adm_u64 b) {
  if (adm_is_special(n, a) || adm_is_special(n, b)) {
    return adm_is_nar(n, a) || adm_is_nar(n, b) ? adm_nar(n) : a | b;
  }
  return adm_round_sum(n, rs, es, adm_decode(n, rs, es, a), adm_decode(n, rs, es, b));
}

ADM_FN adm_u64 adm_sub(int n, int rs, int es, adm_u64 a, adm_u64 b) {
  return adm_add(n, rs, es, a, adm_neg(n, rs, es, b));
}

ADM_FN adm_u64 adm_mul(int n, int rs, int es, adm_u64 a, adm_u64 b) {
  adm_num x;
  adm_num y;
  if (adm_is_special(n, a) || adm_is_special(n, b)) {
    return adm_is_nar(n, a) || adm_is_nar(n, b) ? adm_nar(n) : 0;
  }
  x = adm_decode(n, rs, es, a);
  y = adm_decode(n, rs, es, b);
  if (n <= 32) {
    adm_num v = adm_product32(x, y);
    return adm_encode(n, rs, es, v.negative, v.scale, v.sig, 0);
  } else {
    adm_u64 hi = adm_mulhi64(x.sig, y.sig);
    adm_u64 lo = x.sig * y.sig;
    adm_i32 carry = (adm_i32)(hi >> 63);
    if (!carry) {
      hi = hi << 1 | lo >> 63;
      lo <<= 1;
    }
    return adm_encode(n, rs, es, x.negative ^ y.negative, x.scale + y.scale + carry, hi, lo != 0);
  }
}

ADM_FN adm_u64 adm_div(int n, int rs, int es, adm_u64 a, adm_u64 b) {
  adm_num x;
  adm_num y;
  adm_i32 scale;
  if (adm_is_special(n, a) || adm_is_special(n, b)) {
    return adm_is_nar(n, a) || adm_is_special(n, b) ? adm_nar(n) : 0;
  }
  x = adm_decode(n, rs, es, a);
  y = adm_decode(n, rs, es, b);
  scale = x.scale - y.scale;
  if (n <= 32) {
    adm_u64 dividend = x.sig >> 1;
    adm_u64 divisor = y.sig >> 32;
    adm_u64 q = dividend / divisor;
    adm_i32 sticky = q * divisor != dividend;
    adm_i32 shift = adm_clz64(q);
    return adm_encode(n, rs, es, x.negative ^ y.negative, scale + 32 - shift, q << shift, sticky);
  } else {
    adm_u64 remainder;
    adm_u64 q;
    if (x.sig >= y.sig) {
      q = adm_div128(x.sig >> 1, x.sig << 63, y.sig, &remainder);
    } else {
      q = adm_div128(x.sig, 0, y.sig, &remainder);
      scale -= 1;
    }
    return adm_encode(n, rs, es, x.negative ^ y.negative, scale, q, remainder != 0);
  }
}

ADM_FN adm_u64 adm_sqrt(int n, int rs, int es, adm_u64 a) {
  adm_num x;
  adm_i32 odd;
  if (a == 0) return 0;
  if ((a >> (n - 1)) != 0) return adm_nar(n);
  x = adm_decode(n, rs, es, a);
  odd = x.scale & 1;
  x.scale = (x.scale - odd) / 2;
  if (n <= 32) {
    adm_u64 radicand = x.sig >> (1 - odd);
    adm_u64 root = adm_isqrt64(radicand);
    return adm_encode(n, rs, es, 0, x.scale, root << 32, root * root != radicand);
  } else {
    adm_i32 inexact;
    adm_u64 root = adm_isqrt128(x.sig >> (1 - odd), odd ? 0 : x.sig << 63, &inexact);
    return adm_encode(n, rs, es, 0, x.scale, root, inexact);
  }
}

/* a * b + c with one rounding. */
ADM_FN adm_u64 adm_fma(int n, int rs, int es, adm_u64 a, adm_u64 b, adm_u64 c) {
  adm_num x;
  adm_num y;
  adm_num z;
  adm_u128 far; /* the greater of the product and z, and the lesser */
  adm_u128 near;
  adm_u128 sum;
  adm_i32 scale;
  adm_i32 near_scale;
  adm_i32 negative;
  adm_i32 opposite;
  adm_i32 sticky;
  if (adm_is_special(n, a) || adm_is_special(n, b) || adm_is_special(n, c)) {
    if (adm_is_nar(n, a) || adm_is_nar(n, b) || adm_is_nar(n, c)) return adm_nar(n);
    return c == 0 ? adm_mul(n, rs, es, a, b) : c;
  }
  x = adm_decode(n, rs, es, a);
  y = adm_decode(n, rs, es, b);
  z = adm_decode(n, rs, es, c);
  if (n <= 32) return adm_round_sum(n, rs, es, adm_product32(x, y), z);

  negative = x.negative ^ y.negative;
  opposite = negative ^ z.negative;
  far.hi = adm_mulhi64(x.sig, y.sig);
  far.lo = x.sig * y.sig;
  scale = x.scale + y.scale + 1;
  if ((far.hi >> 63) == 0) {
    far.hi = far.hi << 1 | far.lo >> 63;
    far.lo <<= 1;
    scale -= 1;
  }
  near.hi = z.sig;
  near.lo = 0;
  near_scale = z.scale;
  if (near_scale > scale || (near_scale == scale && near.hi > far.hi)) {
    near = far;
    near_scale = scale;
    far.hi = z.sig;
    far.lo = 0;
    scale = z.scale;
    negative = z.negative;
  }
  /* As in adm_round_sum, with words twice as wide: at least four low bits of both are 0. */
  near = adm_shr128(near, scale - near_scale, &sticky);
  if (opposite) {
    adm_i32 shift;
    near.lo += (adm_u64)sticky; /* no carry beyond hi: where bits were lost, near is small */
    near.hi += (adm_u64)(near.lo < (adm_u64)sticky);
    sum.lo = far.lo - near.lo;
    sum.hi = far.hi - near.hi - (adm_u64)(far.lo < near.lo);
    if (sum.hi == 0 && sum.lo == 0) return 0;
    shift = sum.hi != 0 ? adm_clz64(sum.hi) : 64 + adm_clz64(sum.lo);
    sum = adm_shl128(sum, shift);
    scale -= shift;
  } else {
    adm_i32 carry;
    sum.lo = far.lo + near.lo;
    sum.hi = far.hi + near.hi;
    carry = sum.hi < far.hi;
    if (sum.lo < far.lo) {
      sum.hi += 1;
      carry |= sum.hi == 0;
    }
    if (carry) {
      sticky |= sum.lo != 0 || (sum.hi & 1) != 0;
      sum.lo = 0;
      sum.hi = sum.hi >> 1 | ADM_TOP_BIT;
      scale += 1;
    }
  }
  return adm_encode(n, rs, es, negative, scale, sum.hi, sticky | (sum.lo != 0));
}

/* Conversions */

/* The value of a in <n, rs, es>, rounded to <n2, rs2, es2>. */
ADM_FN adm_u64 adm_convert(int n, int rs, int es, int n2, int rs2, int es2, adm_u64 a) {
  adm_num v;
  if (a == 0) return 0;
  if (adm_is_nar(n, a)) return adm_nar(n2);
  v = adm_decode(n, rs, es, a);
  return adm_encode(n2, rs2, es2, v.negative, v.scale, v.sig, 0);
}

/* The value of an IEEE 754 pattern with a fraction of f bits and an exponent of e bits; NaN and
 * infinities give NaR. */
ADM_FN adm_u64 adm_from_ieee(int f, int e, int n, int rs, int es, adm_u64 bits) {
  adm_i32 bias = (1 << (e - 1)) - 1;
  adm_i32 negative = (adm_i32)(bits >> (f + e));
  adm_i32 exponent = (adm_i32)(bits >> f & adm_ones(e));
  adm_u64 fraction = bits & adm_ones(f);
  if (exponent == (1 << e) - 1) return adm_nar(n);
  if (exponent == 0) {
    adm_i32 shift;
    if (fraction == 0) return 0;
    shift = adm_clz64(fraction);
    return adm_encode(n, rs, es, negative, 64 - f - bias - shift, fraction << shift, 0);
  }
  return adm_encode(n, rs, es, negative, exponent - bias, ADM_TOP_BIT | fraction << (63 - f), 0);
}

/* The nearest IEEE 754 pattern with a fraction of f bits and an exponent of e bits, ties to even,
 * overflow to infinity. */
ADM_FN adm_u64 adm_encode_ieee(int f, int e, adm_num v) {
  adm_i32 bias = (1 << (e - 1)) - 1;
  adm_i32 exponent = v.scale + bias;
  adm_u64 bits;
  if (exponent >= (1 << e) - 1) {
    bits = adm_ones(e) << f;
  } else {
    adm_i32 drop = 63 - f + (exponent < 1 ? 1 - exponent : 0); /* low bits that do not fit */
    adm_u64 below;
    if (drop > 65) drop = 65; /* all of sig is below half of the least subnormal */
    bits = adm_shr64(v.sig, drop);
    below = drop > 64 ? 1 : v.sig << (64 - drop); /* below one unit, top-aligned */
    bits += (adm_u64)(below > ADM_TOP_BIT) | ((adm_u64)(below == ADM_TOP_BIT) & bits & 1);
    /* The hidden bit adds 1 to the exponent field, as does a carry out of the fraction. */
    if (exponent > 1) bits += (adm_u64)(exponent - 1) << f;
  }
  return (adm_u64)v.negative << (f + e) | bits;
}

/* The nearest IEEE 754 pattern; NaR gives the quiet NaN of zero payload. */
ADM_FN adm_u64 adm_to_ieee(int f, int e, int n, int rs, int es, adm_u64 a) {
  if (a == 0) return 0;
  if (adm_is_nar(n, a)) return adm_ones(e + 1) << (f - 1);
  return adm_encode_ieee(f, e, adm_decode(n, rs, es, a));
}

ADM_FN adm_u64 adm_from_f64_bits(int n, int rs, int es, adm_u64 bits) {
  return adm_from_ieee(52, 11, n, rs, es, bits);
}

ADM_FN adm_u64 adm_to_f64_bits(int n, int rs, int es, adm_u64 a) {
  return adm_to_ieee(52, 11, n, rs, es, a);
}

/* The binary32 pattern is in the low 32 bits. */
ADM_FN adm_u64 adm_from_f32_bits(int n, int rs, int es, adm_u64 bits) {
  return adm_from_ieee(23, 8, n, rs, es, bits);
}

ADM_FN adm_u64 adm_to_f32_bits(int n, int rs, int es, adm_u64 a) {
  return adm_to_ieee(23, 8, n, rs, es, a);
}

#endif

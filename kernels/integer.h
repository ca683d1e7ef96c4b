/*
 * Integers for the arithmetic core, in the common subset of C11 and OpenCL C 1.2: types of fixed
 * width, and 128-bit products, quotients, roots and shifts out of 64-bit ones. No operation has
 * undefined behaviour.
 */
#ifndef ADM_INTEGER_H
#define ADM_INTEGER_H

#if defined(__OPENCL_C_VERSION__) || defined(__OPENCL_VERSION__)
#define ADM_OPENCL 1
typedef uchar adm_u8;
typedef ushort adm_u16;
typedef uint adm_u32;
typedef ulong adm_u64;
typedef int adm_i32;
typedef long adm_i64;
#define ADM_FN static inline __attribute__((always_inline, unused))
#define ADM_SHARED_FN static __attribute__((noinline, unused))
#define ADM_TABLE __constant
#else
#include <stdint.h>
typedef uint8_t adm_u8;
typedef uint16_t adm_u16;
typedef uint32_t adm_u32;
typedef uint64_t adm_u64;
typedef int32_t adm_i32;
typedef int64_t adm_i64;
_Static_assert((-1 >> 1) == -1, "the core needs >> of a negative number to be arithmetic");
#if defined(__GNUC__)
#define ADM_FN static inline __attribute__((always_inline, unused))
#define ADM_SHARED_FN static __attribute__((unused))
#else
#define ADM_FN static inline
#define ADM_SHARED_FN static inline
#endif
#define ADM_TABLE static const
#endif
/* ADM_FN: folded into its caller, for code that depends on the format.
   ADM_SHARED_FN: compiled once, for long code that does not.
   ADM_TABLE: a constant array at file scope. */

#define ADM_TOP_BIT ((adm_u64)1 << 63)

/* An unsigned 128-bit integer hi * 2^64 + lo. */
typedef struct {
  adm_u64 hi;
  adm_u64 lo;
} adm_u128;

/* Leading zeros of x; x must not be 0. */
ADM_FN adm_i32 adm_clz64(adm_u64 x) {
#if defined(ADM_OPENCL)
  return (adm_i32)clz(x);
#elif defined(__GNUC__)
  return __builtin_clzll(x);
#else
  adm_i32 n = 0;
  for (adm_i32 width = 32; width > 0; width >>= 1) {
    if ((x >> (64 - width)) == 0) {
      n += width;
      x <<= width;
    }
  }
  return n;
#endif
}

/* The high 64 bits of a * b. */
ADM_FN adm_u64 adm_mulhi64(adm_u64 a, adm_u64 b) {
#if defined(ADM_OPENCL)
  return mul_hi(a, b);
#elif defined(__SIZEOF_INT128__) && !defined(ADM_NO_INT128)
  __extension__ typedef unsigned __int128 wide;
  return (adm_u64)(((wide)a * b) >> 64);
#else
  const adm_u64 low = 0xffffffffu;
  adm_u64 ll = (a & low) * (b & low);
  adm_u64 lh = (a & low) * (b >> 32);
  adm_u64 hl = (a >> 32) * (b & low);
  adm_u64 hh = (a >> 32) * (b >> 32);
  adm_u64 middle = (ll >> 32) + (lh & low) + (hl & low);
  return hh + (lh >> 32) + (hl >> 32) + (middle >> 32);
#endif
}

/* x >> count with count in 0..64 or more, where 64 and more give 0. */
ADM_FN adm_u64 adm_shr64(adm_u64 x, adm_i32 count) { return count > 63 ? 0 : x >> count; }

/* The low count bits set, count in 0..64. */
ADM_FN adm_u64 adm_ones(adm_i32 count) { return count == 0 ? 0 : ~(adm_u64)0 >> (64 - count); }

/* x << count with count in 0..127. */
ADM_FN adm_u128 adm_shl128(adm_u128 x, adm_i32 count) {
  adm_u128 v;
  if (count == 0) return x;
  v.hi = count < 64 ? x.hi << count | x.lo >> (64 - count) : x.lo << (count - 64);
  v.lo = count < 64 ? x.lo << count : 0;
  return v;
}

/* x >> count for count >= 0; *lost is set where a 1 leaves the word. */
ADM_FN adm_u128 adm_shr128(adm_u128 x, adm_i32 count, adm_i32 *lost) {
  adm_u128 v;
  if (count == 0) {
    *lost = 0;
    return x;
  }
  if (count < 64) {
    *lost = x.lo << (64 - count) != 0;
    v.hi = x.hi >> count;
    v.lo = x.hi << (64 - count) | x.lo >> count;
  } else {
    *lost = x.lo != 0 || x.hi != 0;
    v.hi = 0;
    v.lo = adm_shr64(x.hi, count - 64);
    if (count < 128) *lost = x.lo != 0 || v.lo << (count - 64) != x.hi;
  }
  return v;
}

/* Quotient of hi:lo by d, remainder to *remainder; needs hi < d and bit 63 of d. Two digits of 32
   bits, each estimated by the leading digit of d and then corrected at most twice (Knuth, TAOCP
   2, 4.3.1 D). */
ADM_FN adm_u64 adm_div128(adm_u64 hi, adm_u64 lo, adm_u64 d, adm_u64 *remainder) {
  const adm_u64 low = 0xffffffffu;
  adm_u64 d1 = d >> 32;
  adm_u64 d0 = d & low;
  adm_u64 quotient = 0;
  adm_i32 i;
  for (i = 0; i < 2; i++) {
    adm_u64 digit = i == 0 ? lo >> 32 : lo & low;
    adm_u64 q = hi / d1;
    adm_u64 r = hi - q * d1;
    while (q > low || q * d0 > (r << 32 | digit)) {
      q -= 1;
      r += d1;
      if (r > low) break;
    }
    hi = (hi << 32 | digit) - q * d;
    quotient = quotient << 32 | q;
  }
  *remainder = hi;
  return quotient;
}

/* floor(sqrt(x)) for x >= 2^62. Karatsuba square root (Zimmermann, 1999): the root of the leading
   half, and one division for the other digits, corrected exactly; three such steps from a root of 8
   bits. */
ADM_FN adm_u32 adm_isqrt64(adm_u64 x) {
  adm_u32 x16 = (adm_u32)(x >> 48);
  adm_u32 x32 = (adm_u32)(x >> 32);
  adm_u32 root;
  adm_u32 q;
  adm_u64 q64;
  adm_u64 root64;
  root = 91 + (x16 * 85 >> 15); /* within 7; one Newton step brings that within 1 */
  root = (root + x16 / root) >> 1;
  root -= (adm_u32)(root * root > x16);
  root += (adm_u32)((root + 1) * (root + 1) <= x16);

  q = (((x16 - root * root) << 8) + (x32 >> 8 & 255)) / (2 * root);
  root = (root << 8) + (q > 255 ? 255 : q);
  root -= (adm_u32)((adm_u64)root * root > x32);

  q64 = (((adm_u64)x32 - (adm_u64)root * root) << 16 | (x >> 16 & 65535)) / (2 * (adm_u64)root);
  root64 = ((adm_u64)root << 16) + (q64 > 65535 ? 65535 : q64);
  root64 -= (adm_u64)(root64 * root64 > x);
  return (adm_u32)root64;
}

/* floor(sqrt(hi:lo)) for hi >= 2^62; *inexact is set where the root is not exact. */
ADM_FN adm_u64 adm_isqrt128(adm_u64 hi, adm_u64 lo, adm_i32 *inexact) {
  adm_u64 leading = adm_isqrt64(hi);
  adm_u64 rest = hi - leading * leading;
  adm_u64 q =
      (rest << 31 | lo >> 33) / leading; /* halved numerator and divisor, so that both fit */
  adm_u64 root = (leading << 32) + (q > 0xffffffffu ? 0xffffffffu : q);
  adm_u64 square_hi = adm_mulhi64(root, root);
  adm_u64 square_lo = root * root;
  if (square_hi > hi || (square_hi == hi && square_lo > lo)) {
    *inexact = 1;
    return root - 1;
  }
  *inexact = square_hi != hi || square_lo != lo;
  return root;
}

#endif

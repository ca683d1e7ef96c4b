/*
 * Operands of exact sums: values decoded to a signed significand and a scale, by a table of what
 * the first eight bits of a pattern say. n, rs and es must be literals in every call.
 */
#ifndef ADM_OPERAND_H
#define ADM_OPERAND_H

#include "../../../kernels/posit.h"

#define ADM_MIN(a, b) ((a) < (b) ? (a) : (b))

/* Significant bits that a finite value of the format can have. */
#define ADM_WIDTH(n, rs, es) ((n)-2 - (es))

/* The scales of operands are within -max..max, that of the operand 0 too. */
#define ADM_MAX_SCALE(n, rs, es) ((rs) * (1 << (es)) + 1)

/* A value as an operand: significand * 2^(scale - width + 1), |significand| <= 2^width. */
typedef struct {
  adm_i64 significand;
  adm_i32 scale;
} adm_operand;

/* What the first eight bits of a pattern say. With s the sign bit and r, e, f read off the pattern
   as it stands, the value is (1 - 3s + f) * 2^((1 - 2s) * (r * 2^es + e + s)) (Posit Standard,
   section 3.3), so no magnitude is taken. */
typedef struct {
  adm_i64 whole;   /* 1 - 3s, in units of the significand */
  adm_i32 regime;  /* r * 2^es, inverted where s is 1 */
  adm_i32 skipped; /* bits before the exponent, or 0 where the regime goes on */
} adm_prefix;

#define ADM_LEADING_ONES_OF_7(b) \
  ((b) < 64    ? 0               \
   : (b) < 96  ? 1               \
   : (b) < 112 ? 2               \
   : (b) < 120 ? 3               \
   : (b) < 124 ? 4               \
   : (b) < 126 ? 5               \
   : (b) < 127 ? 6               \
               : 7)
#define ADM_PREFIX_RUN(rs, i) \
  ADM_MIN(ADM_LEADING_ONES_OF_7(((i)&64) != 0 ? (i)&127 : 127 - ((i)&127)), rs)
#define ADM_PREFIX_REGIME(rs, i) \
  (((i)&64) != 0 ? ADM_PREFIX_RUN(rs, i) - 1 : -ADM_PREFIX_RUN(rs, i))
#define ADM_PREFIX(n, rs, es, i)                                         \
  {                                                                      \
    ((i) < 128 ? 1 : -2) * ((adm_i64)1 << (ADM_WIDTH(n, rs, es) - 1)),   \
        (ADM_PREFIX_REGIME(rs, i) * (1 << (es))) ^ ((i) < 128 ? 0 : -1), \
        ADM_PREFIX_RUN(rs, i) == (rs) ? 1 + (rs)                         \
        : ADM_PREFIX_RUN(rs, i) == 7  ? 0                                \
                                      : 2 + ADM_PREFIX_RUN(rs, i)        \
  }
#define ADM_PREFIX4(n, rs, es, i)                                                       \
  ADM_PREFIX(n, rs, es, i), ADM_PREFIX(n, rs, es, i + 1), ADM_PREFIX(n, rs, es, i + 2), \
      ADM_PREFIX(n, rs, es, i + 3)
#define ADM_PREFIX16(n, rs, es, i)                                                         \
  ADM_PREFIX4(n, rs, es, i), ADM_PREFIX4(n, rs, es, i + 4), ADM_PREFIX4(n, rs, es, i + 8), \
      ADM_PREFIX4(n, rs, es, i + 12)
#define ADM_PREFIX64(n, rs, es, i)                                                              \
  ADM_PREFIX16(n, rs, es, i), ADM_PREFIX16(n, rs, es, i + 16), ADM_PREFIX16(n, rs, es, i + 32), \
      ADM_PREFIX16(n, rs, es, i + 48)
#define ADM_PREFIXES(code, p, n, rs, es, type)                                               \
  static const adm_prefix adm_prefixes_##p[256] = {                                          \
      ADM_PREFIX64(n, rs, es, 0), ADM_PREFIX64(n, rs, es, 64), ADM_PREFIX64(n, rs, es, 128), \
      ADM_PREFIX64(n, rs, es, 192)};
ADM_FORMATS(ADM_PREFIXES)

/* Decodes a pattern other than NaR, for which the operand is arbitrary. */
ADM_FN adm_operand adm_operand_of(int n, int rs, int es, const adm_prefix *prefixes, adm_u64 u) {
  adm_operand v;
  const adm_prefix *prefix = prefixes + (u >> (n - 8));
  adm_u64 x = u << (64 - n);
  if (rs >= 7 && prefix->skipped == 0) {
    adm_i32 sign = -(adm_i32)(u >> (n - 1));
    adm_u64 ones = 0 - (x >> 62 & 1);
    adm_i32 run = adm_clz64((x << 1 ^ ones) | ADM_TOP_BIT >> rs);
    x = x << 1 << run << 1;
    v.scale = ((-run ^ (adm_i32)ones) * (1 << es) + (adm_i32)(x >> (64 - es))) ^ sign;
  } else {
    x <<= prefix->skipped;
    v.scale = prefix->regime ^ (adm_i32)(x >> (64 - es));
  }
  v.significand = prefix->whole + (adm_i64)(x << es >> (65 - ADM_WIDTH(n, rs, es)));
  v.significand &= -(adm_i64)(u != 0);
  return v;
}

#endif

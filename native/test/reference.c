/* The core as scalar functions of every format. */
#include <string.h>

#include "../../kernels/functions.h"
#include "../../kernels/quire.h"
#include "test.h"

#define MAP(op_code, op, p, n, rs, es) \
  static uint64_t p##_##op(uint64_t a) { return adm_##op(n, rs, es, a); }
#define ZIP(op_code, op, p, n, rs, es) \
  static uint64_t p##_##op(uint64_t a, uint64_t b) { return adm_##op(n, rs, es, a, b); }
#define TO(p2, n2, rs2, es2, p, n, rs, es) \
  static uint64_t p##_to_##p2(uint64_t a) { return adm_convert(n, rs, es, n2, rs2, es2, a); }
#define FUNCTIONS(code, p, n, rs, es, type)                                                   \
  ADM_MAP_OPS(MAP, p, n, rs, es)                                                              \
  ADM_ZIP_OPS(ZIP, p, n, rs, es)                                                              \
  ADM_FORMATS_WITH(TO, p, n, rs, es)                                                          \
  static uint64_t p##_fma(uint64_t a, uint64_t b, uint64_t c) {                               \
    return adm_fma(n, rs, es, a, b, c);                                                       \
  }                                                                                           \
  static uint64_t p##_to_f32(uint64_t a) { return adm_to_f32_bits(n, rs, es, a); }            \
  static uint64_t p##_to_f64(uint64_t a) { return adm_to_f64_bits(n, rs, es, a); }            \
  static uint64_t f32_to_##p(uint64_t a) { return adm_from_f32_bits(n, rs, es, a); }          \
  static uint64_t f64_to_##p(uint64_t a) { return adm_from_f64_bits(n, rs, es, a); }          \
  static void p##_add_product(uint64_t *q, uint64_t a, uint64_t b) {                          \
    adm_quire_add_product(n, rs, es, q, a, b);                                                \
  }                                                                                           \
  static void p##_merge(uint64_t *q, const uint64_t *r) { adm_quire_merge(n, rs, es, q, r); } \
  static void p##_negate(uint64_t *q) { adm_quire_negate(n, rs, es, q); }                     \
  static uint64_t p##_to_posit(const uint64_t *q) { return adm_quire_to_posit(n, rs, es, q); }
ADM_FORMATS(FUNCTIONS)

/* Words and binary points as docs/formats.md states them. */
#define QUIRE_p8 .words = 2, .fraction_bits = 48
#define QUIRE_p16 .words = 4, .fraction_bits = 112
#define QUIRE_p32 .words = 8, .fraction_bits = 240
#define QUIRE_p64 .words = 16, .fraction_bits = 496
#define QUIRE_bp16 .words = 13, .fraction_bits = 392
#define QUIRE_bp32 .words = 14, .fraction_bits = 424
#define QUIRE_bp64 .words = 15, .fraction_bits = 488

/* clang-format off */
#define MAP_ENTRY(op_code, op, p) .map[op_code] = p##_##op,
#define ZIP_ENTRY(op_code, op, p) .zip[op_code] = p##_##op,
#define CONVERT_ENTRY(to, n, rs, es, from) from##_to_##to,
#define ROW(code_, p, n, rs, es, type)                                            \
  {.name = #p,                                                                    \
   .code = code_,                                                                 \
   .bits = n,                                                                     \
   .max_regime = rs,                                                              \
   .exponent_bits = es,                                                           \
   QUIRE_##p,                                                                     \
   ADM_MAP_OPS(MAP_ENTRY, p)                                                      \
   ADM_ZIP_OPS(ZIP_ENTRY, p)                                                      \
   .fma = p##_fma,                                                                \
   .convert = {ADM_FORMATS_WITH(CONVERT_ENTRY, p) p##_to_f32, p##_to_f64},        \
   .from_ieee = {f32_to_##p, f64_to_##p},                                         \
   .add_product = p##_add_product,                                                \
   .merge = p##_merge,                                                            \
   .negate = p##_negate,                                                          \
   .to_posit = p##_to_posit},
/* clang-format on */

const struct test_format test_formats[ADM_FORMAT_COUNT] = {ADM_FORMATS(ROW)};

uint64_t test_nar(const struct test_format *f) { return (uint64_t)1 << (f->bits - 1); }

uint64_t test_mask(const struct test_format *f) { return ~(uint64_t)0 >> (64 - f->bits); }

uint64_t test_random(uint64_t *state) {
  uint64_t z = *state += 0x9e3779b97f4a7c15u;
  z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
  z = (z ^ z >> 27) * 0x94d049bb133111ebu;
  return z ^ z >> 31;
}

static uint64_t negated_at_random(const struct test_format *f, uint64_t u, uint64_t *state) {
  return (test_random(state) & 1 ? 0 - u : u) & test_mask(f);
}

uint64_t test_pattern(const struct test_format *f, enum test_temper temper, uint64_t *state) {
  const uint64_t r = test_random(state);
  const uint64_t one = (uint64_t)1 << (f->bits - 2);
  uint64_t u;
  switch (temper) {
    case TEST_UNIT:
      u = one / 2 + r % one;
      break;
    case TEST_EXTREME:
      u = r % 4 == 0   ? r >> 8 & 3
          : r % 4 == 1 ? test_nar(f) - 1 - (r >> 8 & 3)
                       : ((uint64_t)1 << (r >> 8) % (uint64_t)(f->bits - 1)) + (r >> 16 & 3) - 1;
      u &= test_nar(f) - 1;
      break;
    case TEST_NARS:
      if (r % 8 == 0) return test_nar(f);
      u = r >> 3;
      break;
    case TEST_MIXED:
      return test_pattern(f, (enum test_temper)(r % TEST_MIXED), state);
    default:
      u = r;
  }
  u = negated_at_random(f, u & test_mask(f), state);
  return u == test_nar(f) && temper != TEST_NARS ? one : u;
}

uint64_t test_load(const void *base, int bits, int64_t index) {
  uint64_t u = 0;
  memcpy(&u, (const char *)base + index * (bits / 8), (size_t)bits / 8);
  return u;
}

void test_store(void *base, int bits, int64_t index, uint64_t pattern) {
  memcpy((char *)base + index * (bits / 8), &pattern, (size_t)bits / 8);
}

/* The C core as functions of every format, and patterns to test with. */
#include <string.h>

#include "../../../kernels/quire.h"
#include "test.h"

#define FUNCTIONS(code, p, n, rs, es, type)                                                    \
  static void p##_decode(uint64_t a, int *negative, int *scale, uint64_t *significand) {       \
    const adm_num x = adm_decode(n, rs, es, a);                                                \
    *negative = x.negative;                                                                    \
    *scale = x.scale;                                                                          \
    *significand = x.sig;                                                                      \
  }                                                                                            \
  static uint64_t p##_encode(int negative, int scale, uint64_t significand, int sticky) {      \
    return adm_encode(n, rs, es, negative, scale, significand, sticky);                        \
  }                                                                                            \
  static uint64_t p##_add(uint64_t a, uint64_t b) { return adm_add(n, rs, es, a, b); }         \
  static uint64_t p##_sub(uint64_t a, uint64_t b) { return adm_sub(n, rs, es, a, b); }         \
  static uint64_t p##_mul(uint64_t a, uint64_t b) { return adm_mul(n, rs, es, a, b); }         \
  static uint64_t p##_fma(uint64_t a, uint64_t b, uint64_t c) {                                \
    return adm_fma(n, rs, es, a, b, c);                                                        \
  }                                                                                            \
  static void p##_accumulate(uint64_t *q, uint64_t a, uint64_t b, int negate) {                \
    adm_quire_accumulate(n, rs, es, q, a, b, negate);                                          \
  }                                                                                            \
  static void p##_merge(uint64_t *q, const uint64_t *r) { adm_quire_merge(n, rs, es, q, r); }  \
  static void p##_negate(uint64_t *q) { adm_quire_negate(n, rs, es, q); }                      \
  static uint64_t p##_to_posit(const uint64_t *q) { return adm_quire_to_posit(n, rs, es, q); } \
  static uint32_t p##_to_f32(uint64_t a) { return (uint32_t)adm_to_f32_bits(n, rs, es, a); }
ADM_FORMATS(FUNCTIONS)

/* Words as docs/formats.md states them. */
#define WORDS_p8 2
#define WORDS_p16 4
#define WORDS_p32 8
#define WORDS_p64 16
#define WORDS_bp16 13
#define WORDS_bp32 14
#define WORDS_bp64 15

#define ROW(code, p, n, rs, es, type)         \
  {#p,           n,                           \
   rs,           es,                          \
   WORDS_##p,    p##_decode,                  \
   p##_encode,   {p##_add, p##_sub, p##_mul}, \
   p##_fma,      p##_accumulate,              \
   p##_merge,    p##_negate,                  \
   p##_to_posit, p##_to_f32},

const struct test_format test_formats[TEST_FORMATS] = {ADM_FORMATS(ROW)};

uint64_t test_random(uint64_t *state) {
  uint64_t z = *state += 0x9e3779b97f4a7c15u;
  z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
  z = (z ^ z >> 27) * 0x94d049bb133111ebu;
  return z ^ z >> 31;
}

uint64_t test_pattern(const struct test_format *f, uint64_t *state) {
  const uint64_t r = test_random(state);
  const uint64_t mask = ~(uint64_t)0 >> (64 - f->bits);
  const uint64_t one = (uint64_t)1 << (f->bits - 2);
  uint64_t u = test_random(state);
  if (r % 3 == 1) u = one / 2 + u % one;
  if (r % 3 == 2) u = ((uint64_t)1 << (r >> 8) % (uint64_t)f->bits) + (r >> 16 & 7) - 4;
  return (r >> 32 & 1 ? 0 - u : u) & mask;
}

uint64_t test_real(const struct test_format *f, uint64_t *state) {
  const uint64_t u = test_pattern(f, state);
  return u == (uint64_t)1 << (f->bits - 1) ? u - 1 : u;
}

uint64_t test_load(const void *base, int bits, int64_t index) {
  uint64_t u = 0;
  memcpy(&u, (const char *)base + index * (bits / 8), (size_t)bits / 8);
  return u;
}

void test_store(void *base, int bits, int64_t index, uint64_t pattern) {
  memcpy((char *)base + index * (bits / 8), &pattern, (size_t)bits / 8);
}

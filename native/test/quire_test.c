/* The quire of the core against a slow accumulator: digits of 16 bits without carries, filled bit
 * by bit decoded. */
#include <string.h>

#include "test.h"

enum { DIGITS = 80 };
__extension__ typedef unsigned __int128 uwide;

struct slow_quire {
  int64_t digits[DIGITS]; /* digit i weighs 2^(16 i - fraction_bits - 128) */
  int nar;
};

/* Reads a finite non-zero pattern bit by bit: significand * 2^exponent. */
static uint64_t slow_decode(const struct test_format *f, uint64_t u, int *negative, int *exponent) {
  int at = f->bits - 2;
  int run = 0;
  uint64_t significand = 1;
  *negative = (int)(u >> (f->bits - 1) & 1);
  if (*negative) u = 0 - u;
  const int first = (int)(u >> at & 1);
  while (at >= 0 && run < f->max_regime && (int)(u >> at & 1) == first) {
    run++;
    at--;
  }
  if (run < f->max_regime) at--;
  int scale = (first ? run - 1 : -run) * (1 << f->exponent_bits);
  for (int i = f->exponent_bits - 1; i >= 0; i--, at--) {
    if (at >= 0) scale += (int)(u >> at & 1) << i;
  }
  for (; at >= 0; at--, scale--) significand = 2 * significand + (u >> at & 1);
  *exponent = scale;
  return significand;
}

static void slow_add_product(const struct test_format *f, struct slow_quire *q, uint64_t a,
                             uint64_t b) {
  int negative_a, negative_b, exponent_a, exponent_b;
  if (a == test_nar(f) || b == test_nar(f)) q->nar = 1;
  if (a == test_nar(f) || b == test_nar(f) || a == 0 || b == 0) return;
  uint64_t x = slow_decode(f, a, &negative_a, &exponent_a);
  uint64_t y = slow_decode(f, b, &negative_b, &exponent_b);
  uwide product = (uwide)x * y;
  int position = exponent_a + exponent_b + f->fraction_bits + 128;
  for (int bit = 0; product != 0; bit++, product >>= 1) {
    if ((product & 1) == 0) continue;
    int64_t weight = (int64_t)1 << (position + bit) % 16;
    q->digits[(position + bit) / 16] += negative_a != negative_b ? -weight : weight;
  }
}

/* The words that a quire of the format must have. */
static void slow_words(const struct test_format *f, const struct slow_quire *q, uint64_t *words) {
  int64_t carry = 0;
  memset(words, 0, sizeof(uint64_t) * ADM_QUIRE_MAX_WORDS);
  if (q->nar) {
    words[f->words - 1] = (uint64_t)1 << 63;
    return;
  }
  for (int i = 0; i < DIGITS; i++) {
    int64_t digit = q->digits[i] + carry;
    carry = digit >> 16;
    if (i < 8) CHECK((digit & 65535) == 0, "%s: a product below the quire", f->name);
    if (i >= 8 && i < 8 + 4 * f->words)
      words[(i - 8) / 4] |= (uint64_t)(digit & 65535) << 16 * ((i - 8) % 4);
  }
}

static void test_sums(const struct test_format *f, enum test_temper temper, int length,
                      uint64_t *state) {
  struct slow_quire slow = {{0}, 0};
  uint64_t quire[ADM_QUIRE_MAX_WORDS] = {0};
  uint64_t negated[ADM_QUIRE_MAX_WORDS] = {0};
  uint64_t half[ADM_QUIRE_MAX_WORDS] = {0};
  uint64_t expected[ADM_QUIRE_MAX_WORDS];
  for (int i = 0; i < length; i++) {
    uint64_t a = test_pattern(f, temper, state);
    uint64_t b = test_pattern(f, temper, state);
    slow_add_product(f, &slow, a, b);
    f->add_product(quire, a, b);
    f->add_product(i % 2 ? half : negated, a, b);
    if (i % 4 == 3) { /* borrow through the whole quire and back */
      uint64_t minpos = 1;
      uint64_t minus = test_mask(f);
      f->add_product(quire, minpos, minus);
      f->add_product(quire, minpos, minpos);
    }
  }
  slow_words(f, &slow, expected);
  CHECK(memcmp(expected, quire, 8 * (size_t)f->words) == 0, "%s sum of %d products of temper %d",
        f->name, length, (int)temper);
  f->merge(negated, half);
  CHECK(memcmp(expected, negated, 8 * (size_t)f->words) == 0, "%s merge of %d products", f->name,
        length);
  f->negate(negated);
  CHECK(f->to_posit(negated) == ((0 - f->to_posit(quire)) & test_mask(f)), "%s negated sum of %d",
        f->name, length);
  f->merge(negated, quire);
  memset(half, 0, sizeof half);
  CHECK(memcmp(slow.nar ? expected : half, negated, 8 * (size_t)f->words) == 0, "%s x - x of %d",
        f->name, length);
}

/* Sums of up to two products, rounded, are the operations of the scalar core. */
static void test_rounding(const struct test_format *f, uint64_t *state) {
  const uint64_t one = test_nar(f) >> 1;
  for (int i = 0; i < 20000; i++) {
    uint64_t quire[ADM_QUIRE_MAX_WORDS] = {0};
    uint64_t a = test_pattern(f, TEST_MIXED, state);
    uint64_t b = test_pattern(f, TEST_MIXED, state);
    uint64_t c = test_pattern(f, TEST_MIXED, state);
    if (i % 3 == 0) c = (0 - f->zip[2](a, b)) & test_mask(f); /* cancellation */
    f->add_product(quire, a, b);
    CHECK(f->to_posit(quire) == f->zip[2](a, b), "%s %llx * %llx through the quire", f->name,
          (unsigned long long)a, (unsigned long long)b);
    f->add_product(quire, c, one);
    CHECK(f->to_posit(quire) == f->fma(a, b, c), "%s %llx * %llx + %llx through the quire", f->name,
          (unsigned long long)a, (unsigned long long)b, (unsigned long long)c);
  }
}

void test_quires(void) {
  uint64_t state = 23;
  for (int i = 0; i < ADM_FORMAT_COUNT; i++) {
    const struct test_format *f = &test_formats[i];
    for (int temper = 0; temper < TEST_TEMPERS; temper++) {
      for (int length = 1; length < 3000; length = length * 3 + 1) {
        test_sums(f, (enum test_temper)temper, length, &state);
      }
    }
    test_rounding(f, &state);
  }
}

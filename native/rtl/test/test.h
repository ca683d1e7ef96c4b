/* What the tests share: counted checks, seeded random patterns, and the C core by format. */
#ifndef ADM_RTL_TEST_H
#define ADM_RTL_TEST_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Counts a check; where it does not hold, prints the message (as printf) and counts a failure. */
#define CHECK(holds, ...) test_check((holds) != 0, __FILE__, __LINE__, __VA_ARGS__)
void test_check(int holds, const char *file, int line, const char *message, ...)
    __attribute__((format(printf, 4, 5)));

enum { TEST_FORMATS = 7, TEST_MAX_WORDS = 16 };

/* The core's functions of a format, in the order of adamant.h. */
struct test_format {
  const char *name;
  int bits;
  int max_regime;
  int exponent_bits;
  int words;
  void (*decode)(uint64_t a, int *negative, int *scale, uint64_t *significand);
  uint64_t (*encode)(int negative, int scale, uint64_t significand, int sticky);
  uint64_t (*zip[3])(uint64_t a, uint64_t b); /* add, sub, mul */
  uint64_t (*fma)(uint64_t a, uint64_t b, uint64_t c);
  void (*accumulate)(uint64_t *quire, uint64_t a, uint64_t b, int negate);
  void (*merge)(uint64_t *into, const uint64_t *from);
  void (*negate)(uint64_t *quire);
  uint64_t (*to_posit)(const uint64_t *quire);
  uint32_t (*to_f32)(uint64_t a);
};
extern const struct test_format test_formats[TEST_FORMATS];

/* A generator of uniform 64-bit numbers (splitmix64), by its state. */
uint64_t test_random(uint64_t *state);

/* Any pattern of the format; a third of them near 1, a third at the ends of the range and powers of
   two, among these zero and NaR. */
uint64_t test_pattern(const struct test_format *f, uint64_t *state);

/* The same, never NaR. */
uint64_t test_real(const struct test_format *f, uint64_t *state);

/* Elements in memory. */
uint64_t test_load(const void *base, int bits, int64_t index);
void test_store(void *base, int bits, int64_t index, uint64_t pattern);

#ifdef __cplusplus
}

/* The parts of the suite. */
void test_codecs();
void test_arrays();
void test_interface();
#endif

#endif

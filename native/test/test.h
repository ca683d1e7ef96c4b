/* What the tests share: counted checks, seeded random patterns, and the core as a table of scalar
 * functions. */
#ifndef ADM_TEST_H
#define ADM_TEST_H

#include <stdint.h>

#include "../src/dispatch.h"

/* Counts a check; where it does not hold, prints the message (as printf) and counts a failure. */
#define CHECK(holds, ...) test_check((holds) != 0, __FILE__, __LINE__, __VA_ARGS__)
void test_check(int holds, const char *file, int line, const char *message, ...)
    __attribute__((format(printf, 4, 5)));

/* A generator of uniform 64-bit numbers (splitmix64), by its state. */
uint64_t test_random(uint64_t *state);

/* The core's functions of one format, called element by element: what every path must agree with.
 */
struct test_format {
  const char *name;
  int code;
  int bits;
  int max_regime;
  int exponent_bits;
  int words;
  int fraction_bits;
  uint64_t (*map[ADM_MAP_COUNT])(uint64_t a);
  uint64_t (*zip[ADM_ZIP_COUNT])(uint64_t a, uint64_t b);
  uint64_t (*fma)(uint64_t a, uint64_t b, uint64_t c);
  uint64_t (*convert[ADM_TYPE_COUNT])(uint64_t a); /* to another */
  uint64_t (*from_ieee[2])(uint64_t a);            /* of float32 and float64 */
  void (*add_product)(uint64_t *quire, uint64_t a, uint64_t b);
  void (*merge)(uint64_t *into, const uint64_t *from);
  void (*negate)(uint64_t *quire);
  uint64_t (*to_posit)(const uint64_t *quire);
};
extern const struct test_format test_formats[ADM_FORMAT_COUNT];

uint64_t test_nar(const struct test_format *f);
uint64_t test_mask(const struct test_format *f);

/* Patterns of one temper. */
enum test_temper {
  TEST_UNIFORM, /* every pattern alike */
  TEST_UNIT,    /* of magnitude near 1, as the data of models is */
  TEST_EXTREME, /* zero, the ends of the range and their neighbours, powers of two and theirs */
  TEST_NARS,    /* uniform, with NaR in one of eight */
  TEST_MIXED,   /* all of these */
  TEST_TEMPERS
};

/* A pattern of that temper; NaR only of TEST_NARS and TEST_MIXED. */
uint64_t test_pattern(const struct test_format *f, enum test_temper temper, uint64_t *state);

/* Elements in memory, of 8, 16, 32 or 64 bits. */
uint64_t test_load(const void *base, int bits, int64_t index);
void test_store(void *base, int bits, int64_t index, uint64_t pattern);

/* The parts of the suite. */
void test_core(void);
void test_quires(void);
void test_elementwise(const struct adm_kernels *path);
void test_reductions(const struct adm_kernels *path);
void test_products(const struct adm_kernels *path);
void test_cancelling_products(const struct adm_kernels *path);
void test_cuts(const struct adm_kernels *path);
void test_lanes(const struct adm_kernels *path);
void test_randoms(void);
void test_random_elements(const struct adm_kernels *path);
void test_floats(const struct adm_kernels *path);
void test_interface(void);

#endif

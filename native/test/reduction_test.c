/* Dot products and sums of a path against term-by-term accumulation by the core: sizes, strides,
 * carry-in, tempers. */
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "test.h"

enum { MAX_LENGTH = 10000, MAX_STRIDE = 2, MISALIGNMENTS = 8 };

static const int lengths[] = {1,  2,  3,   7,   8,   13,   31,   47,
                              48, 64, 159, 160, 207, 1024, 4098, MAX_LENGTH};
static const int strides[][2] = {{1, 1}, {2, 1}, {-1, 1}, {0, 1}, {1, -2}, {0, 0}};

static unsigned char *left;
static unsigned char *right;

static unsigned char *origin(unsigned char *buffer, int bits, int n, int stride, int misalignment) {
  return buffer + misalignment + (stride < 0 ? (int64_t)(n - 1) * -stride : 0) * (bits / 8);
}

/* How the second factors follow from the first, so that sums cancel. */
enum pairing { INDEPENDENT, ALTERNATING, MIRRORED, PAIRINGS };

static void fill(const struct test_format *f, enum test_temper temper, enum pairing pairing, int n,
                 unsigned char *a, int as, unsigned char *b, int bs, uint64_t *state) {
  const uint64_t mask = test_mask(f);
  for (int64_t i = 0; i < n; i++) {
    uint64_t x = test_pattern(f, temper, state);
    uint64_t y = test_pattern(f, temper, state);
    if (pairing == ALTERNATING &&
        i % 2 == 1) { /* the negative of the product before, all but its last bit */
      x = test_load(a, f->bits, (i - 1) * as);
      y = (0 - test_load(b, f->bits, (i - 1) * bs) + (i % 16 == 1)) & mask;
    } else if (pairing == MIRRORED &&
               i >= n / 2) { /* the negatives of the first half, in reverse */
      x = test_load(a, f->bits, (n - 1 - i) * as);
      y = (0 - test_load(b, f->bits, (n - 1 - i) * bs)) & mask;
    }
    if (temper != TEST_NARS && y == test_nar(f)) y = 1;
    test_store(a, f->bits, i * as, x);
    test_store(b, f->bits, i * bs, y);
  }
}

static void check_quire(const struct adm_kernels *path, const struct test_format *f,
                        const char *name, int n, const int *stride, int temper, int pairing,
                        const uint64_t *expected, const uint64_t *actual) {
  CHECK(memcmp(expected, actual, sizeof(uint64_t) * (ADM_QUIRE_MAX_WORDS + 1)) == 0,
        "%s %s %s of %d terms, strides %d and %d, temper %d, pairing %d", path->name, f->name, name,
        n, stride[0], stride[1], temper, pairing);
}

static void test_case(const struct adm_kernels *path, const struct test_format *f, int n,
                      const int *stride, enum test_temper temper, enum pairing pairing,
                      uint64_t *state) {
  const uint64_t one = test_nar(f) >> 1;
  unsigned char *a = origin(left, f->bits, n, stride[0], (int)(test_random(state) % MISALIGNMENTS));
  unsigned char *b =
      origin(right, f->bits, n, stride[1], (int)(test_random(state) % MISALIGNMENTS));
  uint64_t expected[ADM_QUIRE_MAX_WORDS + 1] = {
      0}; /* with a word behind the quire that must stay */
  uint64_t actual[ADM_QUIRE_MAX_WORDS + 1];
  fill(f, temper, pairing, n, a, stride[0], b, stride[1], state);
  expected[f->words] = 0x5a5a5a5a5a5a5a5au;
  for (int i = 0; i < n % 5; i++) { /* what the quire holds before */
    f->add_product(expected, test_pattern(f, TEST_UNIT, state), test_pattern(f, temper, state));
  }
  memcpy(actual, expected, sizeof actual);
  for (int64_t i = 0; i < n; i++) {
    f->add_product(expected, test_load(a, f->bits, i * stride[0]),
                   test_load(b, f->bits, i * stride[1]));
  }
  path->dot[f->code](n, a, stride[0], b, stride[1], actual);
  check_quire(path, f, "dot", n, stride, (int)temper, (int)pairing, expected, actual);

  for (int64_t i = 0; i < n; i++)
    f->add_product(expected, test_load(a, f->bits, i * stride[0]), one);
  path->sum[f->code](n, a, stride[0], actual);
  check_quire(path, f, "sum", n, stride, (int)temper, (int)pairing, expected, actual);
}

/* A NaR in any place makes the quire NaR, and a NaR quire stays so. */
static void test_nar_places(const struct adm_kernels *path, const struct test_format *f) {
  static const int places[] = {0, 1, 7, 8, 15, 16, 31, 500, 1023, 1024, 2047};
  uint64_t nar[ADM_QUIRE_MAX_WORDS] = {0};
  nar[f->words - 1] = (uint64_t)1 << 63;
  for (size_t p = 0; p < sizeof places / sizeof *places; p++) {
    for (int side = 0; side < 2; side++) {
      uint64_t quire[ADM_QUIRE_MAX_WORDS] = {0};
      memset(left, 0, 2048 * (size_t)f->bits / 8);
      memset(right, 0, 2048 * (size_t)f->bits / 8);
      test_store(side ? right : left, f->bits, places[p], test_nar(f));
      path->dot[f->code](2048, left, 1, right, 1, quire);
      CHECK(memcmp(quire, nar, 8 * (size_t)f->words) == 0, "%s %s NaR * 0 at %d", path->name,
            f->name, places[p]);
      test_store(side ? right : left, f->bits, places[p], 0);
      path->dot[f->code](2048, left, 1, right, 1, quire);
      CHECK(memcmp(quire, nar, 8 * (size_t)f->words) == 0, "%s %s dot into NaR", path->name,
            f->name);
    }
  }
}

static void test_quire_arrays(const struct adm_kernels *path, const struct test_format *f,
                              uint64_t *state) {
  enum { COUNT = 9 };
  uint64_t quires[COUNT * ADM_QUIRE_MAX_WORDS] = {0};
  uint64_t others[COUNT * ADM_QUIRE_MAX_WORDS] = {0};
  for (int i = 0; i < COUNT; i++) {
    for (int t = 0; t < i * i; t++) {
      f->add_product(quires + i * f->words, test_pattern(f, TEST_MIXED, state),
                     test_pattern(f, TEST_UNIT, state));
      f->add_product(others + i * f->words, test_pattern(f, TEST_UNIT, state),
                     test_pattern(f, TEST_UNIT, state));
    }
  }
  memset(left, 0xa5, 1024);
  path->quire_to_posit[f->code](COUNT, quires, left + 1, 2);
  for (int i = 0; i < COUNT; i++) {
    CHECK(test_load(left + 1, f->bits, 2 * i) == f->to_posit(quires + i * f->words),
          "%s %s quire to posit", path->name, f->name);
  }
  uint64_t expected[COUNT * ADM_QUIRE_MAX_WORDS];
  memcpy(expected, quires, sizeof expected);
  for (int i = 0; i < COUNT; i++) {
    f->merge(expected + i * f->words, others + i * f->words);
    f->negate(expected + i * f->words);
  }
  path->quire_merge[f->code](COUNT, quires, others);
  path->quire_negate[f->code](COUNT, quires);
  CHECK(memcmp(expected, quires, sizeof expected) == 0, "%s %s merge and negate", path->name,
        f->name);
}

void test_reductions(const struct adm_kernels *path) {
  uint64_t state = 41;
  left = calloc(MAX_LENGTH * MAX_STRIDE + 2, 8);
  right = calloc(MAX_LENGTH * MAX_STRIDE + 2, 8);
  for (int i = 0; i < ADM_FORMAT_COUNT; i++) {
    const struct test_format *f = &test_formats[i];
    for (size_t l = 0; l < sizeof lengths / sizeof *lengths; l++) {
      for (int temper = 0; temper < TEST_TEMPERS; temper++) {
        for (int pairing = 0; pairing < PAIRINGS; pairing++) {
          const size_t s =
              (l + (size_t)temper + (size_t)pairing) % (sizeof strides / sizeof *strides);
          test_case(path, f, lengths[l], strides[0], (enum test_temper)temper,
                    (enum pairing)pairing, &state);
          test_case(path, f, lengths[l], strides[s], (enum test_temper)temper,
                    (enum pairing)pairing, &state);
        }
      }
    }
    test_nar_places(path, f);
    test_quire_arrays(path, f, &state);
  }
  free(left);
  free(right);
}

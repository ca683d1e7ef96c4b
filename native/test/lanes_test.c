/* Sums of products of many lanes against term-by-term accumulation by the core: numbers of terms
 * and lanes, strides, repeated operands, several results, cancellation, sentinels. */
#include <stdlib.h>
#include <string.h>

#include "test.h"

enum { RANK = 3, MOST_OPERANDS = 520, MOST_TERMS = 600, MOST_RESULTS = 3 };

/* How an operand's elements lie over the three dimensions. */
enum layout { CONTIGUOUS, GAPS, BACKWARDS, SAME, BY_ROW, BY_FIRST, LAYOUTS };

static void set_strides(enum layout layout, const int64_t *sizes, int64_t *strides) {
  const int64_t gap = layout == GAPS ? 3 : 1;
  strides[2] = gap;
  strides[1] = sizes[2] * gap;
  strides[0] = sizes[1] * sizes[2] * gap;
  for (int d = 0; d < RANK; d++) {
    if (layout == BACKWARDS) strides[d] = -strides[d];
    if (layout == SAME) strides[d] = 0;
  }
  if (layout == BY_ROW) strides[2] = 0;
  if (layout == BY_FIRST) strides[1] = strides[2] = 0;
}

/* One use of the function and what its memory must hold afterwards. */
struct lanes_case {
  const struct test_format *f;
  struct adm_products p;
  int64_t sizes[RANK];
  const void *operands[MOST_OPERANDS];
  int64_t operand_strides[MOST_OPERANDS * RANK];
  void *results[MOST_RESULTS];
  int64_t result_strides[MOST_RESULTS * RANK];
  int64_t counts[2 * MOST_RESULTS];
  int32_t terms[2 * MOST_TERMS];
};

static int64_t offset_of(const int64_t *strides, const int64_t *sizes, int64_t lane) {
  return lane / (sizes[1] * sizes[2]) * strides[0] + lane / sizes[2] % sizes[1] * strides[1] +
         lane % sizes[2] * strides[2];
}

/* Result r of a lane by the core. */
static uint64_t expected(const struct lanes_case *c, int64_t r, const int32_t *terms,
                         int64_t lane) {
  const struct test_format *f = c->f;
  uint64_t quire[ADM_QUIRE_MAX_WORDS] = {0};
  for (int64_t t = 0; t < c->counts[2 * r] + c->counts[2 * r + 1]; t++) {
    uint64_t u[2];
    for (int i = 0; i < 2; i++) {
      const int32_t x = terms[2 * t + i];
      u[i] = test_load(c->operands[x], f->bits,
                       offset_of(c->operand_strides + x * RANK, c->sizes, lane));
    }
    if (t >= c->counts[2 * r]) u[0] = (0 - u[0]) & test_mask(f);
    f->add_product(quire, u[0], u[1]);
  }
  return f->to_posit(quire);
}

/* `twice`: the second half of the terms takes back what the first gave, but for one of eight. */
static void test_case(const struct adm_kernels *path, const struct test_format *f,
                      const int64_t *sizes, int operands, int terms, int twice,
                      enum test_temper temper, uint64_t *state) {
  static struct lanes_case c;
  const int64_t lanes = sizes[0] * sizes[1] * sizes[2];
  const int bytes = f->bits / 8;
  const size_t room = (size_t)(6 * lanes * bytes + 64);
  unsigned char *memory = malloc((size_t)operands * room);
  unsigned char *results = malloc(MOST_RESULTS * room);
  unsigned char *image = malloc(MOST_RESULTS * room);
  memset(results, 0xa5, MOST_RESULTS * room);
  memset(image, 0xa5, MOST_RESULTS * room);
  c.f = f;
  memcpy(c.sizes, sizes, sizeof c.sizes);
  for (int x = 0; x < operands; x++) {
    unsigned char *own = memory + (size_t)x * room;
    const enum layout layout =
        test_random(state) % 2 ? CONTIGUOUS : (enum layout)(test_random(state) % LAYOUTS);
    set_strides(layout, sizes, c.operand_strides + x * RANK);
    c.operands[x] = own + (layout == BACKWARDS ? (lanes - 1) * bytes : 0);
    for (int64_t i = 0; i < 3 * lanes; i++) {
      test_store(own, f->bits, i, test_pattern(f, temper, state));
    }
  }
  int32_t *term = c.terms;
  for (int r = 0; r < MOST_RESULTS; r++) {
    c.counts[2 * r] = twice ? terms / 2 : terms - terms / 3;
    c.counts[2 * r + 1] = terms - c.counts[2 * r];
    for (int t = 0; t < terms; t++, term += 2) {
      for (int i = 0; i < 2; i++) term[i] = (int32_t)(test_random(state) % (uint64_t)operands);
      if (twice && t >= terms / 2) { /* b a after a b, or anything in one of eight */
        const int32_t *before = term - terms / 2 * 2;
        if (test_random(state) % 8) term[0] = before[1], term[1] = before[0];
      }
    }
    set_strides(r == 0   ? CONTIGUOUS
                : r == 1 ? GAPS
                         : BACKWARDS,
                sizes, c.result_strides + r * RANK);
    const size_t first = (size_t)r * room + (r == 2 ? (size_t)(lanes - 1) * (size_t)bytes : 0);
    c.results[r] = results + first;
  }
  const int64_t from = lanes > 20 ? (int64_t)(test_random(state) % 7) : 0;
  const int64_t to = lanes - (lanes > 20 ? (int64_t)(test_random(state) % 7) : 0);
  c.p = (struct adm_products){RANK,
                              c.sizes,
                              from,
                              to,
                              operands,
                              c.operands,
                              c.operand_strides,
                              MOST_RESULTS,
                              c.results,
                              c.result_strides,
                              c.counts,
                              c.terms};
  path->products[f->code](&c.p);
  term = c.terms;
  for (int r = 0; r < MOST_RESULTS; r++) {
    unsigned char *own = image + ((unsigned char *)c.results[r] - results);
    for (int64_t lane = from; lane < to; lane++) {
      test_store(own, f->bits, offset_of(c.result_strides + r * RANK, c.sizes, lane),
                 expected(&c, r, term, lane));
    }
    term += 2 * terms;
  }
  CHECK(memcmp(results, image, MOST_RESULTS * room) == 0,
        "%s %s %d terms of %d operands, %d x %d x %d lanes, temper %d%s", path->name, f->name,
        terms, operands, (int)sizes[0], (int)sizes[1], (int)sizes[2], (int)temper,
        twice ? ", cancelling" : "");
  free(memory);
  free(results);
  free(image);
}

/* A pattern of about that scale whose last bit is 1. */
static uint64_t pattern_of(const struct test_format *f, int scale, uint64_t *state) {
  const uint64_t fraction = test_random(state) % 4 == 0 ? UINT64_MAX : test_random(state);
  return f->from_ieee[1]((uint64_t)(scale + 1023) << 52 | fraction >> 12) | 1;
}

/* Sums of large products, all added before they are taken away, and of small ones, of which nothing
   may be lost. */
static void test_spread(const struct adm_kernels *path, const struct test_format *f, int top,
                        int spread, int pairs, uint64_t *state) {
  enum { LANES = 24, HALF = 4, OPERANDS = 2 * HALF, SMALL = 2 };
  static unsigned char memory[OPERANDS * LANES * 8], results[LANES * 8];
  static struct lanes_case c;
  static const int64_t sizes[RANK] = {1, 1, LANES};
  c.f = f;
  memcpy(c.sizes, sizes, sizeof sizes);
  for (int x = 0; x < OPERANDS; x++) {
    unsigned char *own = memory + x * LANES * 8;
    c.operands[x] = own;
    set_strides(CONTIGUOUS, sizes, c.operand_strides + x * RANK);
    for (int64_t i = 0; i < LANES; i++) {
      test_store(own, f->bits, i, pattern_of(f, x < HALF ? top : top - spread, state));
    }
  }
  int32_t *term = c.terms;
  c.counts[0] = pairs + SMALL;
  c.counts[1] = pairs;
  for (int t = 0; t < 2 * pairs + SMALL; t++, term += 2) {
    const int first = t % HALF, second = (t / 2 + 1) % HALF;
    const int low = t >= pairs && t < pairs + SMALL;
    term[0] = low ? HALF + first : first;
    term[1] = low ? HALF + second : second;
    if (t >= pairs + SMALL) {
      const int32_t *before = term - 2 * (pairs + SMALL);
      term[0] = before[1];
      term[1] = before[0];
    }
  }
  c.results[0] = results;
  set_strides(CONTIGUOUS, sizes, c.result_strides);
  c.p = (struct adm_products){
      RANK,      c.sizes,          0,        LANES,  OPERANDS, c.operands, c.operand_strides, 1,
      c.results, c.result_strides, c.counts, c.terms};
  path->products[f->code](&c.p);
  int right = 1;
  for (int64_t lane = 0; lane < LANES; lane++) {
    right &= test_load(results, f->bits, lane) == expected(&c, 0, c.terms, lane);
  }
  CHECK(right, "%s %s lanes from 2^%d to 2^%d, %d terms", path->name, f->name, top - spread, top,
        2 * pairs + SMALL);
}

void test_lanes(const struct adm_kernels *path) {
  static const int64_t sizes[][RANK] = {{1, 1, 1},  {1, 1, 3},   {1, 17, 1}, {3, 2, 5},
                                        {2, 3, 32}, {1, 1, 131}, {2, 70, 1}};
  static const int counts[][2] = {{2, 1}, {3, 2}, {9, 7}, {40, 64}, {30, 200}};
  uint64_t state = 79;
  for (int i = 0; i < ADM_FORMAT_COUNT; i++) {
    const struct test_format *f = &test_formats[i];
    for (size_t s = 0; s < sizeof sizes / sizeof *sizes; s++) {
      for (size_t t = 0; t < sizeof counts / sizeof *counts; t++) {
        for (int temper = 0; temper < TEST_TEMPERS; temper++) {
          if (counts[t][1] > 7 && (s + t + (size_t)temper) % 3 != 0) continue;
          test_case(path, f, sizes[s], counts[t][0], counts[t][1], temper % 2 == (int)s % 2,
                    (enum test_temper)temper, &state);
        }
      }
    }
    for (int spread = 0; spread <= 64; spread++) {
      const int top = (int)(test_random(&state) % 20) - 4;
      static const int pairs[] = {1, 2, 3, 5, 8, 29};
      test_spread(path, f, top, spread, pairs[spread % 6], &state);
      test_spread(path, f, 3, spread / 2, pairs[spread % 5], &state);
    }
    test_case(path, f, sizes[3], MOST_OPERANDS, MOST_TERMS / MOST_RESULTS, 0, TEST_UNIT, &state);
    test_case(path, f, sizes[4], 3, 0, 0, TEST_UNIT, &state);
  }
}

/* Random elements: Philox against the known answers of its authors, every path against the core,
 * and the core against the values that the interface promises. */
#include "../../kernels/random.h"

#include <math.h>
#include <stddef.h>
#include <string.h>

#include "test.h"

/* Lines "philox4x32 10" of tests/kat_vectors in Random123 (D. E. Shaw Research): counter, key,
 * answer. */
static const uint32_t known[][10] = {
    {0, 0, 0, 0, 0, 0, 0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8},
    {0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff, 0x408f276d, 0x41c83b0e,
     0xa20bc7c6, 0x6d5451fd},
    {0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344, 0xa4093822, 0x299f31d0, 0xd16cfe09, 0x94fdcceb,
     0x5001e420, 0x24126ea1}};

static void test_known_answers(void) {
  for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
    const uint32_t *x = known[i];
    const adm_philox_block y =
        adm_philox((uint64_t)x[5] << 32 | x[4], (uint64_t)x[1] << 32 | x[0], x[2], x[3]);
    for (int word = 0; word < 4; word++)
      CHECK(adm_philox_word(y, word) == x[6 + word], "Philox vector %d, word %d", (int)i, word);
  }
}

/* The exact value as a double, and what the core makes of it. */
static double value(int distribution, uint32_t u) {
  const double magnitude = ldexp((double)adm_normal_magnitude(u), -40);
  return distribution == 0   ? (u >> 31 ? -1 : 1)
         : distribution == 1 ? ldexp(2 * (double)u + 1, -33)
         : u >> 31           ? magnitude
                             : -magnitude;
}

static uint64_t expected(int distribution, int type, uint32_t u) {
  const double exact = value(distribution, u);
  uint64_t bits = 0;
  if (type == ADM_TYPE_FLOAT32) {
    const float rounded = (float)exact;
    memcpy(&bits, &rounded, sizeof rounded);
    return bits;
  }
  memcpy(&bits, &exact, sizeof exact);
  return type == ADM_TYPE_FLOAT64 ? bits : test_formats[type].from_ieee[1](bits);
}

static int bits_of(int type) {
  return type == ADM_TYPE_FLOAT32 ? 32 : type == ADM_TYPE_FLOAT64 ? 64 : test_formats[type].bits;
}

static void test_elements(const struct adm_kernels *path, int distribution, int type) {
  enum { MOST = 1000, BUFFER = 3 * MOST * 8 + 16 };
  static const int lengths[] = {1, 2, 3, 4, 5, 13, 207, MOST};
  static const uint64_t firsts[] = {
      0, 1, 2, 3, 255, 1021, 0xfffffffffffu, (uint64_t)INT64_MAX - MOST};
  static unsigned char actual[BUFFER];
  static unsigned char image[BUFFER];
  const int bits = bits_of(type);
  for (int l = 0; l < 8; l++) {
    const int n = lengths[l];
    const uint64_t first = firsts[(l + type) % 8];
    const uint64_t seed = 0x123456789abcdef0u + (uint64_t)l;
    const int stride = l % 4 - 1; /* -1, 0, 1, 2 */
    const int64_t origin = stride < 0 ? n - 1 : 0;
    memset(actual, 0xa5, BUFFER);
    memset(image, 0xa5, BUFFER);
    for (int i = 0; i < n; i++) {
      const uint64_t e = first + (uint64_t)i;
      const uint32_t u = adm_philox_word(adm_philox(seed, e / 4, 7, 9), (int)(e % 4));
      test_store(image + 1, bits, origin + i * stride, expected(distribution, type, u));
    }
    path->random[distribution][type](n, actual + 1 + origin * (bits / 8), stride, seed, 7, 9,
                                     first);
    CHECK(memcmp(actual, image, BUFFER) == 0, "%s distribution %d, type %d: %d elements from %llu",
          path->name, distribution, type, n, (unsigned long long)first);
  }
}

/* The ends and the middle of the normal quantile, from tables (to 12 digits), and its order. */
static void test_normal(void) {
  static const struct {
    uint32_t u;
    double quantile;
  } places[] = {{0, -6.337957754500},
                {0x7fffffff, -2.9180980e-10},
                {0x3fffffff, -0.674489750379},
                {0xbfffffff, 0.674489749829},
                {0xffffffff, 6.337957754500}};
  for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
    const double error = value(2, places[i].u) - places[i].quantile;
    CHECK(fabs(error) < 0x1p-32 + 1e-12, "normal quantile %08x: %.12f", places[i].u,
          value(2, places[i].u));
  }
  uint64_t state = 5;
  for (int i = 0; i < 100000; i++) {
    const uint32_t r = (uint32_t)test_random(&state);
    const uint32_t u = i % 2 ? r : 0xf0000000u >> (r & 31) & 0x7fffffff; /* around joints as well */
    CHECK(value(2, u) == -value(2, ~u), "normal symmetry at %08x", u);
    if (u > 0) CHECK(value(2, u) > value(2, u - 1), "normal order at %08x", u);
  }
}

void test_randoms(void) {
  test_known_answers();
  test_normal();
}

void test_random_elements(const struct adm_kernels *path) {
  for (int distribution = 0; distribution < ADM_RANDOM_COUNT; distribution++) {
    for (int type = 0; type < ADM_TYPE_COUNT; type++) test_elements(path, distribution, type);
  }
}

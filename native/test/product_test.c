/* Matrix products of a path against term-by-term accumulation by the core: shapes, transposes,
 * addends, sentinels; and cut into parts against the whole. */
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "test.h"

/* What becomes of the sums. */
enum outcome { ROUNDED, ROUNDED_WITH_ADDEND, IN_QUIRES, OUTCOMES };

static const int shapes[][3] = {/* m, n, k */
                                {1, 1, 1},    {1, 1, 0},   {2, 3, 4},    {3, 1, 23},
                                {1, 5, 24},   {7, 7, 7},   {8, 16, 32},  {5, 33, 25},
                                {4, 66, 100}, {13, 9, 65}, {17, 40, 48}, {33, 35, 129}};

static void test_case(const struct adm_kernels *path, const struct test_format *f, const int *shape,
                      int transposes, enum outcome outcome, enum test_temper temper,
                      uint64_t *state) {
  const int64_t m = shape[0], n = shape[1], k = shape[2];
  const int bytes = f->bits / 8;
  const int64_t a_row = transposes & 1 ? 1 : k, a_col = transposes & 1 ? m : 1;
  const int64_t b_row = transposes & 2 ? 1 : n, b_col = transposes & 2 ? k : 1;
  const int64_t c_row = transposes & 4 ? 2 : 2 * n + 1, c_col = transposes & 4 ? 2 * m : 2;
  const size_t c_bytes = (size_t)((2 * m + 1) * (2 * n + 1) * bytes + 64);
  const int64_t workspace_bytes = path->matmul_workspace[f->code](m, n, k);
  unsigned char *a = malloc((size_t)(m * k * bytes) + 1);
  unsigned char *b = malloc((size_t)(k * n * bytes) + 1);
  unsigned char *c = malloc(c_bytes);
  unsigned char *c_image = malloc(c_bytes);
  uint64_t *quires = calloc((size_t)(m * n * f->words), 8);
  uint64_t *quires_image = calloc((size_t)(m * n * f->words), 8);
  /* Rounded up as aligned_alloc asks; the bytes behind the workspace must stay. */
  unsigned char *workspace = aligned_alloc(64, ((size_t)workspace_bytes + 127) / 64 * 64);
  for (int64_t i = 0; i < m * k; i++) test_store(a, f->bits, i, test_pattern(f, temper, state));
  for (int64_t i = 0; i < k * n; i++) test_store(b, f->bits, i, test_pattern(f, temper, state));
  if (outcome != ROUNDED) {
    for (int64_t i = 0; i < m * n * 2; i++) {
      f->add_product(quires + i / 2 * f->words, test_pattern(f, TEST_UNIT, state),
                     test_pattern(f, temper, state));
    }
  }
  memcpy(quires_image, quires, (size_t)(m * n * f->words) * 8);
  memset(c, 0xa5, c_bytes);
  memset(c_image, 0xa5, c_bytes);
  memset(workspace, 0x5a, (size_t)workspace_bytes + 64);
  for (int64_t i = 0; i < m; i++) {
    for (int64_t j = 0; j < n; j++) {
      uint64_t sum[ADM_QUIRE_MAX_WORDS];
      memcpy(sum, quires + (i * n + j) * f->words, 8 * (size_t)f->words);
      for (int64_t t = 0; t < k; t++) {
        f->add_product(sum, test_load(a, f->bits, i * a_row + t * a_col),
                       test_load(b, f->bits, t * b_row + j * b_col));
      }
      if (outcome == IN_QUIRES) {
        memcpy(quires_image + (i * n + j) * f->words, sum, 8 * (size_t)f->words);
      } else {
        test_store(c_image, f->bits, i * c_row + j * c_col, f->to_posit(sum));
      }
    }
  }
  path->matmul[f->code](m, n, k, a, a_row, a_col, b, b_row, b_col,
                        outcome == ROUNDED ? NULL : quires, outcome == IN_QUIRES ? NULL : c, c_row,
                        c_col, workspace);
  int intact = 1;
  for (int64_t i = 0; i < 64; i++) intact &= workspace[workspace_bytes + i] == 0x5a;
  CHECK(memcmp(c_image, c, c_bytes) == 0 &&
            memcmp(quires_image, quires, (size_t)(m * n * f->words) * 8) == 0 && intact,
        "%s %s %d x %d x %d product, transposes %d, outcome %d, temper %d%s", path->name, f->name,
        shape[0], shape[1], shape[2], transposes, (int)outcome, (int)temper,
        intact ? "" : ", behind the workspace");
  free(a);
  free(b);
  free(c);
  free(c_image);
  free(quires);
  free(quires_image);
  free(workspace);
}

void test_products(const struct adm_kernels *path) {
  uint64_t state = 67;
  for (int i = 0; i < ADM_FORMAT_COUNT; i++) {
    const struct test_format *f = &test_formats[i];
    int turn = i;
    for (size_t s = 0; s < sizeof shapes / sizeof *shapes; s++) {
      for (int temper = 0; temper < TEST_TEMPERS; temper++) {
        for (int outcome = 0; outcome < OUTCOMES; outcome++) {
          test_case(path, f, shapes[s], turn++ % 8, (enum outcome)outcome, (enum test_temper)temper,
                    &state);
        }
      }
    }
    static const int deep[] = {5, 6, 5000};
    test_case(path, f, deep, 2, IN_QUIRES, TEST_UNIT, &state);
    test_case(path, f, deep, 1, ROUNDED, TEST_EXTREME, &state);
  }
}

/* Sums whose large terms cancel, so that only what lies far below them is left, or nothing. */
void test_cancelling_products(const struct adm_kernels *path) {
  enum { M = 3, N = 6, MOST = 64 };
  static unsigned char a[M * MOST * 4], b[MOST * N * 4], c[M * N * 4];
  uint64_t state = 73;
  for (int i = 0; i < ADM_FORMAT_COUNT; i++) {
    const struct test_format *f = &test_formats[i];
    if (f->bits > 32) continue;
    for (int trial = 0; trial < 200; trial++) {
      const int64_t k = 2 + 2 * (int64_t)(test_random(&state) % (MOST / 2));
      const enum test_temper temper = trial % 2 ? TEST_UNIFORM : TEST_UNIT;
      for (int64_t t = 0; t < k; t += 2) {
        for (int64_t r = 0; r < M; r++) {
          const uint64_t u = test_pattern(f, temper, &state);
          /* Some pairs cancel, some but for their last bit. */
          const uint64_t close = test_random(&state) % 4 == 0;
          test_store(a, f->bits, r * k + t, u);
          test_store(a, f->bits, r * k + t + 1, (0 - u) ^ close);
        }
        for (int64_t j = 0; j < N; j++) {
          const uint64_t u = test_pattern(f, temper, &state);
          test_store(b, f->bits, t * N + j, u);
          test_store(b, f->bits, (t + 1) * N + j, u);
        }
      }
      void *workspace =
          aligned_alloc(64, ((size_t)path->matmul_workspace[i](M, N, k) + 127) / 64 * 64);
      path->matmul[i](M, N, k, a, k, 1, b, N, 1, NULL, c, N, 1, workspace);
      int right = 1;
      for (int64_t r = 0; r < M; r++) {
        for (int64_t j = 0; j < N; j++) {
          uint64_t sum[ADM_QUIRE_MAX_WORDS] = {0};
          for (int64_t t = 0; t < k; t++)
            f->add_product(sum, test_load(a, f->bits, r * k + t), test_load(b, f->bits, t * N + j));
          unsigned char expected[8];
          test_store(expected, f->bits, 0, f->to_posit(sum));
          right &= memcmp(expected, c + (r * N + j) * f->bits / 8, (size_t)f->bits / 8) == 0;
        }
      }
      CHECK(right, "%s %s cancelling product of %d terms, trial %d", path->name, f->name, (int)k,
            trial);
      free(workspace);
    }
  }
}

/* Products of rows and of columns alone, and sums over parts of k merged, give the bits of the
 * whole: what a caller relies on who divides the work. */
void test_cuts(const struct adm_kernels *path) {
  enum { M = 9, N = 21, K = 333, MOST = M * K + K * N };
  static unsigned char a[MOST * 8], b[MOST * 8], whole[M * N * 8], parts[M * N * 8];
  static uint64_t sums[M * N * ADM_QUIRE_MAX_WORDS], merged[M * N * ADM_QUIRE_MAX_WORDS];
  uint64_t state = 71;
  for (int i = 0; i < ADM_FORMAT_COUNT; i++) {
    const struct test_format *f = &test_formats[i];
    const int64_t bytes = f->bits / 8, quire = f->words;
    void *workspace =
        aligned_alloc(64, ((size_t)path->matmul_workspace[i](M, N, K) + 127) / 64 * 64);
    for (int64_t e = 0; e < M * K; e++)
      test_store(a, f->bits, e, test_pattern(f, TEST_UNIT, &state));
    for (int64_t e = 0; e < K * N; e++)
      test_store(b, f->bits, e, test_pattern(f, TEST_UNIFORM, &state));
    path->matmul[i](M, N, K, a, K, 1, b, N, 1, NULL, whole, N, 1, workspace);
    for (int64_t row = 0; row < M; row += 4) {
      const int64_t rows = M - row < 4 ? M - row : 4;
      for (int64_t col = 0; col < N; col += 8) {
        path->matmul[i](rows, N - col < 8 ? N - col : 8, K, a + row * K * bytes, K, 1,
                        b + col * bytes, N, 1, NULL, parts + (row * N + col) * bytes, N, 1,
                        workspace);
      }
    }
    CHECK(memcmp(whole, parts, (size_t)(M * N * bytes)) == 0, "%s %s product by rows and columns",
          path->name, f->name);
    memset(merged, 0, sizeof merged);
    for (int64_t k = 0; k < K; k += 100) {
      memset(sums, 0, sizeof sums);
      path->matmul[i](M, N, K - k < 100 ? K - k : 100, a + k * bytes, K, 1, b + k * N * bytes, N, 1,
                      sums, NULL, 0, 0, workspace);
      path->quire_merge[i](M * N, merged, sums);
    }
    path->quire_to_posit[i](M * N, merged, parts, 1);
    CHECK(memcmp(whole, parts, (size_t)(M * N * bytes)) == 0, "%s %s product by parts of k",
          path->name, f->name);
    memset(merged, 0, sizeof merged);
    path->matmul[i](M, N, K, a, K, 1, b, N, 1, merged, NULL, 0, 0, workspace);
    uint64_t dot[ADM_QUIRE_MAX_WORDS] = {0};
    for (int64_t k = 0; k < K; k += 50) {
      uint64_t part[ADM_QUIRE_MAX_WORDS] = {0};
      path->dot[i](K - k < 50 ? K - k : 50, a + k * bytes, 1, b + (k * N + 1) * bytes, N, part);
      path->quire_merge[i](1, dot, part);
    }
    CHECK(memcmp(dot, merged + quire, 8 * (size_t)quire) == 0, "%s %s dot product by parts",
          path->name, f->name);
    free(workspace);
  }
}

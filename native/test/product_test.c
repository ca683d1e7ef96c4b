/* Matrix products of a path against term-by-term accumulation by the core: shapes, transposes,
 * addends, sentinels. */
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

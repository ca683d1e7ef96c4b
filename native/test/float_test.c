/* IEEE operations of a path: elementwise against the compiler's own, sums and products of small
 * integers, which no order rounds, and the extremum of every type. */
#include <math.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "test.h"

enum { LENGTH = 207 };

static float any_float(uint64_t *state) {
  static const float special[] = {0.0f, -0.0f, INFINITY, -INFINITY, NAN, 1e-45f, 3e38f, -1.0f};
  const uint64_t r = test_random(state);
  if (r % 4 == 0) return special[r >> 8 & 7];
  return ldexpf((float)(int32_t)(r >> 32) / 1073741824.0f, (int)(r >> 8 & 15) - 8);
}

static int same(double a, double b) {
  return isnan(a) ? isnan(b) : a == b && signbit(a) == signbit(b);
}

static double defined(int op, double x, double y) {
  if (op >= 4 && (isnan(x) || isnan(y))) return NAN;
  if (op == 6) return y > 0 ? x : 0;
  if (op >= 4 && x == y) return (op == 4) == (signbit(x) != 0) ? y : x;
  return op == 4 ? fmax(x, y) : fmin(x, y);
}

static void test_zip(const struct adm_kernels *path, int stride, uint64_t *state) {
  float x[LENGTH * 2], y[LENGTH * 2], z[LENGTH * 2], d[LENGTH * 2];
  double x64[LENGTH * 2], y64[LENGTH * 2], z64[LENGTH * 2], d64[LENGTH * 2];
  for (int i = 0; i < LENGTH * 2; i++) {
    x64[i] = x[i] = any_float(state);
    y64[i] = y[i] = any_float(state);
    z64[i] = z[i] = any_float(state);
  }
  for (int op = 0; op < ADM_ZIP_COUNT; op++) {
    path->zip[op][ADM_TYPE_FLOAT32](LENGTH, d, stride, x, stride, y, stride);
    path->zip[op][ADM_TYPE_FLOAT64](LENGTH, d64, stride, x64, stride, y64, stride);
    for (int i = 0; i < LENGTH * stride; i += stride) {
      const float u = x[i], v = y[i];
      const float single = op == 0   ? u + v
                           : op == 1 ? u - v
                           : op == 2 ? u * v
                           : op == 3 ? u / v
                                     : (float)defined(op, u, v);
      const double wide = op == 0   ? x64[i] + y64[i]
                          : op == 1 ? x64[i] - y64[i]
                          : op == 2 ? x64[i] * y64[i]
                          : op == 3 ? x64[i] / y64[i]
                                    : defined(op, x64[i], y64[i]);
      CHECK(same(d[i], single), "%s float32 operation %d of %g and %g: %g", path->name, op,
            (double)u, (double)v, (double)d[i]);
      CHECK(same(d64[i], wide), "%s float64 operation %d of %g and %g: %g", path->name, op, x64[i],
            y64[i], d64[i]);
    }
  }
  path->fma[ADM_TYPE_FLOAT32](LENGTH, d, stride, x, stride, y, stride, z, stride);
  path->fma[ADM_TYPE_FLOAT64](LENGTH, d64, stride, x64, stride, y64, stride, z64, stride);
  for (int i = 0; i < LENGTH * stride; i += stride) {
    CHECK(same(d[i], fmaf(x[i], y[i], z[i])), "%s float32 fma", path->name);
    CHECK(same(d64[i], fma(x64[i], y64[i], z64[i])), "%s float64 fma", path->name);
  }
}

static double function(int op, double x) {
  double (*const functions[])(double) = {fabs, sqrt, exp, exp2, log, log2, sin, cos, tanh};
  return op == 0    ? -x
         : op < 10  ? functions[op - 1](x)
         : op == 10 ? 1 / (1 + exp(-x))
         : op == 11 ? log1p(exp(x))
         : op == 12 ? 1 / sqrt(x)
                    : 1 / x;
}

static void test_map(const struct adm_kernels *path) {
  float x[LENGTH], d[LENGTH];
  double x64[LENGTH], d64[LENGTH];
  for (int i = 0; i < LENGTH; i++) x64[i] = x[i] = (float)(i - 40) / 16;
  for (int op = 0; op < ADM_MAP_COUNT; op++) {
    path->map[op][ADM_TYPE_FLOAT32](LENGTH, d, 1, x, 1);
    path->map[op][ADM_TYPE_FLOAT64](LENGTH, d64, 1, x64, 1);
    for (int i = 0; i < LENGTH; i++) {
      const double y = function(op, x64[i]);
      const double slack = op < 3 ? 0 : 4 * fabs(y); /* the last bits are the library's */
      const int exact = same(y, d64[i]) && (op > 2 || same((float)y, d[i]));
      CHECK(exact || fabs(y - d64[i]) <= slack * 0x1p-52, "%s float64 function %d of %g: %g",
            path->name, op, x64[i], d64[i]);
      CHECK(same(y, (double)d[i]) || fabs(y - (double)d[i]) <= (op < 3 ? fabs(y) : slack) * 0x1p-23,
            "%s float32 function %d of %g: %g", path->name, op, x64[i], (double)d[i]);
    }
  }
}

static void test_product(const struct adm_kernels *path, int m, int n, int k, int transposes,
                         uint64_t *state) {
  const int64_t a_row = transposes & 1 ? 1 : k, a_col = transposes & 1 ? m : 1;
  const int64_t b_row = transposes & 2 ? 1 : n, b_col = transposes & 2 ? k : 1;
  const int64_t c_row = transposes & 4 ? 1 : n + 1, c_col = transposes & 4 ? m + 1 : 1;
  const size_t c_count = (size_t)(m + 1) * (size_t)(n + 1);
  float *a = malloc(4 * (size_t)(m * k) + 4);
  float *b = malloc(4 * (size_t)(k * n) + 4);
  float *c = malloc(4 * c_count);
  float *image = malloc(4 * c_count);
  unsigned char *workspace = aligned_alloc(64, ADM_F32_WORKSPACE + 64);
  for (int i = 0; i < m * k; i++) a[i] = (float)(int)(test_random(state) % 31) - 15;
  for (int i = 0; i < k * n; i++) b[i] = (float)(int)(test_random(state) % 31) - 15;
  for (size_t i = 0; i < c_count; i++) image[i] = c[i] = 0.5f;
  memset(workspace, 0xff, ADM_F32_WORKSPACE + 64); /* NaN, should it be read */
  for (int64_t i = 0; i < m; i++) {
    for (int64_t j = 0; j < n; j++) {
      float sum = 0;
      for (int64_t t = 0; t < k; t++) sum += a[i * a_row + t * a_col] * b[t * b_row + j * b_col];
      image[i * c_row + j * c_col] = sum;
    }
  }
  path->f32_matmul(m, n, k, a, a_row, a_col, b, b_row, b_col, c, c_row, c_col, workspace);
  int intact = 1;
  for (int i = 0; i < 64; i++) intact &= workspace[ADM_F32_WORKSPACE + i] == 0xff;
  CHECK(memcmp(c, image, 4 * c_count) == 0 && intact, "%s float32 product %d x %d x %d, %d",
        path->name, m, n, k, transposes);
  free(a);
  free(b);
  free(c);
  free(image);
  free(workspace);
}

static void test_products_and_sums(const struct adm_kernels *path) {
  static const int shapes[][3] = {{1, 1, 1},   {1, 1, 0},     {2, 3, 4},     {12, 32, 5},
                                  {13, 33, 9}, {7, 100, 257}, {193, 65, 30}, {5, 513, 600}};
  uint64_t state = 3;
  for (int s = 0; s < 8; s++) {
    for (int transposes = s % 2; transposes < 8; transposes += 2)
      test_product(path, shapes[s][0], shapes[s][1], shapes[s][2], transposes, &state);
  }
  float x[LENGTH];
  for (int i = 0; i < LENGTH; i++) x[i] = (float)i;
  CHECK(path->f32_sum(LENGTH, x, 1) == 21321.0f, "%s float32 sum", path->name);
  CHECK(path->f32_sum(3, x + 206, -100) == 318.0f, "%s float32 sum, strided", path->name);
  CHECK(path->f32_sum(0, NULL, 1) == 0.0f, "%s float32 sum of nothing", path->name);
}

/* The core's max and min in turn are what the extremum must be. */
static void test_extremum(const struct adm_kernels *path, const struct test_format *f, int order,
                          uint64_t *state) {
  static const int lengths[] = {0, 1, 2, 7, 31, 64, LENGTH};
  unsigned char x[LENGTH * 2 * 8 + 1];
  for (int l = 0; l < 7; l++) {
    for (int temper = 0; temper < TEST_TEMPERS; temper++) {
      const int stride = temper % 3 - 1;
      const int64_t origin = stride < 0 ? LENGTH : 0;
      uint64_t best = test_nar(f);
      uint64_t actual = 0;
      for (int i = 0; i < lengths[l]; i++) {
        const uint64_t u = test_pattern(f, (enum test_temper)temper, state);
        test_store(x + 1, f->bits, origin + i * stride, u);
        best = i == 0 || stride == 0 ? u : f->zip[ADM_ZIP_FIRST_ORDER + order](best, u);
      }
      path->extremum[order][f->code](lengths[l], x + 1 + origin * f->bits / 8, stride, &actual);
      CHECK(actual == best, "%s %s extremum %d of %d, temper %d", path->name, f->name, order,
            lengths[l], temper);
    }
  }
}

static void test_float_extremum(const struct adm_kernels *path) {
  float x[LENGTH];
  double y[LENGTH];
  float single;
  double wide;
  for (int i = 0; i < LENGTH; i++) y[i] = x[i] = (float)((i * 37) % 101) - 50;
  path->extremum[0][ADM_TYPE_FLOAT32](LENGTH, x, 1, &single);
  path->extremum[1][ADM_TYPE_FLOAT64](LENGTH, y, 1, &wide);
  CHECK(single == 50 && wide == -50, "%s extrema %g and %g", path->name, (double)single, wide);
  x[100] = NAN;
  y[206] = -NAN;
  path->extremum[0][ADM_TYPE_FLOAT32](LENGTH, x, 1, &single);
  path->extremum[0][ADM_TYPE_FLOAT64](LENGTH, y, 1, &wide);
  CHECK(isnan(single) && isnan(wide), "%s extremum of NaN", path->name);
  x[0] = 0.0f;
  x[1] = -0.0f;
  path->extremum[1][ADM_TYPE_FLOAT32](2, x, 1, &single);
  path->extremum[0][ADM_TYPE_FLOAT64](0, NULL, 1, &wide);
  CHECK(signbit(single) && isnan(wide), "%s extremum of zeros and of nothing", path->name);
}

void test_floats(const struct adm_kernels *path) {
  uint64_t state = 11;
  for (int stride = 1; stride <= 2; stride++) test_zip(path, stride, &state);
  test_map(path);
  test_products_and_sums(path);
  for (int i = 0; i < ADM_FORMAT_COUNT; i++) {
    for (int order = 0; order < ADM_ORDER_COUNT; order++)
      test_extremum(path, &test_formats[i], order, &state);
  }
  test_float_extremum(path);
}

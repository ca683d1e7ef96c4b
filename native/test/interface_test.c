/* The C ABI: codes, refusals, selection of a path, scalars, and tables that several threads ask for
 * at once. */
#include <math.h>
#include <pthread.h>
#include <stddef.h>
#include <string.h>

#include "adamant.h"
#include "test.h"

static void test_refusals(void) {
  uint32_t a[4] = {0x40000000, 0x40000000, 0x40000000, 0x40000000};
  uint32_t c[4] = {7, 7, 7, 7};
  uint64_t quire[ADM_QUIRE_MAX_WORDS + 1] = {0};
  uint64_t *misaligned = (uint64_t *)(void *)((char *)quire + 1);
  const int64_t least = INT64_MIN;
  CHECK(adm_map(-1, ADM_POSIT32, 4, c, 1, a, 1) == ADM_EINVAL, "map of an unknown operation");
  CHECK(adm_map(14, ADM_POSIT32, 4, c, 1, a, 1) == ADM_EINVAL, "map of an unknown operation");
  CHECK(adm_map(ADM_NEG, 7, 4, c, 1, a, 1) == ADM_EINVAL, "map of an unknown format");
  CHECK(adm_map(ADM_NEG, 15, 4, c, 1, a, 1) == ADM_EINVAL, "map of an unknown format");
  CHECK(adm_map(ADM_NEG, ADM_POSIT32, -1, c, 1, a, 1) == ADM_EINVAL, "map of a negative length");
  CHECK(adm_map(ADM_NEG, ADM_POSIT32, 4, NULL, 1, a, 1) == ADM_EINVAL, "map to NULL");
  CHECK(adm_map(ADM_NEG, ADM_POSIT32, 4, c, 1, NULL, 1) == ADM_EINVAL, "map of NULL");
  CHECK(adm_map(ADM_NEG, ADM_POSIT32, 0, NULL, 1, NULL, 1) == ADM_OK, "map of nothing");
  CHECK(adm_zip(7, ADM_POSIT32, 4, c, 1, a, 1, a, 1) == ADM_EINVAL, "zip of an unknown operation");
  CHECK(adm_zip(ADM_ADD, ADM_POSIT32, 4, c, 1, a, 1, NULL, 1) == ADM_EINVAL, "zip of NULL");
  CHECK(adm_fma(ADM_POSIT32, 4, c, 1, a, 1, a, 1, NULL, 1) == ADM_EINVAL, "fma of NULL");
  CHECK(adm_random(3, ADM_POSIT32, 4, c, 1, 0, 0, 0, 0) == ADM_EINVAL, "unknown distribution");
  CHECK(adm_random(0, ADM_POSIT32, 4, c, 1, 0, 0, 0, -1) == ADM_EINVAL, "random from -1");
  CHECK(adm_random(0, ADM_POSIT32, 4, c, 1, 0, 0, 0, INT64_MAX - 3) == ADM_EINVAL,
        "random beyond 2^63");
  CHECK(adm_random(0, 7, 4, c, 1, 0, 0, 0, 0) == ADM_EINVAL, "random of an unknown format");
  CHECK(adm_random(0, ADM_POSIT32, 4, NULL, 1, 0, 0, 0, 0) == ADM_EINVAL, "random to NULL");
  CHECK(adm_extremum(ADM_ADD, ADM_POSIT32, 4, a, 1, c) == ADM_EINVAL, "extremum of a sum");
  CHECK(adm_extremum(ADM_MAX, ADM_POSIT32, 4, NULL, 1, c) == ADM_EINVAL, "extremum of NULL");
  CHECK(adm_extremum(ADM_MAX, ADM_POSIT32, 0, NULL, 1, NULL) == ADM_EINVAL, "extremum to NULL");
  CHECK(adm_f32_matmul_workspace(-1, 1, 1) == ADM_EINVAL, "workspace of a negative size");
  CHECK(adm_f32_matmul(1, 1, 1, a, 1, 1, a, 1, 1, c, 1, 1, NULL, 1 << 30) == ADM_EINVAL,
        "float32 product without workspace");
  CHECK(adm_convert(ADM_FLOAT32, ADM_FLOAT64, 4, c, 1, a, 1) == ADM_EUNSUPPORTED,
        "conversion between IEEE formats");
  CHECK(adm_convert(15, ADM_POSIT8, 4, c, 1, a, 1) == ADM_EINVAL,
        "conversion from an unknown format");
  CHECK(adm_convert(ADM_POSIT8, 18, 4, c, 1, a, 1) == ADM_EINVAL,
        "conversion to an unknown format");
  CHECK(adm_dot(ADM_POSIT32, 4, a, 1, a, 1, NULL) == ADM_EINVAL, "dot into NULL");
  CHECK(adm_dot(ADM_POSIT32, 4, a, 1, a, 1, misaligned) == ADM_EINVAL,
        "dot into a misaligned quire");
  CHECK(adm_dot(ADM_POSIT32, 4, NULL, 1, a, 1, quire) == ADM_EINVAL, "dot of NULL");
  CHECK(adm_sum(ADM_POSIT32, least, a, 1, quire) == ADM_EINVAL, "sum of a negative length");
  CHECK(adm_quire_words(ADM_FLOAT64) == ADM_EINVAL, "quire of an IEEE format");
  CHECK(adm_quire_to_posit(ADM_POSIT32, 1, quire, NULL, 1) == ADM_EINVAL, "quire to NULL");
  CHECK(adm_quire_merge(ADM_POSIT32, 1, quire, NULL) == ADM_EINVAL, "merge of NULL");
  CHECK(adm_quire_negate(ADM_POSIT32, -1, quire) == ADM_EINVAL, "negation of -1 quires");
  CHECK(adm_matmul_workspace(ADM_POSIT32, 1, -1, 1) == ADM_EINVAL, "workspace of a negative size");
  CHECK(adm_matmul_workspace(ADM_POSIT32, (int64_t)1 << 40, (int64_t)1 << 40, 1) == ADM_EINVAL,
        "workspace of 2^80");
  CHECK(adm_matmul(ADM_POSIT32, 2, 2, 1, a, 1, 1, a, 1, 1, NULL, NULL, 2, 1, NULL, 0) == ADM_EINVAL,
        "product into nothing");
  const int64_t bytes = adm_matmul_workspace(ADM_POSIT32, 2, 2, 1000);
  CHECK(bytes > 0 && adm_matmul(ADM_POSIT32, 2, 2, 1000, a, 0, 0, a, 0, 0, NULL, c, 2, 1, quire,
                                bytes - 1) == ADM_EINVAL,
        "product in a workspace that is too small");
  const int64_t sizes[] = {2, 2}, strides[] = {2, 1}, counts[] = {1, 0}, many[] = {1, INT32_MAX};
  const int32_t terms[] = {0, 0}, beyond[] = {0, 1};
  const void *operands[] = {a};
  void *results[] = {c};
  CHECK(adm_products(15, 2, sizes, 0, 4, 1, operands, strides, 1, results, strides, counts,
                     terms) == ADM_EINVAL,
        "lanes of an unknown format");
  CHECK(adm_products(ADM_FLOAT64, 2, sizes, 0, 4, 1, operands, strides, 1, results, strides, counts,
                     terms) == ADM_EUNSUPPORTED,
        "lanes of doubles");
  CHECK(adm_products(ADM_POSIT32, 9, sizes, 0, 4, 1, operands, strides, 1, results, strides, counts,
                     terms) == ADM_EINVAL,
        "lanes of nine dimensions");
  CHECK(adm_products(ADM_POSIT32, 2, sizes, 0, 5, 1, operands, strides, 1, results, strides, counts,
                     terms) == ADM_EINVAL,
        "more lanes than there are");
  CHECK(adm_products(ADM_POSIT32, 2, sizes, 0, 4, 1, operands, strides, 1, results, strides, counts,
                     beyond) == ADM_EINVAL,
        "lanes of an operand that is not there");
  CHECK(adm_products(ADM_POSIT32, 2, sizes, 0, 4, 1, operands, strides, 1, results, strides, many,
                     terms) == ADM_EINVAL,
        "lanes of 2^31 products");
  for (int i = 0; i < 4; i++) CHECK(c[i] == 7, "a refused call has written");
}

static void test_selection(void) {
  const char *before = adm_path();
  CHECK(adm_abi_version() == 1, "version of the interface");
  CHECK(strncmp(adm_paths(), "portable", 8) == 0, "paths are %s", adm_paths());
  CHECK(adm_select_path("no such path") == ADM_EUNAVAILABLE && strcmp(adm_path(), before) == 0,
        "unknown path");
  CHECK(adm_select_path("portable") == ADM_OK && strcmp(adm_path(), "portable") == 0,
        "portable path");
  CHECK(adm_select_path("auto") == ADM_OK && strstr(adm_paths(), adm_path()) != NULL,
        "best path %s", adm_path());
  CHECK(adm_select_path(before) == ADM_OK && adm_select_path(NULL) == ADM_OK, "path %s again",
        before);
  for (int i = 0; i < ADM_FORMAT_COUNT; i++) {
    CHECK(adm_quire_words(i) == test_formats[i].words, "%s quire of %d words", test_formats[i].name,
          adm_quire_words(i));
  }
}

static void test_calls(void) {
  const uint32_t one = 0x40000000;
  const uint32_t two = 0x48000000;
  uint32_t x[100];
  uint32_t y[100];
  double d[100];
  uint64_t quires[8 * 4] = {0};
  for (int i = 0; i < 100; i++) x[i] = one;
  CHECK(adm_zip(ADM_ADD, ADM_POSIT32, 100, y, 1, x, 1, x, 1) == ADM_OK && y[99] == two, "1 + 1");
  CHECK(adm_fma(ADM_POSIT32, 100, y, 1, x, 1, x, 1, x, 1) == ADM_OK && y[0] == two, "1 * 1 + 1");
  CHECK(adm_map(ADM_SQRT, ADM_POSIT32, 100, y, 1, x, 1) == ADM_OK && y[50] == one, "sqrt(1)");
  CHECK(adm_convert(ADM_POSIT32, ADM_FLOAT64, 100, d, 1, x, 1) == ADM_OK && d[3] == 1.0,
        "1 to a double");
  CHECK(adm_dot(ADM_POSIT32, 100, x, 1, x, 1, quires) == ADM_OK &&
            adm_sum(ADM_POSIT32, 100, x, 1, quires + 8) == ADM_OK &&
            memcmp(quires, quires + 8, 64) == 0,
        "dot and sum of ones");
  CHECK(adm_quire_merge(ADM_POSIT32, 2, quires + 16, quires) == ADM_OK &&
            adm_quire_negate(ADM_POSIT32, 1, quires) == ADM_OK &&
            adm_quire_to_posit(ADM_POSIT32, 3, quires, y, 1) == ADM_OK &&
            p32_to_f64(y[0]) == -100 && p32_to_f64(y[1]) == 100 && p32_to_f64(y[2]) == 100,
        "quires of 100 ones");
  static _Alignas(64) unsigned char workspace[1 << 16];
  const int64_t bytes = adm_matmul_workspace(ADM_POSIT32, 2, 2, 2);
  CHECK(bytes >= 0 && bytes <= (int64_t)sizeof workspace, "2 x 2 product in %lld bytes",
        (long long)bytes);
  CHECK(adm_matmul(ADM_POSIT32, 2, 2, 2, x, 2, 1, x, 2, 1, NULL, y, 2, 1, workspace,
                   (int64_t)sizeof workspace) == ADM_OK &&
            y[0] == two && y[3] == two,
        "2 x 2 product of ones");
  y[99] = 7;
  const int64_t lanes = 100, stride = 1, counts[] = {2, 1};
  const int32_t terms[] = {0, 1, 1, 1, 1, 0};
  const void *operands[] = {x, x};
  void *results[] = {y};
  const int64_t strides[] = {1, 0};
  CHECK(adm_products(ADM_POSIT32, 1, &lanes, 0, 99, 2, operands, strides, 1, results, &stride,
                     counts, terms) == ADM_OK &&
            y[0] == one && y[98] == one && y[99] == 7,
        "1 + 1 - 1 in 99 of 100 lanes");
  CHECK(adm_random(ADM_RANDOM_SIGN, ADM_POSIT32, 100, y, 1, 1, 2, 3, 4) == ADM_OK &&
            (y[0] == one || y[0] == 0 - one),
        "random sign");
  CHECK(adm_extremum(ADM_MIN, ADM_POSIT32, 100, x, 1, y) == ADM_OK && y[0] == one, "least");
  CHECK(adm_zip(ADM_MAX, ADM_POSIT32, 1, y, 1, &one, 1, &two, 1) == ADM_OK && y[0] == two, "max");
  CHECK(adm_zip(ADM_GATE, ADM_POSIT32, 1, y, 1, &two, 1, &one, 1) == ADM_OK && y[0] == two, "gate");
  float f[37];
  for (int i = 0; i < 37; i++) f[i] = (float)i;
  CHECK(adm_f32_dot(37, f, f) == 16206.0f, "float32 dot of exact terms");
  CHECK(adm_f32_sum(37, f, 1) == 666.0f, "float32 sum of exact terms");
  static _Alignas(64) unsigned char blocks[1 << 20];
  float product[1] = {0};
  CHECK(adm_f32_matmul_workspace(1, 1, 37) <= (int64_t)sizeof blocks &&
            adm_f32_matmul(1, 1, 37, f, 0, 1, f, 1, 0, product, 0, 0, blocks,
                           (int64_t)sizeof blocks) == ADM_OK &&
            product[0] == 16206.0f,
        "float32 product of exact terms");
}

static void test_scalars(void) {
  const uint32_t a[3] = {p32_to_p32(f64_to_p32(1.5)), f32_to_p32(2.0f), f64_to_p32(-3.0)};
  CHECK(p32_to_f64(p32_add(a[0], a[1])) == 3.5 && p32_to_f64(p32_sub(a[0], a[1])) == -0.5,
        "p32 sums");
  CHECK(p32_to_f64(p32_mul(a[0], a[2])) == -4.5 && p32_to_f64(p32_div(a[2], a[1])) == -1.5,
        "p32 products");
  CHECK(p32_to_f64(p32_mulAdd(a[0], a[1], a[2])) == 0 && p32_to_f64(p32_fdp(3, a, a)) == 15.25,
        "p32 fused");
  CHECK(p32_to_f64(p32_neg(a[0])) == -1.5 && p32_to_f64(p32_abs(a[2])) == 3, "p32 signs");
  CHECK(p32_lt(a[2], a[0]) && p32_le(a[0], a[0]) && p32_eq(a[1], a[1]) && p32_lt(0x80000000u, a[2]),
        "p32 order");
  CHECK(bp16_to_f64(p32_to_bp16(a[0])) == 1.5 && p8_to_f32(p32_to_p8(a[2])) == -3,
        "p32 conversions");
  CHECK(isnan(p64_to_f64((uint64_t)1 << 63)) && f64_to_bp64(HUGE_VAL) == (uint64_t)1 << 63,
        "NaR and IEEE");
  CHECK(p16_sqrt(f64_to_p16(4)) == f64_to_p16(2) && bp32_fdp(0, NULL, NULL) == 0,
        "p16 root, empty dot");
}

static void *ask_for_table(void *result) {
  for (uint32_t u = 0; u < 65536; u++) ((uint16_t *)result)[u] = (uint16_t)u;
  adm_map(ADM_TANH, ADM_BPOSIT16, 65536, result, 1, result, 1);
  return NULL;
}

static void test_threads(void) {
  enum { THREADS = 4 };
  static uint16_t results[THREADS][65536];
  pthread_t threads[THREADS];
  for (int i = 0; i < THREADS; i++)
    CHECK(pthread_create(&threads[i], NULL, ask_for_table, results[i]) == 0, "thread");
  for (int i = 0; i < THREADS; i++) pthread_join(threads[i], NULL);
  for (uint32_t u = 0; u < 65536; u += 97) {
    for (int i = 0; i < THREADS; i++)
      CHECK(results[i][u] == bp16_tanh((uint16_t)u), "bposit16 tanh of %04x", u);
  }
}

void test_interface(void) {
  test_refusals();
  test_selection();
  test_calls();
  test_scalars();
  test_threads();
}

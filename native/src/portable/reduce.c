/* Exact dot products, sums and quires of the portable path. */
#include "accumulator.h"
#include "../element.h"
#include "portable.h"

/* Below this many terms, adding each to the quire costs less than folding the bins. */
#define BINS_FROM(n) ((n) <= 32 ? 48 : 160)

/* Terms that are scanned for NaR before they are added; divides ADM_FOLD_INTERVAL. */
#define BLOCK 1024

#define DOT(code, p, n, rs, es, type)                                                            \
  static int has_nar_##p(int64_t count, const adm_e##n *x, int64_t stride) {                     \
    adm_i32 any = 0;                                                                             \
    if (stride == 1) {                                                                           \
      for (int64_t i = 0; i < count; i++) any |= x[i] == (type)adm_nar(n);                       \
    } else {                                                                                     \
      for (int64_t i = 0; i < count; i++) any |= x[i * stride] == (type)adm_nar(n);              \
    }                                                                                            \
    return any;                                                                                  \
  }                                                                                              \
  void ADM_NAME(dot_##p)(int64_t count, const void *a, int64_t as, const void *b, int64_t bs,    \
                         uint64_t *quire) {                                                      \
    const adm_e##n *x = a;                                                                       \
    const adm_e##n *y = b;                                                                       \
    if (count < BINS_FROM(n)) {                                                                  \
      for (int64_t i = 0; i < count; i++)                                                        \
        adm_quire_add_product(n, rs, es, quire, x[i * as], y[i * bs]);                           \
      return;                                                                                    \
    }                                                                                            \
    if (adm_quire_is_nar(n, rs, es, quire)) return;                                              \
    adm_u64 sums[ADM_BINS(n, rs, es) * ADM_BIN_WORDS(n)] = {0};                                  \
    adm_i32 carries[ADM_BINS(n, rs, es)] = {0};                                                  \
    for (int64_t done = 0; done < count;) {                                                      \
      int64_t block = ADM_MIN(count - done, BLOCK);                                              \
      if (has_nar_##p(block, x, as) || has_nar_##p(block, y, bs)) {                              \
        adm_quire_set_nar(n, rs, es, quire);                                                     \
        return;                                                                                  \
      }                                                                                          \
      for (int64_t i = 0; i < block; i++) {                                                      \
        adm_operand u = adm_operand_of(n, rs, es, adm_prefixes_##p, x[i * as]);                  \
        adm_operand v = adm_operand_of(n, rs, es, adm_prefixes_##p, y[i * bs]);                  \
        adm_bins_add(n, rs, es, sums, carries, u.significand, v.significand, u.scale + v.scale); \
      }                                                                                          \
      done += block;                                                                             \
      x += block * as;                                                                           \
      y += block * bs;                                                                           \
      if (done % ADM_FOLD_INTERVAL == 0 || done == count) {                                      \
        adm_bins_fold(n, rs, es, sums, carries, quire);                                          \
      }                                                                                          \
    }                                                                                            \
  }
ADM_FORMATS(DOT)

/* A sum is a dot product with ones. */
#define SUM(code, p, n, rs, es, type)                                                 \
  void ADM_NAME(sum_##p)(int64_t count, const void *a, int64_t as, uint64_t *quire) { \
    const type one = (type)adm_one(n);                                                \
    ADM_NAME(dot_##p)(count, a, as, &one, 0, quire);                                  \
  }
ADM_FORMATS(SUM)

#define QUIRES(code, p, n, rs, es, type)                                                        \
  void ADM_NAME(quire_to_posit_##p)(int64_t count, const uint64_t *quires, void *dst,           \
                                    int64_t ds) {                                               \
    adm_e##n *d = dst;                                                                          \
    for (int64_t i = 0; i < count; i++) {                                                       \
      d[i * ds] = (type)adm_quire_to_posit(n, rs, es, quires + i * adm_quire_words(n, rs, es)); \
    }                                                                                           \
  }                                                                                             \
  void ADM_NAME(quire_merge_##p)(int64_t count, uint64_t * into, const uint64_t *from) {        \
    for (int64_t i = 0; i < count; i++) {                                                       \
      const int64_t at = i * adm_quire_words(n, rs, es);                                        \
      adm_quire_merge(n, rs, es, into + at, from + at);                                         \
    }                                                                                           \
  }                                                                                             \
  void ADM_NAME(quire_negate_##p)(int64_t count, uint64_t * quires) {                           \
    for (int64_t i = 0; i < count; i++)                                                         \
      adm_quire_negate(n, rs, es, quires + i * adm_quire_words(n, rs, es));                     \
  }
ADM_FORMATS(QUIRES)

float ADM_NAME(f32_dot)(int64_t n, const float *a, const float *b) {
  float sums[16] = {0};
  float total = 0;
  int64_t i = 0;
  for (; i + 16 <= n; i += 16) {
    for (int64_t lane = 0; lane < 16; lane++) sums[lane] += a[i + lane] * b[i + lane];
  }
  for (; i < n; i++) total += a[i] * b[i];
  for (int64_t lane = 0; lane < 16; lane++) total += sums[lane];
  return total;
}

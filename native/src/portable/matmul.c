/*
 * The exact matrix product of the portable path: each element is an exact dot product over operands
 * that are decoded once per panel into the workspace, PANEL columns of B and one row of A at a
 * time.
 */
#include "../element.h"
#include "accumulator.h"
#include "portable.h"

#define PANEL 32

/* Below this depth, adding each product to the quire costs less than folding the bins. */
#define BINS_FROM 24

/* A decoded operand in the workspace: 8 bytes of formats of at most 32 bits, else 16. */
typedef struct {
  adm_i32 significand;
  adm_i32 scale;
} adm_packed_narrow;

typedef struct {
  adm_i64 significand;
  adm_i64 scale;
} adm_packed_wide;

#define PACKED_8 adm_packed_narrow
#define PACKED_16 adm_packed_narrow
#define PACKED_32 adm_packed_narrow
#define PACKED_64 adm_packed_wide
#define SIGNIFICAND_8 adm_i32
#define SIGNIFICAND_16 adm_i32
#define SIGNIFICAND_32 adm_i32
#define SIGNIFICAND_64 adm_i64

#define MATMUL(code, p, n, rs, es, type)                                                      \
  /* Decodes k elements; true where one of them is NaR. */                                    \
  static adm_i32 pack_##p(int64_t k, const adm_e##n *x, int64_t stride, PACKED_##n *packed) { \
    adm_i32 nar = 0;                                                                          \
    for (int64_t t = 0; t < k; t++) {                                                         \
      const type u = x[t * stride];                                                           \
      const adm_operand v = adm_operand_of(n, rs, es, adm_prefixes_##p, u);                   \
      nar |= adm_is_nar(n, u);                                                                \
      packed[t].significand = (SIGNIFICAND_##n)v.significand;                                 \
      packed[t].scale = v.scale;                                                              \
    }                                                                                         \
    return nar;                                                                               \
  }                                                                                           \
  static void dot_##p(int64_t k, const PACKED_##n *x, const PACKED_##n *y, adm_u64 *sums,     \
                      adm_i32 *carries, adm_u64 *quire) {                                     \
    for (int64_t done = 0; done < k;) {                                                       \
      const int64_t end = ADM_MIN(k, done + ADM_FOLD_INTERVAL);                               \
      for (; done < end; done++) {                                                            \
        adm_bins_add(n, rs, es, sums, carries, x[done].significand, y[done].significand,      \
                     (adm_i32)(x[done].scale + y[done].scale));                               \
      }                                                                                       \
      adm_bins_fold(n, rs, es, sums, carries, quire);                                         \
    }                                                                                         \
  }                                                                                           \
  int64_t ADM_NAME(matmul_workspace_##p)(int64_t rows, int64_t columns, int64_t k) {          \
    (void)rows;                                                                               \
    (void)columns;                                                                            \
    return k < BINS_FROM ? 0 : (PANEL + 1) * k * (int64_t)sizeof(PACKED_##n);                 \
  }                                                                                           \
  void ADM_NAME(matmul_##p)(int64_t rows, int64_t columns, int64_t k, const void *a,          \
                            int64_t a_row, int64_t a_col, const void *b, int64_t b_row,       \
                            int64_t b_col, uint64_t *quires, void *c, int64_t c_row,          \
                            int64_t c_col, void *workspace) {                                 \
    const int64_t words = adm_quire_words(n, rs, es);                                         \
    const adm_e##n *x = a;                                                                    \
    const adm_e##n *y = b;                                                                    \
    adm_e##n *z = c;                                                                          \
    PACKED_##n *row = workspace;                                                              \
    PACKED_##n *panel = row + k; /* column j at panel + (j - first) * k */                    \
    adm_u64 sums[ADM_BINS(n, rs, es) * ADM_BIN_WORDS(n)] = {0};                               \
    adm_i32 carries[ADM_BINS(n, rs, es)] = {0};                                               \
    for (int64_t first = 0; first < columns; first += PANEL) {                                \
      const int64_t end = ADM_MIN(columns, first + PANEL);                                    \
      adm_i32 nar[PANEL];                                                                     \
      for (int64_t j = first; j < end && k >= BINS_FROM; j++) {                               \
        nar[j - first] = pack_##p(k, y + j * b_col, b_row, panel + (j - first) * k);          \
      }                                                                                       \
      for (int64_t i = 0; i < rows; i++) {                                                    \
        const adm_i32 row_nar = k >= BINS_FROM && pack_##p(k, x + i * a_row, a_col, row);     \
        for (int64_t j = first; j < end; j++) {                                               \
          adm_u64 own[ADM_WIDE_WORDS] = {0};                                                  \
          adm_u64 *quire = own;                                                               \
          if (quires != 0) {                                                                  \
            adm_u64 *addend = quires + (i * columns + j) * words;                             \
            if (c == 0) quire = addend;                                                       \
            for (int64_t w = 0; w < words; w++) quire[w] = addend[w];                         \
          }                                                                                   \
          if (k < BINS_FROM) {                                                                \
            for (int64_t t = 0; t < k; t++) {                                                 \
              adm_quire_add_product(n, rs, es, quire, x[i * a_row + t * a_col],               \
                                    y[t * b_row + j * b_col]);                                \
            }                                                                                 \
          } else if (row_nar || nar[j - first]) {                                             \
            adm_quire_set_nar(n, rs, es, quire);                                              \
          } else if (!adm_quire_is_nar(n, rs, es, quire)) {                                   \
            dot_##p(k, row, panel + (j - first) * k, sums, carries, quire);                   \
          }                                                                                   \
          if (c != 0) z[i * c_row + j * c_col] = (type)adm_quire_to_posit(n, rs, es, quire);  \
        }                                                                                     \
      }                                                                                       \
    }                                                                                         \
  }
ADM_FORMATS(MATMUL)

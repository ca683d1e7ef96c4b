/*
 * The waist between the C ABI (api.c) and the arithmetic: one table of function pointers per path.
 * A path starts as a copy of the portable table and overrides the entries that it makes faster;
 * every entry returns the bits of the portable core. The ABI and the core share names such as
 * adm_fma, so no file includes both adamant.h and posit.h.
 *
 * The callers in api.c have checked the arguments: codes are known, n >= 0, and pointers are not
 * NULL where n > 0. Elements need no alignment (see element.h); quires are aligned to 8 bytes.
 * Strides are in elements, of any sign; dst may be exactly one of the sources with the same stride.
 */
#ifndef ADM_DISPATCH_H
#define ADM_DISPATCH_H

#include <stdint.h>

/* Format and operation codes index the tables; they are those of adamant.h, which api.c asserts.
   The operations in the order of their codes: X(code, suffix of the core's function, ...). */
#define ADM_SIGN_OPS(X, ...) \
  X(0, neg, __VA_ARGS__)     \
  X(1, abs, __VA_ARGS__)

#define ADM_FUNCTION_OPS(X, ...) \
  X(2, sqrt, __VA_ARGS__)        \
  X(3, exp, __VA_ARGS__)         \
  X(4, exp2, __VA_ARGS__)        \
  X(5, log, __VA_ARGS__)         \
  X(6, log2, __VA_ARGS__)        \
  X(7, sin, __VA_ARGS__)         \
  X(8, cos, __VA_ARGS__)         \
  X(9, tanh, __VA_ARGS__)        \
  X(10, sigmoid, __VA_ARGS__)    \
  X(11, softplus, __VA_ARGS__)   \
  X(12, rsqrt, __VA_ARGS__)      \
  X(13, reciprocal, __VA_ARGS__)

#define ADM_MAP_OPS(X, ...)    \
  ADM_SIGN_OPS(X, __VA_ARGS__) \
  ADM_FUNCTION_OPS(X, __VA_ARGS__)

#define ADM_ARITHMETIC_OPS(X, ...) \
  X(0, add, __VA_ARGS__)           \
  X(1, sub, __VA_ARGS__)           \
  X(2, mul, __VA_ARGS__)           \
  X(3, div, __VA_ARGS__)

#define ADM_ORDER_OPS(X, ...) \
  X(4, max, __VA_ARGS__)      \
  X(5, min, __VA_ARGS__)

#define ADM_ZIP_OPS(X, ...)          \
  ADM_ARITHMETIC_OPS(X, __VA_ARGS__) \
  ADM_ORDER_OPS(X, __VA_ARGS__)      \
  X(6, gate, __VA_ARGS__)

#define ADM_RANDOM_OPS(X, ...) \
  X(0, sign, __VA_ARGS__)      \
  X(1, uniform, __VA_ARGS__)   \
  X(2, normal, __VA_ARGS__)

enum {
  ADM_FORMAT_COUNT = 7,
  ADM_MAP_COUNT = 14,
  ADM_ZIP_COUNT = 7,
  ADM_ZIP_FIRST_ORDER = 4,
  ADM_ORDER_COUNT = 2,
  ADM_RANDOM_COUNT = 3,
  ADM_QUIRE_MAX_WORDS = 16,
  ADM_MAX_RANK = 8,
  /* In tables of all types the IEEE formats follow the posits. */
  ADM_TYPE_COUNT = 9,
  ADM_TYPE_FLOAT32 = 7,
  ADM_TYPE_FLOAT64 = 8
};

typedef void adm_map_fn(int64_t n, void *dst, int64_t ds, const void *a, int64_t as);
typedef void adm_zip_fn(int64_t n, void *dst, int64_t ds, const void *a, int64_t as, const void *b,
                        int64_t bs);
typedef void adm_fma_fn(int64_t n, void *dst, int64_t ds, const void *a, int64_t as, const void *b,
                        int64_t bs, const void *c, int64_t cs);
typedef void adm_random_fn(int64_t n, void *dst, int64_t ds, uint64_t seed, uint32_t stream,
                           uint32_t step, uint64_t first);
/* Takes n = 0 as well. */
typedef void adm_extremum_fn(int64_t n, const void *a, int64_t as, void *dst);
typedef void adm_dot_fn(int64_t n, const void *a, int64_t as, const void *b, int64_t bs,
                        uint64_t *quire);
typedef void adm_sum_fn(int64_t n, const void *a, int64_t as, uint64_t *quire);
/* Bytes; a table's matmul is only called with at least the bytes that its own matmul_workspace asks
 * for. */
typedef int64_t adm_matmul_workspace_fn(int64_t m, int64_t n, int64_t k);
/* m, n >= 1 and k >= 0. The workspace is aligned to 64 bytes. */
typedef void adm_matmul_fn(int64_t m, int64_t n, int64_t k, const void *a, int64_t a_row,
                           int64_t a_col, const void *b, int64_t b_row, int64_t b_col,
                           uint64_t *quires, void *c, int64_t c_row, int64_t c_col,
                           void *workspace);
/* As the arguments of adm_products in adamant.h, for lanes [from, to). */
struct adm_products {
  int64_t rank;
  const int64_t *sizes;
  int64_t from, to;
  int64_t operand_count;
  const void *const *operands;
  const int64_t *operand_strides; /* rank each */
  int64_t result_count;
  void *const *results;
  const int64_t *result_strides; /* rank each */
  const int64_t *counts; /* of each result: terms that are added, then those that are subtracted */
  const int32_t *terms;  /* two operands each */
};
typedef void adm_products_fn(const struct adm_products *p);
typedef void adm_quire_to_posit_fn(int64_t n, const uint64_t *quires, void *dst, int64_t ds);
typedef void adm_quire_merge_fn(int64_t n, uint64_t *into, const uint64_t *from);
typedef void adm_quire_negate_fn(int64_t n, uint64_t *quires);
typedef float adm_f32_dot_fn(int64_t n, const float *a, const float *b);
typedef float adm_f32_sum_fn(int64_t n, const void *a, int64_t as);
/* As adm_matmul_fn, of floats, over ADM_F32_WORKSPACE bytes. */
typedef void adm_f32_matmul_fn(int64_t m, int64_t n, int64_t k, const void *a, int64_t a_row,
                               int64_t a_col, const void *b, int64_t b_row, int64_t b_col, void *c,
                               int64_t c_row, int64_t c_col, void *workspace);

struct adm_kernels {
  const char *name;
  adm_map_fn *map[ADM_MAP_COUNT][ADM_TYPE_COUNT];
  adm_zip_fn *zip[ADM_ZIP_COUNT][ADM_TYPE_COUNT];
  adm_fma_fn *fma[ADM_TYPE_COUNT];
  adm_map_fn
      *convert[ADM_TYPE_COUNT][ADM_TYPE_COUNT]; /* [from][to]; NULL between the IEEE formats */
  adm_random_fn *random[ADM_RANDOM_COUNT][ADM_TYPE_COUNT];
  adm_extremum_fn *extremum[ADM_ORDER_COUNT][ADM_TYPE_COUNT];
  adm_dot_fn *dot[ADM_FORMAT_COUNT];
  adm_sum_fn *sum[ADM_FORMAT_COUNT];
  adm_matmul_workspace_fn *matmul_workspace[ADM_FORMAT_COUNT];
  adm_matmul_fn *matmul[ADM_FORMAT_COUNT];
  adm_products_fn *products[ADM_TYPE_COUNT]; /* NULL of doubles */
  adm_quire_to_posit_fn *quire_to_posit[ADM_FORMAT_COUNT];
  adm_quire_merge_fn *quire_merge[ADM_FORMAT_COUNT];
  adm_quire_negate_fn *quire_negate[ADM_FORMAT_COUNT];
  adm_f32_dot_fn *f32_dot;
  adm_f32_sum_fn *f32_sum;
  adm_f32_matmul_fn *f32_matmul;
};

/* Blocks of the float32 product, which every path packs into its workspace. */
enum {
  ADM_F32_BLOCK_M = 192,
  ADM_F32_BLOCK_N = 512,
  ADM_F32_BLOCK_K = 256,
  ADM_F32_WORKSPACE = 4 * ADM_F32_BLOCK_K * (ADM_F32_BLOCK_M + ADM_F32_BLOCK_N)
};

/* The complete table of portable C, and the same sources compiled for the instructions of the other
 * two paths. */
extern const struct adm_kernels adm_portable;
extern const struct adm_kernels adm_portable_avx2;
extern const struct adm_kernels adm_portable_avx512;

/* Each overrides entries of a copy of its portable table. The functions they install are called
   only on a CPU with, for avx2: AVX2, FMA, BMI, BMI2 and LZCNT; for avx512: those and AVX-512 F,
   BW, DQ, VL and CD. */
void adm_fill_avx2(struct adm_kernels *k);
void adm_fill_avx512(struct adm_kernels *k);

/* The usable tables by index, slowest first; NULL past the last. */
const struct adm_kernels *adm_usable(int index);

/* The usable table of that name, the best for "auto"; NULL where there is none. */
const struct adm_kernels *adm_find_path(const char *name);

/* The selected table; NULL where ADAMANT_PATH names none and nothing has been selected since. */
const struct adm_kernels *adm_selected(void);

/* Selects a table for the process. */
void adm_select(const struct adm_kernels *table);

#endif

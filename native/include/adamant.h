/*
 * libadamant: exact posit and b-posit arithmetic over arrays in memory that the caller owns.
 *
 * Every result is the exact value rounded once, so it is the same on every path, CPU and thread
 * count. Elements are little-endian unsigned integers of the format's width and need no alignment;
 * quires are little-endian two's complement words of 64 bits, adm_quire_words() each, aligned to 8
 * bytes. Strides are in elements and may be zero or negative; element i is at base + i * stride. A
 * destination may be exactly one of the sources with the same stride; any other overlap is
 * undefined. Nothing allocates, and calls are safe from several threads on disjoint data.
 *
 * Calls return ADM_OK or a negative status, and then have written nothing. A NULL pointer is valid
 * where no element is touched.
 */
#ifndef ADAMANT_H
#define ADAMANT_H

#include <stdint.h>

#include "adamant_scalars.h"

#ifdef __cplusplus
extern "C" {
#endif

enum adm_status {
  ADM_OK = 0,
  ADM_EINVAL = -1, /* an unknown code, a negative size, a NULL pointer, a workspace too small or
                      misaligned */
  ADM_EUNSUPPORTED = -2, /* known, but not for this format */
  ADM_EUNAVAILABLE = -3  /* the path is unknown or cannot run on this CPU */
};

/* Posits of the 2022 standard and b-posits <n, 6, 5>. The IEEE two have no quires; with them the
   operations are those of IEEE 754, NaN in the place of NaR, and the elementary functions, the
   square root excepted, are those of the C library, which no standard defines to the bit. */
enum adm_format {
  ADM_POSIT8 = 0,
  ADM_POSIT16 = 1,
  ADM_POSIT32 = 2,
  ADM_POSIT64 = 3,
  ADM_BPOSIT16 = 4,
  ADM_BPOSIT32 = 5,
  ADM_BPOSIT64 = 6,
  ADM_FLOAT32 = 16,
  ADM_FLOAT64 = 17
};

enum adm_map_op {
  ADM_NEG = 0,
  ADM_ABS = 1,
  ADM_SQRT = 2,
  ADM_EXP = 3,
  ADM_EXP2 = 4,
  ADM_LOG = 5,
  ADM_LOG2 = 6,
  ADM_SIN = 7,
  ADM_COS = 8,
  ADM_TANH = 9,
  ADM_SIGMOID = 10,
  ADM_SOFTPLUS = 11,
  ADM_RSQRT = 12,
  ADM_RECIPROCAL = 13
};

/* The greater, the lesser and the gate of two are NaR where either is. The gate is the first where
   the second is above zero, else 0. */
enum adm_zip_op {
  ADM_ADD = 0,
  ADM_SUB = 1,
  ADM_MUL = 2,
  ADM_DIV = 3,
  ADM_MAX = 4,
  ADM_MIN = 5,
  ADM_GATE = 6
};

/* What is made of 32 random bits u: -1 where the top bit is set, else 1; (2u + 1)/2^33; the
   standard normal quantile at the latter, as the polynomials of kernels/random.h define it to the
   bit, which is within 2^-32. Each exact value is rounded once. */
enum adm_distribution { ADM_RANDOM_SIGN = 0, ADM_RANDOM_UNIFORM = 1, ADM_RANDOM_NORMAL = 2 };

/* The version of this interface: 1. */
ADM_API int32_t adm_abi_version(void);

/* What runs now: "portable", "avx2" or "avx512". The first use takes the path named by the
   environment variable ADAMANT_PATH, else the best one; where that name cannot be used, this is
   "unavailable", adm_select_path(NULL) says ADM_EUNAVAILABLE, and so does every operation until
   adm_select_path chooses a usable path. */
ADM_API const char *adm_path(void);

/* The paths usable on this CPU, separated by spaces, slowest first. */
ADM_API const char *adm_paths(void);

/* Selects a path for the whole process; "auto" is the best, NULL leaves the selection and reports
 * its status. */
ADM_API int32_t adm_select_path(const char *name);

/* Words of 64 bits in a quire of the format, or ADM_EINVAL. */
ADM_API int32_t adm_quire_words(int32_t format);

/* dst[i] = op(a[i]). */
ADM_API int32_t adm_map(int32_t op, int32_t format, int64_t n, void *dst, int64_t ds, const void *a,
                        int64_t as);

/* dst[i] = a[i] op b[i]. */
ADM_API int32_t adm_zip(int32_t op, int32_t format, int64_t n, void *dst, int64_t ds, const void *a,
                        int64_t as, const void *b, int64_t bs);

/* dst[i] = a[i] * b[i] + c[i], rounded once. */
ADM_API int32_t adm_fma(int32_t format, int64_t n, void *dst, int64_t ds, const void *a, int64_t as,
                        const void *b, int64_t bs, const void *c, int64_t cs);

/* dst[i] = a[i] in another format. IEEE NaN and infinities become NaR, NaR becomes the quiet NaN;
   two IEEE formats are ADM_EUNSUPPORTED. dst may be a only where both formats have the same width.
 */
ADM_API int32_t adm_convert(int32_t from, int32_t to, int64_t n, void *dst, int64_t ds,
                            const void *a, int64_t as);

/* dst[i] = the random element number e = first + i, from word e mod 4 of the Philox4x32-10 block
   whose key is seed and whose counter is e / 4, stream, step, all low word first. So it does not
   depend on how an array is cut. first must not be negative, nor first + n exceed 2^63 - 1. */
ADM_API int32_t adm_random(int32_t distribution, int32_t format, int64_t n, void *dst, int64_t ds,
                           uint64_t seed, uint32_t stream, uint32_t step, int64_t first);

/* dst[0] = the greatest (ADM_MAX) or least (ADM_MIN) of n elements; NaR where n is 0 or one is NaR.
 */
ADM_API int32_t adm_extremum(int32_t op, int32_t format, int64_t n, const void *a, int64_t as,
                             void *dst);

/* quire += sum of a[i] * b[i], exactly. A NaR operand makes the quire NaR; 2^31 products cannot
 * overflow an empty one. */
ADM_API int32_t adm_dot(int32_t format, int64_t n, const void *a, int64_t as, const void *b,
                        int64_t bs, uint64_t *quire);

/* quire += sum of a[i], exactly. */
ADM_API int32_t adm_sum(int32_t format, int64_t n, const void *a, int64_t as, uint64_t *quire);

/* dst[i] = the i-th of n consecutive quires, rounded. */
ADM_API int32_t adm_quire_to_posit(int32_t format, int64_t n, const uint64_t *quires, void *dst,
                                   int64_t ds);

/* into[i] += from[i] for n consecutive quires. */
ADM_API int32_t adm_quire_merge(int32_t format, int64_t n, uint64_t *into, const uint64_t *from);

/* quires[i] = -quires[i] for n consecutive quires. */
ADM_API int32_t adm_quire_negate(int32_t format, int64_t n, uint64_t *quires);

/* Bytes of workspace that adm_matmul needs for these sizes on any path of this CPU, or a negative
 * status. */
ADM_API int64_t adm_matmul_workspace(int32_t format, int64_t m, int64_t n, int64_t k);

/* C = round(Q + A * B) with A m x k, B k x n and C m x n by element strides. quires (m * n,
   row-major) is the addend Q, or NULL for none; when c is NULL the sums stay in quires, unrounded,
   and otherwise quires is only read. The workspace must be aligned to 64 bytes. C may not overlap A
   or B. m, n and k may be up to 2^40, and m * n up to 2^47. */
ADM_API int32_t adm_matmul(int32_t format, int64_t m, int64_t n, int64_t k, const void *a,
                           int64_t aRow, int64_t aCol, const void *b, int64_t bRow, int64_t bCol,
                           uint64_t *quires, void *c, int64_t cRow, int64_t cCol, void *workspace,
                           int64_t workspaceBytes);

/*
 * Sums of products of many lanes, such as the components of a product of multivectors: for every
 * index of `rank` dimensions, that is every lane, each result is the exact sum of its products of
 * two operands, rounded once. Rank may be 1 to 8. Lanes count in row-major order; those
 * in [from, to) are done.
 *
 * An operand is the address of its first element and `rank` strides, a result likewise; results may
 * not overlap operands. Result r has counts[2r] products that are added, then counts[2r + 1] that
 * are subtracted; `terms` has the numbers of both operands of all these, result by result. At most
 * 2^31 - 1 products a result. Also of ADM_FLOAT32, rounded in any order, to compare with.
 */
ADM_API int32_t adm_products(int32_t format, int64_t rank, const int64_t *sizes, int64_t from,
                             int64_t to, int64_t operandCount, const void *const *operands,
                             const int64_t *operandStrides, int64_t resultCount,
                             void *const *results, const int64_t *resultStrides,
                             const int64_t *counts, const int32_t *terms);

/* The float32 sums that speed is compared with: rounded in whatever order is fastest, so their bits
   depend on the path; the first two portable where no path could be selected. */

ADM_API float adm_f32_dot(int64_t n, const float *a, const float *b);

ADM_API float adm_f32_sum(int64_t n, const void *a, int64_t as);

/* Bytes of workspace that adm_f32_matmul needs, or a negative status. */
ADM_API int64_t adm_f32_matmul_workspace(int64_t m, int64_t n, int64_t k);

/* C = A * B, by strides and with a workspace as in adm_matmul. */
ADM_API int32_t adm_f32_matmul(int64_t m, int64_t n, int64_t k, const void *a, int64_t aRow,
                               int64_t aCol, const void *b, int64_t bRow, int64_t bCol, void *c,
                               int64_t cRow, int64_t cCol, void *workspace, int64_t workspaceBytes);

#ifdef __cplusplus
}
#endif

#endif

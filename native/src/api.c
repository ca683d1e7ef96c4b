/* The array interface: checks the arguments and calls the selected path. */
#include <stddef.h>

#include "adamant.h"
#include "dispatch.h"

_Static_assert(ADM_POSIT8 == 0 && ADM_BPOSIT64 + 1 == ADM_FORMAT_COUNT,
               "format codes index the tables");
_Static_assert(ADM_NEG == 0 && ADM_SQRT == 2 && ADM_RECIPROCAL + 1 == ADM_MAP_COUNT,
               "map codes index the tables");
_Static_assert(ADM_ADD == 0 && (int)ADM_MAX == (int)ADM_ZIP_FIRST_ORDER &&
                   ADM_GATE + 1 == ADM_ZIP_COUNT,
               "zip codes index the tables");
_Static_assert(ADM_RANDOM_SIGN == 0 && ADM_RANDOM_NORMAL + 1 == ADM_RANDOM_COUNT,
               "distribution codes index the tables");

/* Sizes beyond these are no arrays of this world; below them no count of bytes overflows. */
#define MAX_LENGTH ((int64_t)1 << 40)
#define MAX_MATRIX ((int64_t)1 << 47)

static const int32_t quire_words[ADM_FORMAT_COUNT] = {2, 4, 8, 16, 13, 14, 15};

static int is_format(int32_t format) { return format >= 0 && format < ADM_FORMAT_COUNT; }

/* The index of a format in tables of all types, or -1. */
static int type_index(int32_t format) {
  if (format == ADM_FLOAT32) return ADM_TYPE_FLOAT32;
  if (format == ADM_FLOAT64) return ADM_TYPE_FLOAT64;
  return is_format(format) ? (int)format : -1;
}

static int is_quire(const uint64_t *quire) {
  return quire != NULL && (uintptr_t)quire % _Alignof(uint64_t) == 0;
}

int32_t adm_abi_version(void) { return 1; }

const char *adm_path(void) {
  const struct adm_kernels *k = adm_selected();
  return k == NULL ? "unavailable" : k->name;
}

const char *adm_paths(void) {
  static const char *const lists[] = {"", "portable", "portable avx2", "portable avx2 avx512"};
  int count = 0;
  while (adm_usable(count) != NULL) count++;
  return lists[count];
}

int32_t adm_select_path(const char *name) {
  const struct adm_kernels *k = name == NULL ? adm_selected() : adm_find_path(name);
  if (k == NULL) return ADM_EUNAVAILABLE;
  if (name != NULL) adm_select(k);
  return ADM_OK;
}

int32_t adm_quire_words(int32_t format) {
  return is_format(format) ? quire_words[format] : ADM_EINVAL;
}

int32_t adm_map(int32_t op, int32_t format, int64_t n, void *dst, int64_t ds, const void *a,
                int64_t as) {
  const struct adm_kernels *k = adm_selected();
  const int type = type_index(format);
  if (op < 0 || op >= ADM_MAP_COUNT || type < 0 || n < 0) return ADM_EINVAL;
  if (n > 0 && (dst == NULL || a == NULL)) return ADM_EINVAL;
  if (k == NULL) return ADM_EUNAVAILABLE;
  if (n > 0) k->map[op][type](n, dst, ds, a, as);
  return ADM_OK;
}

int32_t adm_zip(int32_t op, int32_t format, int64_t n, void *dst, int64_t ds, const void *a,
                int64_t as, const void *b, int64_t bs) {
  const struct adm_kernels *k = adm_selected();
  const int type = type_index(format);
  if (op < 0 || op >= ADM_ZIP_COUNT || type < 0 || n < 0) return ADM_EINVAL;
  if (n > 0 && (dst == NULL || a == NULL || b == NULL)) return ADM_EINVAL;
  if (k == NULL) return ADM_EUNAVAILABLE;
  if (n > 0) k->zip[op][type](n, dst, ds, a, as, b, bs);
  return ADM_OK;
}

int32_t adm_fma(int32_t format, int64_t n, void *dst, int64_t ds, const void *a, int64_t as,
                const void *b, int64_t bs, const void *c, int64_t cs) {
  const struct adm_kernels *k = adm_selected();
  const int type = type_index(format);
  if (type < 0 || n < 0) return ADM_EINVAL;
  if (n > 0 && (dst == NULL || a == NULL || b == NULL || c == NULL)) return ADM_EINVAL;
  if (k == NULL) return ADM_EUNAVAILABLE;
  if (n > 0) k->fma[type](n, dst, ds, a, as, b, bs, c, cs);
  return ADM_OK;
}

int32_t adm_convert(int32_t from, int32_t to, int64_t n, void *dst, int64_t ds, const void *a,
                    int64_t as) {
  const struct adm_kernels *k = adm_selected();
  const int source = type_index(from);
  const int target = type_index(to);
  if (source < 0 || target < 0 || n < 0) return ADM_EINVAL;
  if (!is_format(from) && !is_format(to)) return ADM_EUNSUPPORTED;
  if (n > 0 && (dst == NULL || a == NULL)) return ADM_EINVAL;
  if (k == NULL) return ADM_EUNAVAILABLE;
  if (n > 0) k->convert[source][target](n, dst, ds, a, as);
  return ADM_OK;
}

int32_t adm_random(int32_t distribution, int32_t format, int64_t n, void *dst, int64_t ds,
                   uint64_t seed, uint32_t stream, uint32_t step, int64_t first) {
  const struct adm_kernels *k = adm_selected();
  const int type = type_index(format);
  if (distribution < 0 || distribution >= ADM_RANDOM_COUNT || type < 0) return ADM_EINVAL;
  if (n < 0 || first < 0 || first > INT64_MAX - n || (n > 0 && dst == NULL)) return ADM_EINVAL;
  if (k == NULL) return ADM_EUNAVAILABLE;
  if (n > 0) k->random[distribution][type](n, dst, ds, seed, stream, step, (uint64_t)first);
  return ADM_OK;
}

int32_t adm_extremum(int32_t op, int32_t format, int64_t n, const void *a, int64_t as, void *dst) {
  const struct adm_kernels *k = adm_selected();
  const int type = type_index(format);
  if ((op != ADM_MAX && op != ADM_MIN) || type < 0 || n < 0) return ADM_EINVAL;
  if (dst == NULL || (n > 0 && a == NULL)) return ADM_EINVAL;
  if (k == NULL) return ADM_EUNAVAILABLE;
  k->extremum[op - ADM_ZIP_FIRST_ORDER][type](n, a, as, dst);
  return ADM_OK;
}

int32_t adm_dot(int32_t format, int64_t n, const void *a, int64_t as, const void *b, int64_t bs,
                uint64_t *quire) {
  const struct adm_kernels *k = adm_selected();
  if (!is_format(format) || n < 0 || !is_quire(quire)) return ADM_EINVAL;
  if (n > 0 && (a == NULL || b == NULL)) return ADM_EINVAL;
  if (k == NULL) return ADM_EUNAVAILABLE;
  if (n > 0) k->dot[format](n, a, as, b, bs, quire);
  return ADM_OK;
}

int32_t adm_sum(int32_t format, int64_t n, const void *a, int64_t as, uint64_t *quire) {
  const struct adm_kernels *k = adm_selected();
  if (!is_format(format) || n < 0 || !is_quire(quire)) return ADM_EINVAL;
  if (n > 0 && a == NULL) return ADM_EINVAL;
  if (k == NULL) return ADM_EUNAVAILABLE;
  if (n > 0) k->sum[format](n, a, as, quire);
  return ADM_OK;
}

int32_t adm_quire_to_posit(int32_t format, int64_t n, const uint64_t *quires, void *dst,
                           int64_t ds) {
  const struct adm_kernels *k = adm_selected();
  if (!is_format(format) || n < 0) return ADM_EINVAL;
  if (n > 0 && (!is_quire(quires) || dst == NULL)) return ADM_EINVAL;
  if (k == NULL) return ADM_EUNAVAILABLE;
  if (n > 0) k->quire_to_posit[format](n, quires, dst, ds);
  return ADM_OK;
}

int32_t adm_quire_merge(int32_t format, int64_t n, uint64_t *into, const uint64_t *from) {
  const struct adm_kernels *k = adm_selected();
  if (!is_format(format) || n < 0) return ADM_EINVAL;
  if (n > 0 && (!is_quire(into) || !is_quire(from))) return ADM_EINVAL;
  if (k == NULL) return ADM_EUNAVAILABLE;
  if (n > 0) k->quire_merge[format](n, into, from);
  return ADM_OK;
}

int32_t adm_quire_negate(int32_t format, int64_t n, uint64_t *quires) {
  const struct adm_kernels *k = adm_selected();
  if (!is_format(format) || n < 0) return ADM_EINVAL;
  if (n > 0 && !is_quire(quires)) return ADM_EINVAL;
  if (k == NULL) return ADM_EUNAVAILABLE;
  if (n > 0) k->quire_negate[format](n, quires);
  return ADM_OK;
}

static int is_shape(int64_t m, int64_t n, int64_t k) {
  return m >= 0 && n >= 0 && k >= 0 && m <= MAX_LENGTH && n <= MAX_LENGTH && k <= MAX_LENGTH &&
         (m == 0 || n <= MAX_MATRIX / m);
}

static int is_workspace(const void *workspace, int64_t bytes, int64_t needed) {
  return bytes >= needed && (needed == 0 || (workspace != NULL && (uintptr_t)workspace % 64 == 0));
}

int64_t adm_matmul_workspace(int32_t format, int64_t m, int64_t n, int64_t k) {
  int64_t most = 0;
  if (!is_format(format) || !is_shape(m, n, k)) return ADM_EINVAL;
  for (int i = 0; adm_usable(i) != NULL; i++) {
    const int64_t bytes = adm_usable(i)->matmul_workspace[format](m, n, k);
    if (bytes > most) most = bytes;
  }
  return most;
}

int32_t adm_matmul(int32_t format, int64_t m, int64_t n, int64_t k, const void *a, int64_t aRow,
                   int64_t aCol, const void *b, int64_t bRow, int64_t bCol, uint64_t *quires,
                   void *c, int64_t cRow, int64_t cCol, void *workspace, int64_t workspaceBytes) {
  const struct adm_kernels *path = adm_selected();
  const int64_t needed = adm_matmul_workspace(format, m, n, k);
  if (needed < 0) return ADM_EINVAL;
  if (path == NULL) return ADM_EUNAVAILABLE;
  if (m == 0 || n == 0) return ADM_OK;
  if (k > 0 && (a == NULL || b == NULL)) return ADM_EINVAL;
  if (c == NULL && quires == NULL) return ADM_EINVAL;
  if (quires != NULL && !is_quire(quires)) return ADM_EINVAL;
  if (!is_workspace(workspace, workspaceBytes, needed)) return ADM_EINVAL;
  path->matmul[format](m, n, k, a, aRow, aCol, b, bRow, bCol, quires, c, cRow, cCol, workspace);
  return ADM_OK;
}

/* Whether the lanes [from, to) are some of those of the sizes. */
static int has_lanes(int64_t rank, const int64_t *sizes, int64_t from, int64_t to) {
  int64_t lanes = 1;
  if (rank < 1 || rank > ADM_MAX_RANK || sizes == NULL) return 0;
  for (int64_t d = 0; d < rank; d++) {
    if (sizes[d] < 0 || sizes[d] > MAX_LENGTH) return 0;
    if (sizes[d] != 0 && lanes > MAX_MATRIX / sizes[d]) return 0;
    lanes *= sizes[d];
  }
  return from >= 0 && from <= to && to <= lanes;
}

/* Whether all results have operands. */
static int has_terms(const struct adm_products *p) {
  int64_t total = 0;
  for (int64_t r = 0; r < p->result_count; r++) {
    const int64_t *counts = p->counts + 2 * r;
    if (counts[0] < 0 || counts[0] > INT32_MAX) return 0;
    if (counts[1] < 0 || counts[1] > INT32_MAX - counts[0] || p->results[r] == NULL) return 0;
    total += counts[0] + counts[1];
  }
  if (total > 0 && p->terms == NULL) return 0;
  for (int64_t t = 0; t < 2 * total; t++) {
    if (p->terms[t] < 0 || p->terms[t] >= p->operand_count) return 0;
  }
  for (int64_t x = 0; x < p->operand_count; x++) {
    if (p->operands[x] == NULL) return 0;
  }
  return 1;
}

int32_t adm_products(int32_t format, int64_t rank, const int64_t *sizes, int64_t from, int64_t to,
                     int64_t operandCount, const void *const *operands,
                     const int64_t *operandStrides, int64_t resultCount, void *const *results,
                     const int64_t *resultStrides, const int64_t *counts, const int32_t *terms) {
  const struct adm_kernels *k = adm_selected();
  const struct adm_products p = {rank,         sizes,         from,           to,
                                 operandCount, operands,      operandStrides, resultCount,
                                 results,      resultStrides, counts,         terms};
  const int type = type_index(format);
  if (type < 0 || !has_lanes(rank, sizes, from, to)) return ADM_EINVAL;
  if (type == ADM_TYPE_FLOAT64) return ADM_EUNSUPPORTED;
  if (operandCount < 0 || (operandCount > 0 && (operands == NULL || operandStrides == NULL)))
    return ADM_EINVAL;
  if (resultCount < 0 ||
      (resultCount > 0 && (results == NULL || resultStrides == NULL || counts == NULL)))
    return ADM_EINVAL;
  if (!has_terms(&p)) return ADM_EINVAL;
  if (k == NULL) return ADM_EUNAVAILABLE;
  if (from < to) k->products[type](&p);
  return ADM_OK;
}

float adm_f32_dot(int64_t n, const float *a, const float *b) {
  const struct adm_kernels *k = adm_selected();
  return (k == NULL ? &adm_portable : k)->f32_dot(n, a, b);
}

float adm_f32_sum(int64_t n, const void *a, int64_t as) {
  const struct adm_kernels *k = adm_selected();
  return (k == NULL ? &adm_portable : k)->f32_sum(n, a, as);
}

int64_t adm_f32_matmul_workspace(int64_t m, int64_t n, int64_t k) {
  return is_shape(m, n, k) ? ADM_F32_WORKSPACE : ADM_EINVAL;
}

int32_t adm_f32_matmul(int64_t m, int64_t n, int64_t k, const void *a, int64_t aRow, int64_t aCol,
                       const void *b, int64_t bRow, int64_t bCol, void *c, int64_t cRow,
                       int64_t cCol, void *workspace, int64_t workspaceBytes) {
  const struct adm_kernels *path = adm_selected();
  if (!is_shape(m, n, k)) return ADM_EINVAL;
  if (path == NULL) return ADM_EUNAVAILABLE;
  if (m == 0 || n == 0) return ADM_OK;
  if (c == NULL || (k > 0 && (a == NULL || b == NULL))) return ADM_EINVAL;
  if (!is_workspace(workspace, workspaceBytes, ADM_F32_WORKSPACE)) return ADM_EINVAL;
  path->f32_matmul(m, n, k, a, aRow, aCol, b, bRow, bCol, c, cRow, cCol, workspace);
  return ADM_OK;
}

/* The table of the portable path. */
#include "portable.h"

/* clang-format off */
#define MAP_ENTRY(op_code, op, code, p) .map[op_code][code] = ADM_NAME(op##_##p),
#define ZIP_ENTRY(op_code, op, code, p) .zip[op_code][code] = ADM_NAME(op##_##p),
#define RANDOM_ENTRY(op_code, op, code, p) .random[op_code][code] = ADM_NAME(op##_##p),
#define EXTREMUM_ENTRY(op_code, op, code, p) \
  .extremum[op_code - ADM_ZIP_FIRST_ORDER][code] = ADM_NAME(extremum_##op##_##p),
#define TYPE_ENTRIES(code, p)              \
  ADM_MAP_OPS(MAP_ENTRY, code, p)          \
  ADM_ZIP_OPS(ZIP_ENTRY, code, p)          \
  ADM_RANDOM_OPS(RANDOM_ENTRY, code, p)    \
  ADM_ORDER_OPS(EXTREMUM_ENTRY, code, p)   \
  .fma[code] = ADM_NAME(fma_##p),
#define CONVERT_ENTRY(to, n, rs, es, from) ADM_NAME(from##_to_##to),
#define FORMAT_ENTRIES(code, p, n, rs, es, type)                           \
  TYPE_ENTRIES(code, p)                                                    \
  .convert[code] = {ADM_FORMATS_WITH(CONVERT_ENTRY, p)                     \
                    ADM_NAME(p##_to_f32), ADM_NAME(p##_to_f64)},           \
  .convert[ADM_TYPE_FLOAT32][code] = ADM_NAME(f32_to_##p),              \
  .convert[ADM_TYPE_FLOAT64][code] = ADM_NAME(f64_to_##p),              \
  .dot[code] = ADM_NAME(dot_##p),                                          \
  .sum[code] = ADM_NAME(sum_##p),                                          \
  .matmul_workspace[code] = ADM_NAME(matmul_workspace_##p),                \
  .matmul[code] = ADM_NAME(matmul_##p),                                    \
  .products[code] = ADM_NAME(products_##p),                                \
  .quire_to_posit[code] = ADM_NAME(quire_to_posit_##p),                    \
  .quire_merge[code] = ADM_NAME(quire_merge_##p),                          \
  .quire_negate[code] = ADM_NAME(quire_negate_##p),

const struct adm_kernels ADM_TABLE_NAME = {
    .name = "portable",
    ADM_FORMATS(FORMAT_ENTRIES)
    TYPE_ENTRIES(ADM_TYPE_FLOAT32, f32)
    TYPE_ENTRIES(ADM_TYPE_FLOAT64, f64)
    .f32_dot = ADM_NAME(f32_dot),
    .f32_sum = ADM_NAME(f32_sum),
    .f32_matmul = ADM_NAME(f32_matmul),
    .products[ADM_TYPE_FLOAT32] = ADM_NAME(products_f32)};
/* clang-format on */

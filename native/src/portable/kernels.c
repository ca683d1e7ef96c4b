/* The table of the portable path. */
#include "portable.h"

/* clang-format off */
#define MAP_ENTRY(op_code, op, code, p) .map[op_code][code] = ADM_NAME(op##_##p),
#define ZIP_ENTRY(op_code, op, code, p) .zip[op_code][code] = ADM_NAME(op##_##p),
#define CONVERT_ENTRY(to, n, rs, es, from) ADM_NAME(from##_to_##to),
#define FORMAT_ENTRIES(code, p, n, rs, es, type)                           \
  ADM_MAP_OPS(MAP_ENTRY, code, p)                                          \
  ADM_ZIP_OPS(ZIP_ENTRY, code, p)                                          \
  .convert[code] = {ADM_FORMATS_WITH(CONVERT_ENTRY, p)                     \
                    ADM_NAME(p##_to_f32), ADM_NAME(p##_to_f64)},           \
  .convert[ADM_CONVERT_FLOAT32][code] = ADM_NAME(f32_to_##p),              \
  .convert[ADM_CONVERT_FLOAT64][code] = ADM_NAME(f64_to_##p),              \
  .fma[code] = ADM_NAME(fma_##p),                                          \
  .dot[code] = ADM_NAME(dot_##p),                                          \
  .sum[code] = ADM_NAME(sum_##p),                                          \
  .matmul_workspace[code] = ADM_NAME(matmul_workspace_##p),                \
  .matmul[code] = ADM_NAME(matmul_##p),                                    \
  .quire_to_posit[code] = ADM_NAME(quire_to_posit_##p),                    \
  .quire_merge[code] = ADM_NAME(quire_merge_##p),                          \
  .quire_negate[code] = ADM_NAME(quire_negate_##p),

const struct adm_kernels ADM_TABLE_NAME = {
    .name = "portable",
    ADM_FORMATS(FORMAT_ENTRIES)
    .f32_dot = ADM_NAME(f32_dot)};
/* clang-format on */

/*
 * The functions of the portable path, one for each format and operation.
 *
 * These sources are compiled once for each path, under its instruction set and its own names: with
 * ADM_BUILD portable, portable_avx2 or portable_avx512 the table is adm_<build> and the functions
 * are adm_<build>_<name>.
 */
#ifndef ADM_PORTABLE_H
#define ADM_PORTABLE_H

#include "../../../kernels/posit.h"
#include "../dispatch.h"

#ifndef ADM_BUILD
#define ADM_BUILD portable
#endif

#define ADM_JOIN3_(a, b, c) a##_##b##_##c
#define ADM_JOIN3(a, b, c) ADM_JOIN3_(a, b, c)
#define ADM_JOIN2_(a, b) a##_##b
#define ADM_JOIN2(a, b) ADM_JOIN2_(a, b)
#define ADM_NAME(name) ADM_JOIN3(adm, ADM_BUILD, name)
#define ADM_TABLE_NAME ADM_JOIN2(adm, ADM_BUILD)

#define ADM_DECLARE_MAP(op_code, op, p) adm_map_fn ADM_NAME(op##_##p);
#define ADM_DECLARE_ZIP(op_code, op, p) adm_zip_fn ADM_NAME(op##_##p);
#define ADM_DECLARE_RANDOM(op_code, op, p) adm_random_fn ADM_NAME(op##_##p);
#define ADM_DECLARE_EXTREMUM(op_code, op, p) adm_extremum_fn ADM_NAME(extremum_##op##_##p);
/* What there is for every type, of which p is the prefix. */
#define ADM_DECLARE_TYPE(p)              \
  ADM_MAP_OPS(ADM_DECLARE_MAP, p)        \
  ADM_ZIP_OPS(ADM_DECLARE_ZIP, p)        \
  ADM_RANDOM_OPS(ADM_DECLARE_RANDOM, p)  \
  ADM_ORDER_OPS(ADM_DECLARE_EXTREMUM, p) \
  adm_fma_fn ADM_NAME(fma_##p);
#define ADM_DECLARE_CONVERT(to, n, rs, es, from) adm_map_fn ADM_NAME(from##_to_##to);
#define ADM_DECLARE_FORMAT(code, p, n, rs, es, type)      \
  ADM_DECLARE_TYPE(p)                                     \
  ADM_FORMATS_WITH(ADM_DECLARE_CONVERT, p)                \
  adm_map_fn ADM_NAME(p##_to_f32);                        \
  adm_map_fn ADM_NAME(p##_to_f64);                        \
  adm_map_fn ADM_NAME(f32_to_##p);                        \
  adm_map_fn ADM_NAME(f64_to_##p);                        \
  adm_dot_fn ADM_NAME(dot_##p);                           \
  adm_sum_fn ADM_NAME(sum_##p);                           \
  adm_matmul_workspace_fn ADM_NAME(matmul_workspace_##p); \
  adm_matmul_fn ADM_NAME(matmul_##p);                     \
  adm_products_fn ADM_NAME(products_##p);                 \
  adm_quire_to_posit_fn ADM_NAME(quire_to_posit_##p);     \
  adm_quire_merge_fn ADM_NAME(quire_merge_##p);           \
  adm_quire_negate_fn ADM_NAME(quire_negate_##p);
ADM_FORMATS(ADM_DECLARE_FORMAT)
ADM_DECLARE_TYPE(f32)
ADM_DECLARE_TYPE(f64)
adm_f32_dot_fn ADM_NAME(f32_dot);
adm_f32_sum_fn ADM_NAME(f32_sum);
adm_f32_matmul_fn ADM_NAME(f32_matmul);
adm_products_fn ADM_NAME(products_f32);

#endif

/* The scalar interface: one function of the core for each format. */
#include <string.h>

#include "../../kernels/functions.h"
#include "../../kernels/quire.h"
#include "adamant_scalars.h"
#include "dispatch.h"

#define UNARY(op_code, op, p, n, rs, es, type) \
  type p##_##op(type a) { return (type)adm_##op(n, rs, es, a); }

#define BINARY(op_code, op, p, n, rs, es, type) \
  type p##_##op(type a, type b) { return (type)adm_##op(n, rs, es, a, b); }

#define TO(p2, n2, rs2, es2, p, n, rs, es) \
  adm_u##n2 p##_to_##p2(adm_u##n a) { return (adm_u##n2)adm_convert(n, rs, es, n2, rs2, es2, a); }

#define SCALARS(code, p, n, rs, es, type)                                                      \
  ADM_ARITHMETIC_OPS(BINARY, p, n, rs, es, type)                                               \
  ADM_MAP_OPS(UNARY, p, n, rs, es, type)                                                       \
  ADM_FORMATS_WITH(TO, p, n, rs, es)                                                           \
  type p##_mulAdd(type a, type b, type c) { return (type)adm_fma(n, rs, es, a, b, c); }        \
  int32_t p##_eq(type a, type b) { return a == b; }                                            \
  int32_t p##_lt(type a, type b) { return adm_compare(n, a, b) < 0; }                          \
  int32_t p##_le(type a, type b) { return adm_compare(n, a, b) <= 0; }                         \
  type p##_fdp(int64_t count, const type *a, const type *b) {                                  \
    const struct adm_kernels *path = adm_selected();                                           \
    adm_u64 quire[ADM_QUIRE_MAX_WORDS] = {0};                                                  \
    if (count > 0) (path == NULL ? &adm_portable : path)->dot[code](count, a, 1, b, 1, quire); \
    return (type)adm_quire_to_posit(n, rs, es, quire);                                         \
  }                                                                                            \
  float p##_to_f32(type a) {                                                                   \
    const adm_u32 bits = (adm_u32)adm_to_f32_bits(n, rs, es, a);                               \
    float value;                                                                               \
    memcpy(&value, &bits, sizeof value);                                                       \
    return value;                                                                              \
  }                                                                                            \
  double p##_to_f64(type a) {                                                                  \
    const adm_u64 bits = adm_to_f64_bits(n, rs, es, a);                                        \
    double value;                                                                              \
    memcpy(&value, &bits, sizeof value);                                                       \
    return value;                                                                              \
  }                                                                                            \
  type f32_to_##p(float a) {                                                                   \
    adm_u32 bits;                                                                              \
    memcpy(&bits, &a, sizeof bits);                                                            \
    return (type)adm_from_f32_bits(n, rs, es, bits);                                           \
  }                                                                                            \
  type f64_to_##p(double a) {                                                                  \
    adm_u64 bits;                                                                              \
    memcpy(&bits, &a, sizeof bits);                                                            \
    return (type)adm_from_f64_bits(n, rs, es, bits);                                           \
  }
ADM_FORMATS(SCALARS)

/*
 * The scalars of libadamant, in the naming of SoftPosit: p8_add ... bp64_reciprocal. Patterns in
 * and out.
 *
 * P_mulAdd(a, b, c) is a * b + c rounded once. P_eq, P_lt and P_le compare as the standard does: as
 * integers, NaR equal to itself and below all others. P_fdp is the dot product of n contiguous
 * elements, exact and rounded once, on the selected path, or the portable one where none could be
 * selected; with n < 1 it is 0. P_to_f64 gives the quiet NaN for NaR.
 */
#ifndef ADAMANT_SCALARS_H
#define ADAMANT_SCALARS_H

#include <stdint.h>

#if defined(__GNUC__)
#define ADM_API __attribute__((visibility("default")))
#else
#define ADM_API
#endif

#ifdef __cplusplus
extern "C" {
#endif

#define ADM_DECLARE_SCALARS(P, T)                       \
  ADM_API T P##_add(T a, T b);                          \
  ADM_API T P##_sub(T a, T b);                          \
  ADM_API T P##_mul(T a, T b);                          \
  ADM_API T P##_div(T a, T b);                          \
  ADM_API T P##_mulAdd(T a, T b, T c);                  \
  ADM_API T P##_neg(T a);                               \
  ADM_API T P##_abs(T a);                               \
  ADM_API T P##_sqrt(T a);                              \
  ADM_API T P##_exp(T a);                               \
  ADM_API T P##_exp2(T a);                              \
  ADM_API T P##_log(T a);                               \
  ADM_API T P##_log2(T a);                              \
  ADM_API T P##_sin(T a);                               \
  ADM_API T P##_cos(T a);                               \
  ADM_API T P##_tanh(T a);                              \
  ADM_API T P##_sigmoid(T a);                           \
  ADM_API T P##_softplus(T a);                          \
  ADM_API T P##_rsqrt(T a);                             \
  ADM_API T P##_reciprocal(T a);                        \
  ADM_API int32_t P##_eq(T a, T b);                     \
  ADM_API int32_t P##_lt(T a, T b);                     \
  ADM_API int32_t P##_le(T a, T b);                     \
  ADM_API T P##_fdp(int64_t n, const T *a, const T *b); \
  ADM_API uint8_t P##_to_p8(T a);                       \
  ADM_API uint16_t P##_to_p16(T a);                     \
  ADM_API uint32_t P##_to_p32(T a);                     \
  ADM_API uint64_t P##_to_p64(T a);                     \
  ADM_API uint16_t P##_to_bp16(T a);                    \
  ADM_API uint32_t P##_to_bp32(T a);                    \
  ADM_API uint64_t P##_to_bp64(T a);                    \
  ADM_API float P##_to_f32(T a);                        \
  ADM_API double P##_to_f64(T a);                       \
  ADM_API T f32_to_##P(float a);                        \
  ADM_API T f64_to_##P(double a);

ADM_DECLARE_SCALARS(p8, uint8_t)
ADM_DECLARE_SCALARS(p16, uint16_t)
ADM_DECLARE_SCALARS(p32, uint32_t)
ADM_DECLARE_SCALARS(p64, uint64_t)
ADM_DECLARE_SCALARS(bp16, uint16_t)
ADM_DECLARE_SCALARS(bp32, uint32_t)
ADM_DECLARE_SCALARS(bp64, uint64_t)

#ifdef __cplusplus
}
#endif

#endif

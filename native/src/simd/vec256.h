/*
 * The vector words of the AVX2 path. vec512.h has the same names for AVX-512; the kernels are
 * written once on top.
 *
 * vi: VL lanes of 32 bits. vq: VD = VL/2 lanes of 64 bits. vh: VD lanes of 32 bits. vd, vf: doubles
 * and floats.
 */
#ifndef ADM_VEC256_H
#define ADM_VEC256_H

#include <immintrin.h>
#include <stdint.h>

#define VL 8
#define VD 4
#define VFN static inline __attribute__((always_inline, unused))

typedef __m256i vi;
typedef __m256i vq;
typedef __m128i vh;
typedef __m256d vd;
typedef __m256 vf;

VFN vi vi_load(const void *p) { return _mm256_loadu_si256((const __m256i *)p); }
VFN void vi_store(void *p, vi a) { _mm256_storeu_si256((__m256i *)p, a); }
VFN vi vi_load8(const void *p) { return _mm256_cvtepu8_epi32(_mm_loadl_epi64((const __m128i *)p)); }
VFN vi vi_load16(const void *p) {
  return _mm256_cvtepu16_epi32(_mm_loadu_si128((const __m128i *)p));
}
VFN vi vi_load_signed16(const void *p) {
  return _mm256_cvtepi16_epi32(_mm_loadu_si128((const __m128i *)p));
}
/* Lanes hold values below 2^16. */
VFN void vi_store16(void *p, vi a) {
  __m256i packed = _mm256_permute4x64_epi64(_mm256_packus_epi32(a, a), 0x08);
  _mm_storeu_si128((__m128i *)p, _mm256_castsi256_si128(packed));
}
VFN vi vi_set(int32_t x) { return _mm256_set1_epi32(x); }
VFN vi vi_add(vi a, vi b) { return _mm256_add_epi32(a, b); }
VFN vi vi_sub(vi a, vi b) { return _mm256_sub_epi32(a, b); }
VFN vi vi_and(vi a, vi b) { return _mm256_and_si256(a, b); }
VFN vi vi_or(vi a, vi b) { return _mm256_or_si256(a, b); }
VFN vi vi_xor(vi a, vi b) { return _mm256_xor_si256(a, b); }
/* ~a & b */
VFN vi vi_andnot(vi a, vi b) { return _mm256_andnot_si256(a, b); }
VFN vi vi_abs(vi a) { return _mm256_abs_epi32(a); }
VFN vi vi_minu(vi a, vi b) { return _mm256_min_epu32(a, b); }
/* a with the sign of s; a >= 0; may be 0 where s is. */
VFN vi vi_sign(vi a, vi s) { return _mm256_sign_epi32(a, s); }
/* 64-bit products of the signed even lanes. */
VFN vq vi_mul_even(vi a, vi b) { return _mm256_mul_epi32(a, b); }
VFN vi vi_maxu(vi a, vi b) { return _mm256_max_epu32(a, b); }
VFN vi vi_max(vi a, vi b) { return _mm256_max_epi32(a, b); }
/* All ones where true. */
VFN vi vi_eq(vi a, vi b) { return _mm256_cmpeq_epi32(a, b); }
VFN vi vi_gt(vi a, vi b) { return _mm256_cmpgt_epi32(a, b); }
VFN int vi_any(vi a) { return !_mm256_testz_si256(a, a); }
#define vi_sll(a, k) _mm256_slli_epi32(a, k)
#define vi_srl(a, k) _mm256_srli_epi32(a, k)
#define vi_sra(a, k) _mm256_srai_epi32(a, k)
/* Entry a of a table of 16 bytes where a < 16; 0 where a is in 16..31. */
VFN vi vi_table(const uint8_t *table, vi a) {
  __m256i t = _mm256_broadcastsi128_si256(_mm_loadu_si128((const __m128i *)table));
  return _mm256_shuffle_epi8(t, _mm256_add_epi32(a, _mm256_set1_epi32((int32_t)0x80808070)));
}
VFN vi vi_srav(vi a, vi k) { return _mm256_srav_epi32(a, k); }
VFN vi vi_sllv(vi a, vi k) { return _mm256_sllv_epi32(a, k); }
/* Pairs of (low, high) 32-bit words; the order of the lanes is the same for every vector so
 * combined. */
VFN vq vi_pair_low(vi low, vi high) { return _mm256_unpacklo_epi32(low, high); }
VFN vq vi_pair_high(vi low, vi high) { return _mm256_unpackhi_epi32(low, high); }
/* Undoes the two: the low words of both, and the high words of both. */
VFN vi vi_unpair_low(vq a, vq b) {
  return _mm256_castps_si256(
      _mm256_shuffle_ps(_mm256_castsi256_ps(a), _mm256_castsi256_ps(b), 0x88));
}
VFN vi vi_unpair_high(vq a, vq b) {
  return _mm256_castps_si256(
      _mm256_shuffle_ps(_mm256_castsi256_ps(a), _mm256_castsi256_ps(b), 0xdd));
}
/* The lanes so that the halves correspond to vi_pair_low and vi_pair_high. */
VFN vi vi_by_pairs(vi a) { return _mm256_permute4x64_epi64(a, 0xd8); }

VFN vh vi_lower(vi a) { return _mm256_castsi256_si128(a); }
VFN vh vi_upper(vi a) { return _mm256_extracti128_si256(a, 1); }
/* Sign-extended to 64-bit lanes. */
VFN vq vh_widen(vh a) { return _mm256_cvtepi32_epi64(a); }

#define vq_srl(a, k) _mm256_srli_epi64(a, k)
VFN vq vq_set(int64_t x) { return _mm256_set1_epi64x(x); }
VFN void vq_store(void *p, vq a) { _mm256_storeu_si256((__m256i *)p, a); }
VFN vq vq_add(vq a, vq b) { return _mm256_add_epi64(a, b); }
VFN vq vq_sub(vq a, vq b) { return _mm256_sub_epi64(a, b); }
VFN vq vq_and(vq a, vq b) { return _mm256_and_si256(a, b); }
VFN vq vq_or(vq a, vq b) { return _mm256_or_si256(a, b); }
VFN vq vq_xor(vq a, vq b) { return _mm256_xor_si256(a, b); }
VFN vq vq_andnot(vq a, vq b) { return _mm256_andnot_si256(a, b); }
VFN vq vq_sign(vq a) { return _mm256_cmpgt_epi64(_mm256_setzero_si256(), a); }
#define vq_sll(a, k) _mm256_slli_epi64(a, k)
VFN int64_t vq_sum(vq a) {
  __m128i s = _mm_add_epi64(_mm256_castsi256_si128(a), _mm256_extracti128_si256(a, 1));
  return (int64_t)((uint64_t)_mm_extract_epi64(s, 0) + (uint64_t)_mm_extract_epi64(s, 1));
}

VFN vd vd_set(double x) { return _mm256_set1_pd(x); }
VFN vd vd_load(const double *p) { return _mm256_loadu_pd(p); }
VFN vd vd_broadcast(const double *p) { return _mm256_broadcast_sd(p); }
VFN void vd_store(double *p, vd a) { _mm256_storeu_pd(p, a); }
VFN vd vd_add(vd a, vd b) { return _mm256_add_pd(a, b); }
VFN vd vd_sub(vd a, vd b) { return _mm256_sub_pd(a, b); }
VFN vd vd_mul(vd a, vd b) { return _mm256_mul_pd(a, b); }
VFN vd vd_div(vd a, vd b) { return _mm256_div_pd(a, b); }
VFN vd vd_sqrt(vd a) { return _mm256_sqrt_pd(a); }
VFN vd vd_fma(vd a, vd b, vd c) { return _mm256_fmadd_pd(a, b, c); }
VFN vd vd_fms(vd a, vd b, vd c) { return _mm256_fmsub_pd(a, b, c); }
/* c - ab and -ab - c. */
VFN vd vd_fnma(vd a, vd b, vd c) { return _mm256_fnmadd_pd(a, b, c); }
VFN vd vd_fnms(vd a, vd b, vd c) { return _mm256_fnmsub_pd(a, b, c); }
VFN vd vd_max(vd a, vd b) { return _mm256_max_pd(a, b); }
VFN vq vd_bits(vd a) { return _mm256_castpd_si256(a); }
VFN vd vq_double(vq a) { return _mm256_castsi256_pd(a); }
VFN vd vh_to_double(vh a) { return _mm256_cvtepi32_pd(a); }

VFN vf vf_set(float x) { return _mm256_set1_ps(x); }
VFN vf vf_load(const float *p) { return _mm256_loadu_ps(p); }
VFN vf vf_add(vf a, vf b) { return _mm256_add_ps(a, b); }
VFN vf vf_fma(vf a, vf b, vf c) { return _mm256_fmadd_ps(a, b, c); }
VFN vf vf_mul(vf a, vf b) { return _mm256_mul_ps(a, b); }
VFN vi vf_bits(vf a) { return _mm256_castps_si256(a); }
VFN vf vi_float(vi a) { return _mm256_castsi256_ps(a); }
VFN vf vi_to_float(vi a) { return _mm256_cvtepi32_ps(a); }
/* Of integers below 2^31; anything else gives some integer. */
VFN vi vf_to_int(vf a) { return _mm256_cvttps_epi32(a); }
VFN float vf_sum(vf a) {
  __m128 s = _mm_add_ps(_mm256_castps256_ps128(a), _mm256_extractf128_ps(a, 1));
  s = _mm_add_ps(s, _mm_movehl_ps(s, s));
  return _mm_cvtss_f32(_mm_add_ss(s, _mm_movehdup_ps(s)));
}

#endif

/* The vector words of the AVX-512 path (F, BW, DQ, VL, CD): the names of vec256.h over 512 bits. */
#ifndef ADM_VEC512_H
#define ADM_VEC512_H

#include <immintrin.h>
#include <stdint.h>

#define VL 16
#define VD 8
#define VFN static inline __attribute__((always_inline, unused))

typedef __m512i vi;
typedef __m512i vq;
typedef __m256i vh;
typedef __m512d vd;
typedef __m512 vf;

VFN vi vi_load(const void *p) { return _mm512_loadu_si512(p); }
VFN void vi_store(void *p, vi a) { _mm512_storeu_si512(p, a); }
VFN vi vi_load8(const void *p) { return _mm512_cvtepu8_epi32(_mm_loadu_si128((const __m128i *)p)); }
VFN vi vi_load16(const void *p) {
  return _mm512_cvtepu16_epi32(_mm256_loadu_si256((const __m256i *)p));
}
VFN vi vi_load_signed16(const void *p) {
  return _mm512_cvtepi16_epi32(_mm256_loadu_si256((const __m256i *)p));
}
VFN void vi_store16(void *p, vi a) { _mm256_storeu_si256((__m256i *)p, _mm512_cvtepi32_epi16(a)); }
VFN vi vi_set(int32_t x) { return _mm512_set1_epi32(x); }
VFN vi vi_add(vi a, vi b) { return _mm512_add_epi32(a, b); }
VFN vi vi_sub(vi a, vi b) { return _mm512_sub_epi32(a, b); }
VFN vi vi_and(vi a, vi b) { return _mm512_and_si512(a, b); }
VFN vi vi_or(vi a, vi b) { return _mm512_or_si512(a, b); }
VFN vi vi_xor(vi a, vi b) { return _mm512_xor_si512(a, b); }
VFN vi vi_andnot(vi a, vi b) { return _mm512_andnot_si512(a, b); }
VFN vi vi_abs(vi a) { return _mm512_abs_epi32(a); }
VFN vi vi_minu(vi a, vi b) { return _mm512_min_epu32(a, b); }
VFN vi vi_sign(vi a, vi s) {
  return _mm512_mask_sub_epi32(a, _mm512_movepi32_mask(s), _mm512_setzero_si512(), a);
}
VFN vq vi_mul_even(vi a, vi b) { return _mm512_mul_epi32(a, b); }
VFN vi vi_maxu(vi a, vi b) { return _mm512_max_epu32(a, b); }
VFN vi vi_max(vi a, vi b) { return _mm512_max_epi32(a, b); }
VFN vi vi_eq(vi a, vi b) { return _mm512_movm_epi32(_mm512_cmpeq_epi32_mask(a, b)); }
VFN vi vi_gt(vi a, vi b) { return _mm512_movm_epi32(_mm512_cmpgt_epi32_mask(a, b)); }
VFN int vi_any(vi a) { return _mm512_test_epi32_mask(a, a) != 0; }
#define vi_sll(a, k) _mm512_slli_epi32(a, (unsigned)(k))
#define vi_srl(a, k) _mm512_srli_epi32(a, (unsigned)(k))
#define vi_sra(a, k) _mm512_srai_epi32(a, (unsigned)(k))
VFN vi vi_table(const uint8_t *table, vi a) {
  __m512i t = _mm512_cvtepu8_epi32(_mm_loadu_si128((const __m128i *)table));
  return _mm512_permutex2var_epi32(t, a, _mm512_setzero_si512());
}
VFN vi vi_srav(vi a, vi k) { return _mm512_srav_epi32(a, k); }
VFN vi vi_sllv(vi a, vi k) { return _mm512_sllv_epi32(a, k); }
VFN vq vi_pair_low(vi low, vi high) { return _mm512_unpacklo_epi32(low, high); }
VFN vq vi_pair_high(vi low, vi high) { return _mm512_unpackhi_epi32(low, high); }
VFN vi vi_unpair_low(vq a, vq b) {
  return _mm512_castps_si512(
      _mm512_shuffle_ps(_mm512_castsi512_ps(a), _mm512_castsi512_ps(b), 0x88));
}
VFN vi vi_unpair_high(vq a, vq b) {
  return _mm512_castps_si512(
      _mm512_shuffle_ps(_mm512_castsi512_ps(a), _mm512_castsi512_ps(b), 0xdd));
}
VFN vi vi_by_pairs(vi a) {
  return _mm512_permutexvar_epi64(_mm512_setr_epi64(0, 2, 4, 6, 1, 3, 5, 7), a);
}

VFN vh vi_lower(vi a) { return _mm512_castsi512_si256(a); }
VFN vh vi_upper(vi a) { return _mm512_extracti32x8_epi32(a, 1); }
VFN vq vh_widen(vh a) { return _mm512_cvtepi32_epi64(a); }

#define vq_srl(a, k) _mm512_srli_epi64(a, (unsigned)(k))
VFN vq vq_set(int64_t x) { return _mm512_set1_epi64(x); }
VFN void vq_store(void *p, vq a) { _mm512_storeu_si512(p, a); }
VFN vq vq_add(vq a, vq b) { return _mm512_add_epi64(a, b); }
VFN vq vq_sub(vq a, vq b) { return _mm512_sub_epi64(a, b); }
VFN vq vq_and(vq a, vq b) { return _mm512_and_si512(a, b); }
VFN vq vq_or(vq a, vq b) { return _mm512_or_si512(a, b); }
VFN vq vq_xor(vq a, vq b) { return _mm512_xor_si512(a, b); }
VFN vq vq_andnot(vq a, vq b) { return _mm512_andnot_si512(a, b); }
VFN vq vq_sign(vq a) { return _mm512_srai_epi64(a, 63); }
#define vq_sll(a, k) _mm512_slli_epi64(a, (unsigned)(k))
VFN int64_t vq_sum(vq a) { return _mm512_reduce_add_epi64(a); }

VFN vd vd_set(double x) { return _mm512_set1_pd(x); }
VFN vd vd_load(const double *p) { return _mm512_loadu_pd(p); }
VFN vd vd_broadcast(const double *p) { return _mm512_set1_pd(*p); }
VFN void vd_store(double *p, vd a) { _mm512_storeu_pd(p, a); }
VFN vd vd_add(vd a, vd b) { return _mm512_add_pd(a, b); }
VFN vd vd_sub(vd a, vd b) { return _mm512_sub_pd(a, b); }
VFN vd vd_mul(vd a, vd b) { return _mm512_mul_pd(a, b); }
VFN vd vd_div(vd a, vd b) { return _mm512_div_pd(a, b); }
VFN vd vd_sqrt(vd a) { return _mm512_sqrt_pd(a); }
VFN vd vd_fma(vd a, vd b, vd c) { return _mm512_fmadd_pd(a, b, c); }
VFN vd vd_fms(vd a, vd b, vd c) { return _mm512_fmsub_pd(a, b, c); }
VFN vd vd_fnma(vd a, vd b, vd c) { return _mm512_fnmadd_pd(a, b, c); }
VFN vd vd_fnms(vd a, vd b, vd c) { return _mm512_fnmsub_pd(a, b, c); }
VFN vd vd_max(vd a, vd b) { return _mm512_max_pd(a, b); }
VFN vq vd_bits(vd a) { return _mm512_castpd_si512(a); }
VFN vd vq_double(vq a) { return _mm512_castsi512_pd(a); }
VFN vd vh_to_double(vh a) { return _mm512_cvtepi32_pd(a); }

VFN vf vf_set(float x) { return _mm512_set1_ps(x); }
VFN vf vf_load(const float *p) { return _mm512_loadu_ps(p); }
VFN vf vf_add(vf a, vf b) { return _mm512_add_ps(a, b); }
VFN vf vf_fma(vf a, vf b, vf c) { return _mm512_fmadd_ps(a, b, c); }
VFN vf vf_mul(vf a, vf b) { return _mm512_mul_ps(a, b); }
VFN vi vf_bits(vf a) { return _mm512_castps_si512(a); }
VFN vf vi_float(vi a) { return _mm512_castsi512_ps(a); }
VFN vf vi_to_float(vi a) { return _mm512_cvtepi32_ps(a); }
VFN vi vf_to_int(vf a) { return _mm512_cvttps_epi32(a); }
VFN float vf_sum(vf a) { return _mm512_reduce_add_ps(a); }

#endif

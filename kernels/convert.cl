/*
 * Elements in another type, each rounded once. A type is given by n, rs, es and the bytes of an
 * element; IEEE floats have rs = 0 and n = 32 or 64. No floating point: the device may lack it.
 */
#include "opencl.h"

/* Bits of the fraction and of the exponent of an IEEE pattern of n bits. */
ADM_FN int adm_ieee_fraction(int n) { return n == 32 ? 23 : 52; }
ADM_FN int adm_ieee_exponent(int n) { return n == 32 ? 8 : 11; }

/* An IEEE pattern in another width; NaN becomes the quiet NaN of zero payload. */
ADM_FN adm_u64 adm_ieee_to_ieee(int n, int n2, adm_u64 bits) {
  const int f = adm_ieee_fraction(n);
  const int e = adm_ieee_exponent(n);
  const int f2 = adm_ieee_fraction(n2);
  const int e2 = adm_ieee_exponent(n2);
  adm_u64 sign = bits >> (n - 1) << (n2 - 1);
  adm_u64 fraction = bits & adm_ones(f);
  adm_i32 exponent = (adm_i32)(bits >> f & adm_ones(e));
  adm_num v;
  if (exponent == (1 << e) - 1) {
    adm_u64 infinity = adm_ones(e2) << f2;
    return fraction != 0 ? infinity | (adm_u64)1 << (f2 - 1) : sign | infinity;
  }
  if (exponent == 0 && fraction == 0) return sign;
  v.negative = (adm_i32)(bits >> (n - 1));
  if (exponent == 0) {
    adm_i32 shift = adm_clz64(fraction);
    v.scale = 65 - f - (1 << (e - 1)) - shift;
    v.sig = fraction << shift;
  } else {
    v.scale = exponent + 1 - (1 << (e - 1));
    v.sig = ADM_TOP_BIT | fraction << (63 - f);
  }
  return adm_encode_ieee(f2, e2, v);
}

ADM_FN adm_u64 adm_convert_any(int n, int rs, int es, int n2, int rs2, int es2, adm_u64 x) {
  if (n == n2 && rs == rs2 && es == es2) return x;
  if (rs == 0 && rs2 == 0) return adm_ieee_to_ieee(n, n2, x);
  if (rs == 0) return adm_from_ieee(adm_ieee_fraction(n), adm_ieee_exponent(n), n2, rs2, es2, x);
  if (rs2 == 0) return adm_to_ieee(adm_ieee_fraction(n2), adm_ieee_exponent(n2), n, rs, es, x);
  return adm_convert(n, rs, es, n2, rs2, es2, x);
}

/* out[i] = a[i]. */
__kernel void convert(long4 shape, long run, __global void *out, long out_offset, long4 out_strides,
                      __global const void *a, long a_offset, long4 a_strides, int n, int rs, int es,
                      int bytes, int n2, int rs2, int es2, int bytes2) {
  long4 index = adm_index(shape, run);
  adm_i64 count = adm_count(index, shape, run);
  adm_i64 to = adm_place(index, out_offset, out_strides);
  adm_i64 from = adm_place(index, a_offset, a_strides);
  for (adm_i64 i = 0; i < count; i++) {
    adm_u64 x = adm_load(a, bytes, from + i * a_strides.s0);
    adm_store(out, bytes2, to + i * out_strides.s0, adm_convert_any(n, rs, es, n2, rs2, es2, x));
  }
}

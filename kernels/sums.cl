/*
 * Exact sums of the format that the program is compiled for: each work-item keeps one quire. A
 * result is written as a quire, where `quires` is not NULL, or rounded once to `out`.
 *
 * A work-item takes the terms k = first, first + step, first + 2*step, ... below both count and
 * first + span, where first is start + its index times `starts`: so a long sum may be cut in parts.
 */
#include "quires.h"

ADM_FN adm_i64 adm_last(adm_i64 first, long span, long count) {
  return count - first < span ? count : first + span;
}

/* addend + or - the sum over k of a[.., k] * b[.., k]. */
__kernel void products(long4 shape, __global adm_pattern *out, __global ulong *quires,
                       long out_offset, long4 out_strides, __global const ulong *addend,
                       long addend_offset, long4 addend_strides, __global const adm_pattern *a,
                       long a_offset, long4 a_strides, long a_step, __global const adm_pattern *b,
                       long b_offset, long4 b_strides, long b_step, int negated, long start,
                       long4 starts, long step, long span, long count) {
  long4 index = adm_index(shape, 1);
  if (index.s0 >= 0) {
    adm_u64 q[ADM_WORDS];
    adm_i64 x = adm_place(index, a_offset, a_strides);
    adm_i64 y = adm_place(index, b_offset, b_strides);
    adm_i64 first = adm_place(index, start, starts);
    adm_i64 last = adm_last(first, span, count);
    adm_quire_begin(q, addend, adm_place(index, addend_offset, addend_strides));
    for (adm_i64 k = first; k < last; k += step) {
      adm_quire_accumulate(ADM_FORMAT, q, a[x + k * a_step], b[y + k * b_step], negated);
    }
    adm_quire_end(q, out, quires, adm_place(index, out_offset, out_strides));
  }
}

/* addend + the sum over k of a[.., k]. */
__kernel void terms(long4 shape, __global adm_pattern *out, __global ulong *quires, long out_offset,
                    long4 out_strides, __global const ulong *addend, long addend_offset,
                    long4 addend_strides, __global const adm_pattern *a, long a_offset,
                    long4 a_strides, long a_step, long start, long4 starts, long step, long span,
                    long count) {
  long4 index = adm_index(shape, 1);
  if (index.s0 >= 0) {
    adm_u64 q[ADM_WORDS];
    adm_i64 x = adm_place(index, a_offset, a_strides);
    adm_i64 first = adm_place(index, start, starts);
    adm_i64 last = adm_last(first, span, count);
    adm_quire_begin(q, addend, adm_place(index, addend_offset, addend_strides));
    for (adm_i64 k = first; k < last; k += step) {
      adm_quire_add(ADM_FORMAT, q, a[x + k * a_step]);
    }
    adm_quire_end(q, out, quires, adm_place(index, out_offset, out_strides));
  }
}

/* addend + or - the sum over k of the quires a[.., k]. */
__kernel void merge(long4 shape, __global adm_pattern *out, __global ulong *quires, long out_offset,
                    long4 out_strides, __global const ulong *addend, long addend_offset,
                    long4 addend_strides, __global const ulong *a, long a_offset, long4 a_strides,
                    long a_step, int negated, long start, long4 starts, long step, long span,
                    long count) {
  long4 index = adm_index(shape, 1);
  if (index.s0 >= 0) {
    adm_u64 q[ADM_WORDS];
    adm_u64 part[ADM_WORDS];
    adm_i64 x = adm_place(index, a_offset, a_strides);
    adm_i64 first = adm_place(index, start, starts);
    adm_i64 last = adm_last(first, span, count);
    adm_quire_begin(q, addend, adm_place(index, addend_offset, addend_strides));
    for (adm_i64 k = first; k < last; k += step) {
      adm_quire_load(part, a, x + k * a_step);
      if (negated) adm_quire_negate(ADM_FORMAT, part);
      adm_quire_merge(ADM_FORMAT, q, part);
    }
    adm_quire_end(q, out, quires, adm_place(index, out_offset, out_strides));
  }
}

/*
 * The same kernels on IEEE binary32: the baseline that users compare with. Results are those of
 * IEEE operations in an order of the device's choice; the functions are the device's own.
 */
#include "opencl.h"

#define ADM_TILE 64  /* results of a work-group in each direction */
#define ADM_DEPTH 16 /* of the tiles in local memory */
#define ADM_SIDE 16  /* work-items of a work-group in each direction */
#define ADM_EACH (ADM_TILE / ADM_SIDE)

/* NaN where either is. */
ADM_FN float adm_float_max(float x, float y) {
  return isnan(x) || isnan(y) ? x + y : x > y ? x : y;
}
ADM_FN float adm_float_min(float x, float y) {
  return isnan(x) || isnan(y) ? x + y : x < y ? x : y;
}
/* x where y is above zero, else 0; NaN where either is. */
ADM_FN float adm_float_gate(float x, float y) {
  return isnan(x) || isnan(y) ? x + y : y > 0 ? x : 0.0f;
}

/* The operation by its number, see KernelCodes. */
ADM_FN float adm_float_operation(int op, float x, float y) {
  switch (op) {
    case 0:
      return x + y;
    case 1:
      return x - y;
    case 2:
      return x * y;
    case 3:
      return x / y;
    case 4:
      return adm_float_max(x, y);
    case 5:
      return adm_float_min(x, y);
    default:
      return adm_float_gate(x, y);
  }
}

__kernel void zip(long4 shape, long run, __global float *out, long out_offset, long4 out_strides,
                  __global const float *a, long a_offset, long4 a_strides, __global const float *b,
                  long b_offset, long4 b_strides, int op) {
  long4 index = adm_index(shape, run);
  adm_i64 count = adm_count(index, shape, run);
  out += adm_place(index, out_offset, out_strides);
  a += adm_place(index, a_offset, a_strides);
  b += adm_place(index, b_offset, b_strides);
  for (adm_i64 i = 0; i < count; i++) {
    out[i * out_strides.s0] = adm_float_operation(op, a[i * a_strides.s0], b[i * b_strides.s0]);
  }
}

__kernel void multiply_add(long4 shape, long run, __global float *out, long out_offset,
                           long4 out_strides, __global const float *a, long a_offset,
                           long4 a_strides, __global const float *b, long b_offset, long4 b_strides,
                           __global const float *c, long c_offset, long4 c_strides) {
  long4 index = adm_index(shape, run);
  adm_i64 count = adm_count(index, shape, run);
  out += adm_place(index, out_offset, out_strides);
  a += adm_place(index, a_offset, a_strides);
  b += adm_place(index, b_offset, b_strides);
  c += adm_place(index, c_offset, c_strides);
  for (adm_i64 i = 0; i < count; i++) {
    out[i * out_strides.s0] = fma(a[i * a_strides.s0], b[i * b_strides.s0], c[i * c_strides.s0]);
  }
}

/* The function by its number, see KernelCodes. */
ADM_FN float adm_float_function(int op, float x) {
  switch (op) {
    case 0:
      return -x;
    case 1:
      return fabs(x);
    case 2:
      return sqrt(x);
    case 3:
      return exp(x);
    case 4:
      return exp2(x);
    case 5:
      return log(x);
    case 6:
      return log2(x);
    case 7:
      return sin(x);
    case 8:
      return cos(x);
    case 9:
      return tanh(x);
    case 10:
      return 1.0f / (1.0f + exp(-x));
    case 11:
      return x > 0 ? x + log1p(exp(-x)) : log1p(exp(x));
    case 12:
      return 1.0f / sqrt(x);
    default:
      return 1.0f / x;
  }
}

__kernel void map(long4 shape, long run, __global float *out, long out_offset, long4 out_strides,
                  __global const float *a, long a_offset, long4 a_strides, int op) {
  long4 index = adm_index(shape, run);
  adm_i64 count = adm_count(index, shape, run);
  out += adm_place(index, out_offset, out_strides);
  a += adm_place(index, a_offset, a_strides);
  for (adm_i64 i = 0; i < count; i++) {
    out[i * out_strides.s0] = adm_float_function(op, a[i * a_strides.s0]);
  }
}

/* out[i] = sum, greatest or least (op 0, 1, 2) of the elements k of a[i, k], k = first, first +
   step, ... below both count and first + span, where first is start + the index times
   `starts`. */
__kernel void reduce(long4 shape, __global float *out, long out_offset, long4 out_strides,
                     __global const float *a, long a_offset, long4 a_strides, long a_step,
                     long start, long4 starts, long step, long span, long count, int op) {
  long4 index = adm_index(shape, 1);
  if (index.s0 >= 0) {
    adm_i64 x = adm_place(index, a_offset, a_strides);
    adm_i64 first = adm_place(index, start, starts);
    adm_i64 last = count - first < span ? count : first + span;
    float result = op == 0 ? 0.0f : nan((uint)0);
    for (adm_i64 k = first; k < last; k += step) {
      float term = a[x + k * a_step];
      if (op == 0) {
        result += term;
      } else if (k == first) {
        result = term;
      } else {
        result = op == 1 ? adm_float_max(result, term) : adm_float_min(result, term);
      }
    }
    out[adm_place(index, out_offset, out_strides)] = result;
  }
}

/* out = (accumulate ? out : 0) + or - the sum over k of a[.., k] * b[.., k], over the shape [n, m,
   batch, batch], where a does not depend on dimension 0 and b not on dimension 1. A work-group of
   16 by 16 makes a tile of 64 by 64, each work-item 4 by 4 of it, out of tiles in local memory. */
__kernel __attribute__((reqd_work_group_size(ADM_SIDE, ADM_SIDE, 1))) void product(
    long4 shape, __global float *out, long out_offset, long4 out_strides, __global const float *a,
    long a_offset, long4 a_strides, long a_step, __global const float *b, long b_offset,
    long4 b_strides, long b_step, long count, int negated, int accumulate) {
  __local float rows[ADM_DEPTH][ADM_TILE + 1];
  __local float columns[ADM_DEPTH][ADM_TILE];
  const int x = (int)get_local_id(0);
  const int y = (int)get_local_id(1);
  const int item = y * ADM_SIDE + x;
  const adm_i64 left = (adm_i64)get_group_id(0) * ADM_TILE;
  const adm_i64 top = (adm_i64)get_group_id(1) * ADM_TILE;
  float sums[ADM_EACH][ADM_EACH];
  long4 index;
  index.s0 = 0;
  index.s1 = 0;
  index.s2 = (adm_i64)get_group_id(2) % shape.s2;
  index.s3 = (adm_i64)get_group_id(2) / shape.s2;
  a_offset = adm_place(index, a_offset, a_strides);
  b_offset = adm_place(index, b_offset, b_strides);
  out_offset = adm_place(index, out_offset, out_strides);
  for (int i = 0; i < ADM_EACH; i++) {
    for (int j = 0; j < ADM_EACH; j++) sums[i][j] = 0;
  }
  for (adm_i64 k = 0; k < count; k += ADM_DEPTH) {
    /* Neighbouring work-items read what lies side by side in memory. */
    for (int i = item; i < ADM_TILE * ADM_DEPTH; i += ADM_SIDE * ADM_SIDE) {
      int row = a_step == 1 ? i / ADM_DEPTH : i % ADM_TILE;
      int depth = a_step == 1 ? i % ADM_DEPTH : i / ADM_TILE;
      int inside = top + row < shape.s1 && k + depth < count;
      rows[depth][row] =
          inside ? a[a_offset + (top + row) * a_strides.s1 + (k + depth) * a_step] : 0;
    }
    for (int i = item; i < ADM_TILE * ADM_DEPTH; i += ADM_SIDE * ADM_SIDE) {
      int column = b_step == 1 ? i / ADM_DEPTH : i % ADM_TILE;
      int depth = b_step == 1 ? i % ADM_DEPTH : i / ADM_TILE;
      int inside = left + column < shape.s0 && k + depth < count;
      columns[depth][column] =
          inside ? b[b_offset + (left + column) * b_strides.s0 + (k + depth) * b_step] : 0;
    }
    barrier(CLK_LOCAL_MEM_FENCE);
    for (int depth = 0; depth < ADM_DEPTH; depth++) {
      for (int i = 0; i < ADM_EACH; i++) {
        for (int j = 0; j < ADM_EACH; j++) {
          sums[i][j] =
              mad(rows[depth][y + i * ADM_SIDE], columns[depth][x + j * ADM_SIDE], sums[i][j]);
        }
      }
    }
    barrier(CLK_LOCAL_MEM_FENCE);
  }
  for (int i = 0; i < ADM_EACH; i++) {
    for (int j = 0; j < ADM_EACH; j++) {
      adm_i64 row = top + y + i * ADM_SIDE;
      adm_i64 column = left + x + j * ADM_SIDE;
      if (row < shape.s1 && column < shape.s0) {
        adm_i64 place = out_offset + row * out_strides.s1 + column * out_strides.s0;
        float before = accumulate ? out[place] : 0;
        out[place] = negated ? before - sums[i][j] : before + sums[i][j];
      }
    }
  }
}

#define ADM_BAND 6
#define ADM_LANES 16
#define ADM_EACH_ROW(X) X(0) X(1) X(2) X(3) X(4) X(5)
#define ADM_BEGIN(r)  \
  float16 sum##r = 0; \
  __global const float *a##r = a + (row + r < shape.s1 ? row + r : shape.s1 - 1) * a_strides.s1;
#define ADM_MULTIPLY(r) sum##r = mad((float16)(a##r[k * a_step]), y, sum##r);
#define ADM_END(r)                                                                \
  if (row + r < shape.s1) {                                                       \
    float lane[ADM_LANES];                                                        \
    vstore16(negated ? -sum##r : sum##r, 0, lane);                                \
    for (int j = 0; j < lanes; j++) {                                             \
      adm_i64 place = (row + r) * out_strides.s1 + (column + j) * out_strides.s0; \
      out[place] = accumulate ? out[place] + lane[j] : lane[j];                   \
    }                                                                             \
  }

/* The same for processors: a work-item makes 6 by 16 results in vector registers. */
__kernel __attribute__((reqd_work_group_size(1, 1, 1))) void product_band(
    long4 shape, __global float *out, long out_offset, long4 out_strides, __global const float *a,
    long a_offset, long4 a_strides, long a_step, __global const float *b, long b_offset,
    long4 b_strides, long b_step, long count, int negated, int accumulate) {
  const adm_i64 row = (adm_i64)get_global_id(0) * ADM_BAND;
  const adm_i64 column = (adm_i64)get_global_id(1) * ADM_LANES;
  const int lanes = (int)min((adm_i64)ADM_LANES, shape.s0 - column);
  long4 index;
  index.s0 = 0;
  index.s1 = 0;
  index.s2 = (adm_i64)get_global_id(2) % shape.s2;
  index.s3 = (adm_i64)get_global_id(2) / shape.s2;
  a += adm_place(index, a_offset, a_strides);
  b += adm_place(index, b_offset, b_strides) + column * b_strides.s0;
  out += adm_place(index, out_offset, out_strides);
  ADM_EACH_ROW(ADM_BEGIN)
  if (lanes == ADM_LANES && b_strides.s0 == 1) {
    for (adm_i64 k = 0; k < count; k++) {
      float16 y = vload16(0, b + k * b_step);
      ADM_EACH_ROW(ADM_MULTIPLY)
    }
  } else {
    float lane[ADM_LANES];
    for (int j = 0; j < ADM_LANES; j++) lane[j] = 0;
    for (adm_i64 k = 0; k < count; k++) {
      float16 y;
      for (int j = 0; j < lanes; j++) lane[j] = b[k * b_step + j * b_strides.s0];
      y = vload16(0, lane);
      ADM_EACH_ROW(ADM_MULTIPLY)
    }
  }
  ADM_EACH_ROW(ADM_END)
}

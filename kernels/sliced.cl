/*
 * The sums of products of slices: see sliced.h.
 *
 * Operands are panels of lines: for each plane X[0], X[0] + X[1], X[1], X[0] + X[2], X[1] + X[2],
 * X[2], for each panel, for each term one word a line; planes are undefined that no line of their
 * panel has digits for. `depth` terms, at most ADM_DEPTH. Totals are 192-bit integers: all low
 * words, then all middle ones, then all high ones, each a matrix of `width` columns. Where `first`
 * is not 0 they are written, else added to.
 */
#include "sliced.h"

/* Processors: one work-item for 6 x 8 results, whose sums are the 12 vectors that leave room in 16
   registers of 256 bits for one of A, two of B and one product. */
#define ADM_TILE_ROWS 6
#define ADM_TILE_COLUMNS 8

/* The low words of pairs, and the high ones, as numbers of 64 bits: multiplied, one instruction. */
#define ADM_LOW(x) (((x) << 32) >> 32)
#define ADM_HIGH(x) ((x) >> 32)

/* What planes there are to multiply for lines of x and of y digits. */
typedef struct {
  adm_i32 x, y;
  adm_i32 planes; /* from the first to the last */
} adm_plan;

ADM_FN adm_plan adm_plan_of(adm_i32 x, adm_i32 y) {
  adm_plan plan;
  adm_i32 most = max(x, y);
  plan.x = x;
  plan.y = y;
  plan.planes = x == 0 || y == 0 ? 0 : ADM_PLANE(min(x, y), most - 1);
  return plan;
}

/* The digit j of plane (i, j). */
ADM_FN adm_i32 adm_later(adm_i32 plane) { return plane < 1 ? 0 : plane < 3 ? 1 : 2; }

/* Whether the plane is 0 for one of the operands. */
ADM_FN adm_i32 adm_is_empty(adm_plan plan, adm_i32 plane) {
  adm_i32 j = adm_later(plane);
  return plane - ADM_PLANE(0, j) >= min(plan.x, plan.y);
}

/* Where an operand of so many digits has what it has of a plane: without a digit j, X[i]. */
ADM_FN adm_i32 adm_plane_of(adm_i32 digits, adm_i32 plane) {
  adm_i32 j = adm_later(plane);
  adm_i32 i = plane - ADM_PLANE(0, j);
  return digits > j ? plane : ADM_PLANE(i, i);
}

/* total += sum * 2^shift, and - it where negate is not 0. */
ADM_FN void adm_total_add(ulong4 *total, long4 sum, adm_i32 shift, adm_i32 negate) {
  long4 value = negate ? -sum : sum;
  adm_i32 up = shift & 63;
  ulong4 low = as_ulong4(value) << (ulong4)up;
  ulong4 rest = as_ulong4(up == 0 ? value >> 63 : value >> (long4)(64 - up));
  ulong4 part0 = shift < 64 ? low : (ulong4)0;
  ulong4 part1 = shift < 64 ? rest : low;
  ulong4 part2 = shift < 64 ? as_ulong4(value >> 63) : rest;
  ulong4 now = total[0] + part0;
  ulong4 carry = as_ulong4(now < part0) & 1;
  ulong4 middle = total[1] + part1;
  ulong4 over = as_ulong4(middle < part1) & 1;
  total[0] = now;
  total[1] = middle + carry;
  total[2] += part2 + over + (as_ulong4(total[1] < carry) & 1);
}

/* Adds the sum of a plane to the totals of four columns, wherever the products have it. */
ADM_SHARED_FN void adm_total_plane(__global adm_i64 *at, adm_i64 size, adm_i32 clear, adm_i32 plane,
                                   adm_i32 digits, long4 sum) {
  adm_i32 j = adm_later(plane);
  adm_i32 i = plane - ADM_PLANE(0, j);
  ulong4 total[3];
  for (adm_i32 w = 0; w < 3; w++) {
    total[w] = clear ? (ulong4)0 : as_ulong4(vload4(0, at + w * size));
  }
  for (adm_i32 other = i == j ? 0 : j; other < digits; other++) {
    adm_total_add(total, sum, ADM_SLICE * (i + other), i == j && other != i);
    if (i != j) break;
  }
  for (adm_i32 w = 0; w < 3; w++) vstore4(as_long4(total[w]), 0, at + w * size);
}

#define ADM_EACH_ROW(X) X(0) X(1) X(2) X(3) X(4) X(5)
#define ADM_SUMS(r) \
  long4 low##r = 0; \
  long4 high##r = 0;
#define ADM_MULTIPLY(r)                        \
  {                                            \
    long4 x = ADM_LOW(as_long4((int8)(a[r]))); \
    low##r += x * left;                        \
    high##r += x * right;                      \
  }
#define ADM_ADD(r)                                                \
  if (row + r < rows) {                                           \
    __global adm_i64 *at = totals + (row + r) * width + column;   \
    adm_total_plane(at, size, clear, plane, digits, low##r);      \
    adm_total_plane(at + 4, size, clear, plane, digits, high##r); \
  }

/* Global size: panels of A, panels of B. Panels of B have 8 columns, in the order 0 4 1 5 2 6 3 7:
   a pair of words has columns of the same place in the left and the right half. */
__kernel __attribute__((reqd_work_group_size(1, 1, 1))) void sliced_tile(
    __global const int *a_panels, __global const int *b_panels, __global adm_i64 *totals, int rows,
    int columns, int width, int depth, int first, __global const adm_u32 *lines, long row_from,
    long column_from) {
  adm_i64 row = get_global_id(0) * ADM_TILE_ROWS;
  adm_i64 column = get_global_id(1) * ADM_TILE_COLUMNS;
  adm_i64 size = (adm_i64)rows * width;
  adm_i64 a_plane = (adm_i64)get_global_size(0) * ADM_TILE_ROWS * depth;
  adm_i64 b_plane = (adm_i64)get_global_size(1) * ADM_TILE_COLUMNS * depth;
  adm_i32 x = adm_slices(lines + 2 * row_from, row, ADM_TILE_ROWS, rows);
  adm_i32 y = adm_slices(lines + 2 * column_from, column, ADM_TILE_COLUMNS, columns);
  adm_plan plan = adm_plan_of(x, y);
  adm_i32 digits = max(x, y);
  adm_i32 clear = first;
  if (plan.planes == 0 && !first) return;
  for (adm_i32 plane = 0; plane == 0 || plane < plan.planes; plane++) {
    __global const int *a = a_panels + adm_plane_of(x, plane) * a_plane + row * depth;
    __global const long *b =
        (__global const long *)(b_panels + adm_plane_of(y, plane) * b_plane + column * depth);
    ADM_EACH_ROW(ADM_SUMS)
    if (plane != 0 && adm_is_empty(plan, plane)) continue;
    if (plan.planes != 0) {
      for (adm_i32 k = 0; k < depth; k++) {
        long4 pair = vload4(0, b);
        long4 left = ADM_LOW(pair);
        long4 right = ADM_HIGH(pair);
        ADM_EACH_ROW(ADM_MULTIPLY)
        a += ADM_TILE_ROWS;
        b += ADM_TILE_COLUMNS / 2;
      }
    }
    ADM_EACH_ROW(ADM_ADD)
    clear = 0;
  }
}

/* Devices with local memory: a work-group of 8 x 16 for 64 x 64 results, 8 columns by 4 rows a
   work-item. Panels have 64 lines; depth is a multiple of 16. */
#define ADM_SIDE 64
#define ADM_STEP 16
#define ADM_GROUP 128

#define ADM_EACH_SUM(X) X(0, x.s0) X(1, x.s1) X(2, x.s2) X(3, x.s3)
#define ADM_BLOCK_SUMS(r, ignored) ADM_SUMS(r)
#define ADM_BLOCK_MULTIPLY(r, value)             \
  low##r += convert_long4((int4)(value)) * left; \
  high##r += convert_long4((int4)(value)) * right;
#define ADM_BLOCK_ADD(r, ignored)                                  \
  if (row + r < rows) {                                            \
    __global adm_i64 *at = totals + (row + r) * width + column;    \
    adm_total_plane(at, size, clear, plane, digits, low##r);       \
    adm_total_plane(at + 32, size, clear, plane, digits, high##r); \
  }

__kernel __attribute__((reqd_work_group_size(8, 16, 1))) void sliced_block(
    __global const int *a_panels, __global const int *b_panels, __global adm_i64 *totals, int rows,
    int columns, int width, int depth, int first, __global const adm_u32 *lines, long row_from,
    long column_from) {
  __local int4 a_part[ADM_SIDE * ADM_STEP / 4];
  __local int4 b_part[ADM_SIDE * ADM_STEP / 4];
  __local int most[2];
  adm_i32 me = (adm_i32)(get_local_id(1) * 8 + get_local_id(0));
  adm_i32 ty = (adm_i32)get_local_id(1);
  adm_i32 tx = (adm_i32)get_local_id(0);
  adm_i64 block_row = get_group_id(1) * ADM_SIDE;
  adm_i64 block_column = get_group_id(0) * ADM_SIDE;
  adm_i64 row = block_row + 4 * ty;
  adm_i64 column = block_column + 4 * tx;
  adm_i64 size = (adm_i64)rows * width;
  adm_i64 a_plane = (adm_i64)get_num_groups(1) * ADM_SIDE * depth;
  adm_i64 b_plane = (adm_i64)get_num_groups(0) * ADM_SIDE * depth;
  adm_plan plan;
  adm_i32 digits;
  adm_i32 clear = first;
  if (me < 2) most[me] = 0;
  barrier(CLK_LOCAL_MEM_FENCE);
  if (me < ADM_SIDE) {
    atomic_max(most, adm_slices(lines + 2 * row_from, block_row + me, 1, rows));
  } else {
    atomic_max(most + 1,
               adm_slices(lines + 2 * column_from, block_column + me - ADM_SIDE, 1, columns));
  }
  barrier(CLK_LOCAL_MEM_FENCE);
  plan = adm_plan_of(most[0], most[1]);
  digits = max(plan.x, plan.y);
  if (plan.planes == 0 && !first) return;
  for (adm_i32 plane = 0; plane == 0 || plane < plan.planes; plane++) {
    __global const int4 *a = (__global const int4 *)(a_panels + block_row * depth +
                                                     adm_plane_of(plan.x, plane) * a_plane);
    __global const int4 *b = (__global const int4 *)(b_panels + block_column * depth +
                                                     adm_plane_of(plan.y, plane) * b_plane);
    ADM_EACH_SUM(ADM_BLOCK_SUMS)
    if (plane != 0 && adm_is_empty(plan, plane)) continue;
    for (adm_i32 from = 0; from < depth && plan.planes != 0; from += ADM_STEP) {
      int4 a0 = a[me];
      int4 a1 = a[me + ADM_GROUP];
      int4 b0 = b[me];
      int4 b1 = b[me + ADM_GROUP];
      barrier(CLK_LOCAL_MEM_FENCE);
      a_part[me] = a0;
      a_part[me + ADM_GROUP] = a1;
      b_part[me] = b0;
      b_part[me + ADM_GROUP] = b1;
      barrier(CLK_LOCAL_MEM_FENCE);
#pragma unroll
      for (adm_i32 k = 0; k < ADM_STEP; k++) {
        int4 x = a_part[k * ADM_SIDE / 4 + ty];
        long4 left = convert_long4(b_part[k * ADM_SIDE / 4 + tx]);
        long4 right = convert_long4(b_part[k * ADM_SIDE / 4 + 8 + tx]);
        ADM_EACH_SUM(ADM_BLOCK_MULTIPLY)
      }
      a += ADM_SIDE * ADM_STEP / 4;
      b += ADM_SIDE * ADM_STEP / 4;
    }
    ADM_EACH_SUM(ADM_BLOCK_ADD)
    clear = 0;
  }
}

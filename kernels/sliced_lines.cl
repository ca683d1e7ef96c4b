/* Before and after the sums of sliced.cl: patterns to slices, totals to patterns or quires. */
#include "quires.h"
#include "sliced.h"

/* Places in an operand: element (line, term) is at offset + line * s0 + term * s1. Eight elements
   at a time: of one line where `along` is not 0, else of one term. */
#define ADM_LANES 8
#define ADM_RUN 64 /* times eight elements for a work-item */

/* Words that hold a pattern, or a significand. */
#if ADM_N <= 32
typedef adm_u32 adm_word;
typedef uint8 adm_words;
#define ADM_WORD_BITS 32
#define ADM_TO_WORDS convert_uint8
#define ADM_TO_MASKS(x) as_uint8(x)
#define ADM_TO_INTS as_int8
#else
typedef adm_u64 adm_word;
typedef ulong8 adm_words;
#define ADM_WORD_BITS 64
#define ADM_TO_WORDS convert_ulong8
#define ADM_TO_MASKS(x) as_ulong8(convert_long8(x))
#define ADM_TO_INTS convert_int8
#endif

/* Magnitudes of eight elements: sig * 2^(scale + 1 - ADM_WORD_BITS) with the top bit of sig set,
   or 0; sign is 0 or -1. */
typedef struct {
  adm_words sig;
  int8 scale;
  int8 sign;
} adm_eight;

#if ADM_N <= 32

/* Leading zeros; 32 for 0. What is left of x below its top bit and next to it cannot make the
   conversion round up to the next power. */
ADM_FN int8 adm_leading_zeros(uint8 x) {
  uint8 y = x & ~(x >> 1);
  int8 place = as_int8(as_uint8(convert_float8(as_int8(y))) >> 23);
  int8 top = as_int8(y) >> 31;
  int8 zeros = select(158 - place, (int8)32, y == 0);
  return zeros & ~top;
}

/* Patterns to magnitudes; NaR to what 0 becomes. */
ADM_FN adm_eight adm_decode_eight(uint8 pattern) {
  adm_eight v;
  uint8 u = pattern << (uint8)(32 - ADM_N);
  uint8 body;
  uint8 ones;
  int8 run;
  int8 real;
  v.sign = as_int8(u) >> 31;
  body = (u ^ as_uint8(v.sign)) - as_uint8(v.sign);
  body <<= 1;
  real = body != 0;
  ones = as_uint8(as_int8(body) >> 31);
#if ADM_RS == ADM_N - 1
  run = adm_leading_zeros(body ^ ones);
  body = body << as_uint8(run & 31) << 1;
#else
  run = adm_leading_zeros((body ^ ones) | (0x80000000u >> ADM_RS));
  body <<= as_uint8(run - (run < ADM_RS));
#endif
  v.scale = ((-run ^ as_int8(ones)) << ADM_ES) + as_int8(body >> (32 - ADM_ES));
  v.scale &= real;
  v.sig = (0x80000000u | body << ADM_ES >> 1) & as_uint8(real);
  return v;
}

/* Which are NaR, and the zeros below the last one of significands that are not 0. */
ADM_FN int8 adm_are_nar(uint8 pattern) { return (pattern << (uint8)(32 - ADM_N)) == 0x80000000u; }
ADM_FN int8 adm_trailing_zeros(uint8 sig) { return 31 - adm_leading_zeros(sig & -sig); }
#else
/* One by one: preparing lines is a small part of a product of long ones. */
ADM_FN adm_eight adm_decode_eight(ulong8 pattern) {
  adm_eight v;
  adm_u64 u[8];
  adm_u64 sig[8];
  adm_i32 scale[8];
  adm_i32 sign[8];
  vstore8(pattern, 0, u);
  for (adm_i32 i = 0; i < 8; i++) {
    sig[i] = 0;
    scale[i] = 0;
    sign[i] = 0;
    if (!adm_is_special(ADM_N, u[i])) {
      adm_num x = adm_decode(ADM_FORMAT, u[i]);
      sig[i] = x.sig;
      scale[i] = x.scale;
      sign[i] = -x.negative;
    }
  }
  v.sig = vload8(0, sig);
  v.scale = vload8(0, scale);
  v.sign = vload8(0, sign);
  return v;
}

ADM_FN int8 adm_are_nar(ulong8 pattern) { return convert_int8(pattern == ADM_TOP_BIT); }
ADM_FN int8 adm_trailing_zeros(ulong8 sig) { return 63 - convert_int8(clz(sig & -sig)); }
#endif

/* Elements (line, term) of eight lines or of eight terms; 0 from the end of lines or terms on. */
ADM_FN adm_words adm_load_eight(__global const adm_pattern *x, long offset, long4 shape, int along,
                                adm_i64 line, adm_i64 term) {
  adm_i64 stride = along ? shape.s3 : shape.s2;
  adm_i64 left = along ? shape.s1 - term : shape.s0 - line;
  adm_word lane[ADM_LANES];
  x += offset + line * shape.s2 + term * shape.s3;
  if (line >= shape.s0 || term >= shape.s1) return 0;
  if (left >= ADM_LANES) {
    if (stride == 1) {
#if ADM_N <= 16
      return ADM_TO_WORDS(vload8(0, x));
#else
      return vload8(0, x);
#endif
    }
    return (adm_words)(x[0], x[stride], x[2 * stride], x[3 * stride], x[4 * stride], x[5 * stride],
                       x[6 * stride], x[7 * stride]);
  }
  for (adm_i32 i = 0; i < ADM_LANES; i++) lane[i] = i < left ? x[i * stride] : 0;
  return vload8(0, lane);
}

/* The arguments that tell where an operand is: shape = lines, terms, stride of lines, stride of
   terms. Kernels take both operands, x = A with its rows and y = B with its columns as lines; the
   third index says which. Their lines follow each other, those of y from `rows` on. */
#define ADM_OPERANDS                                                        \
  __global const adm_pattern *x, long x_offset, long4 x_shape, int x_along, \
      __global const adm_pattern *y, long y_offset, long4 y_shape, int y_along

/* Adds to what is known of the lines, which was cleared before. Global size: eights of lines (lines
   where along is not 0), runs of terms, 2; the first two are rounded up. */
__kernel void sliced_measure(ADM_OPERANDS, __global adm_u32 *lines, long rows) {
  int second = get_global_id(2) != 0;
  int along = second ? y_along : x_along;
  long4 shape = second ? y_shape : x_shape;
  long offset = second ? y_offset : x_offset;
  __global const adm_pattern *from = second ? y : x;
  __global adm_u32 *to = lines + (second ? 2 * rows : 0);
  adm_i64 line = (adm_i64)get_global_id(0) * (along ? 1 : ADM_LANES);
  adm_i64 term = (adm_i64)get_global_id(1) * (along ? ADM_LANES * ADM_RUN : ADM_RUN);
  int8 above = 0;
  int8 below = 0;
  adm_i32 above_lane[ADM_LANES];
  adm_i32 below_lane[ADM_LANES];
  for (adm_i32 i = 0; i < ADM_RUN && term < shape.s1 && line < shape.s0; i++) {
    adm_words pattern = adm_load_eight(from, offset, shape, along, line, term);
    adm_eight v = adm_decode_eight(pattern);
    int8 empty = ADM_TO_INTS(v.sig == 0);
    int8 nar = adm_are_nar(pattern);
    int8 trailing = adm_trailing_zeros(v.sig);
    above = max(above, (v.scale + (1 + ADM_LINE_BIAS)) & ~empty);
    above |= nar & (int)ADM_LINE_NAR;
    below = max(below, (ADM_WORD_BITS - 1 + ADM_LINE_BIAS - v.scale - trailing) & ~empty);
    term += along ? ADM_LANES : 1;
  }
  vstore8(above, 0, above_lane);
  vstore8(below, 0, below_lane);
  if (along) {
    for (adm_i32 i = 1; i < ADM_LANES; i++) {
      above_lane[0] = max(above_lane[0], above_lane[i]);
      below_lane[0] = max(below_lane[0], below_lane[i]);
    }
  }
  for (adm_i32 i = 0; i < (along ? 1 : ADM_LANES) && line + i < shape.s0; i++) {
    if (above_lane[i] != 0) {
      atomic_max(to + 2 * (line + i), (adm_u32)above_lane[i]);
      atomic_max(to + 2 * (line + i) + 1, (adm_u32)below_lane[i]);
    }
  }
}

/* The planes of eight elements. */
typedef struct {
  int8 plane[ADM_PLANE(0, ADM_SLICES)];
} adm_planes_of_eight;

/* The ADM_SLICE bits of sig * 2^up above 2^from. */
ADM_FN int8 adm_bits_of_eight(adm_words sig, int8 up, int from) {
  int8 by = up - from;
  adm_words down = ADM_TO_MASKS(max(-by, 0) & (ADM_WORD_BITS - 1));
  adm_words bits = sig >> down << ADM_TO_MASKS(max(by, 0) & (ADM_WORD_BITS - 1));
  int8 meets = (by > -ADM_WORD_BITS) & (by < ADM_WORD_BITS);
  return ADM_TO_INTS(bits & ((1 << ADM_SLICE) - 1)) & meets;
}

/* Elements, or minus them, of lines of these units and numbers of digits. */
ADM_FN adm_planes_of_eight adm_cut_eight(adm_eight v, int8 unit, int8 slices, int negate) {
  adm_planes_of_eight r;
  int8 digit[ADM_SLICES];
  int8 sign = v.sign ^ (negate ? -1 : 0);
  adm_words sig = v.sig & ADM_TO_MASKS(slices != 0);
  int8 up = v.scale - unit - (ADM_WORD_BITS - 1); /* the magnitude is sig * 2^up units */
  int8 carry = 0;
  for (adm_i32 i = 0; i < ADM_SLICES; i++) {
    digit[i] = adm_bits_of_eight(sig, up, ADM_SLICE * i) + carry;
    carry = (digit[i] + (1 << (ADM_SLICE - 1))) >> ADM_SLICE & (slices > i + 1);
    digit[i] -= carry << ADM_SLICE;
    digit[i] = (digit[i] ^ sign) - sign;
  }
  for (adm_i32 j = 0; j < ADM_SLICES; j++) {
    for (adm_i32 i = 0; i < j; i++) r.plane[ADM_PLANE(i, j)] = digit[i] + digit[j];
    r.plane[ADM_PLANE(j, j)] = digit[j];
  }
  return r;
}

/* Fills the panels of sliced.cl from the lines that x_lines and y_lines begin: x_side or y_side
   lines a panel, those of y interleaved where `paired` is not 0; `depth` terms, those from the
   operand's end on 0. Global size as of sliced_measure, with the lines rounded up to panels. */
__kernel void sliced_pack(ADM_OPERANDS, __global const adm_u32 *lines, long x_lines, long y_lines,
                          int negate_x, int x_side, int y_side, int paired_y, int depth,
                          __global int *x_panels, __global int *y_panels) {
  int second = get_global_id(2) != 0;
  int along = second ? y_along : x_along;
  long4 shape = second ? y_shape : x_shape;
  long offset = second ? y_offset : x_offset;
  __global const adm_pattern *from = second ? y : x;
  __global int *to = second ? y_panels : x_panels;
  adm_i64 lines_from = second ? y_lines : x_lines;
  adm_i32 side = second ? y_side : x_side;
  adm_i64 end = (shape.s0 + side - 1) / side * side;
  int paired = second && paired_y;
  int negate = !second && negate_x;
  adm_i64 line = (adm_i64)get_global_id(0) * (along ? 1 : ADM_LANES);
  adm_i64 term = (adm_i64)get_global_id(1) * (along ? ADM_LANES * ADM_RUN : ADM_RUN);
  adm_i64 plane_size = end * depth;
  adm_i32 unit_lane[ADM_LANES];
  adm_i32 slices_lane[ADM_LANES];
  adm_i64 place[ADM_LANES];
  int8 unit;
  int8 slices;
  adm_i64 panel_line = line / side * side;
  adm_i64 last_line = along ? line : min(line + ADM_LANES, end) - 1;
  adm_i32 planes;
  if (line >= end) return;
  planes = adm_slices(lines + 2 * lines_from, panel_line,
                      last_line / side * side + side - panel_line, shape.s0);
  planes = ADM_PLANE(0, planes);
  for (adm_i32 i = 0; i < ADM_LANES; i++) {
    adm_i64 at = along ? line : line + i;
    adm_i32 in_panel = (adm_i32)(at % side);
    unit_lane[i] = 0;
    slices_lane[i] = 0;
    if (at < shape.s0) {
      adm_line known = adm_line_of(lines, lines_from + at);
      unit_lane[i] = known.unit;
      slices_lane[i] = known.slices;
    }
    if (paired) in_panel = (in_panel & 3) << 1 | in_panel >> 2;
    place[i] = at / side * side * depth + in_panel + (along ? i * side : 0);
    if (at >= end) place[i] = -1;
  }
  unit = vload8(0, unit_lane);
  slices = vload8(0, slices_lane);
  for (adm_i32 i = 0; i < ADM_RUN && term < depth; i++) {
    adm_eight v = adm_decode_eight(adm_load_eight(from, offset, shape, along, line, term));
    adm_planes_of_eight cut = adm_cut_eight(v, unit, slices, negate);
    for (adm_i32 plane = 0; plane < planes; plane++) {
      __global int *panel = to + plane * plane_size + term * side;
      int8 part = cut.plane[plane];
      if (paired && !along) {
        vstore8(part.s04152637, 0, panel + place[0]);
      } else {
        adm_i32 lane[ADM_LANES];
        vstore8(part, 0, lane);
        for (adm_i32 j = 0; j < ADM_LANES; j++) {
          if (place[j] >= 0) panel[place[j]] = lane[j];
        }
      }
    }
    term += along ? ADM_LANES : 1;
  }
}

/* (-1)^negative * w[2]:w[1]:w[0]. */
typedef struct {
  adm_u64 w[3];
  adm_i32 negative;
} adm_total;

/* The total at that place of matrices of that size. */
ADM_FN adm_total adm_total_at(__global const adm_i64 *totals, adm_i64 size, adm_i64 place) {
  adm_total v;
  adm_u64 sign = (adm_u64)(totals[2 * size + place] >> 63);
  adm_u64 carry = sign & 1;
  v.negative = sign != 0;
  for (adm_i32 i = 0; i < 3; i++) {
    adm_u64 w = (adm_u64)totals[i * size + place] ^ sign;
    v.w[i] = w + carry;
    carry = (adm_u64)(v.w[i] < carry);
  }
  return v;
}

/* total * 2^exponent, rounded. */
ADM_FN adm_u64 adm_round_total(adm_total v, adm_i32 exponent) {
  adm_u128 top;
  adm_u64 below = 0;
  adm_i32 zeros;
  top.hi = v.w[1];
  top.lo = v.w[0];
  if (v.w[2] != 0) {
    top.hi = v.w[2];
    top.lo = v.w[1];
    below = v.w[0];
    exponent += 64;
  }
  if ((top.hi | top.lo) == 0) return 0;
  zeros = top.hi != 0 ? adm_clz64(top.hi) : 64 + adm_clz64(top.lo);
  top = adm_shl128(top, zeros);
  return adm_encode(ADM_FORMAT, v.negative, exponent + 127 - zeros, top.hi, (top.lo | below) != 0);
}

/* The place of result (i, j) of a block: place = that of its first, the strides of rows and of
   columns. */
ADM_FN adm_i64 adm_result_at(long4 place, adm_i64 i, adm_i64 j) {
  return place.s0 + i * place.s1 + j * place.s2;
}

/* q += or -= the products of lines (x_line of A, y_line of B), over the terms. */
ADM_FN void adm_quire_products(adm_u64 *q, __global const adm_pattern *x, long x_offset,
                               long4 x_shape, adm_i64 x_line, __global const adm_pattern *y,
                               long y_offset, long4 y_shape, adm_i64 y_line, int negate) {
  x += x_offset + x_line * x_shape.s2;
  y += y_offset + y_line * y_shape.s2;
  for (adm_i64 k = 0; k < x_shape.s1; k++) {
    adm_quire_accumulate(ADM_FORMAT, q, x[k * x_shape.s3], y[k * y_shape.s3], negate);
  }
}

/* What the last kernels have in common. block = first row, first column, rows, columns; lines as of
   sliced_measure; result = addend (unless NULL) + sum, as a quire or, where `quires` is NULL,
   rounded to `out`. Global size: columns and rows of the block, rounded up. */
#define ADM_RESULTS                                                                      \
  long4 block, __global const adm_u32 *lines, long rows, __global const adm_u64 *addend, \
      long4 addend_place, __global adm_u64 *quires, __global adm_pattern *out, long4 out_place

/* Results: those of flagged lines by quires, if `exact` is not 0, else not at all; the others from
   the totals. x and y are the only term, whole. */
__kernel void sliced_finish(ADM_OPERANDS, int negate, int exact, __global const adm_i64 *totals,
                            int width, ADM_RESULTS) {
  adm_i64 i = (adm_i64)get_global_id(1);
  adm_i64 j = (adm_i64)get_global_id(0);
  adm_i64 at = adm_result_at(out_place, i, j);
  adm_line row;
  adm_line column;
  adm_total total;
  adm_i32 exponent;
  adm_i32 flagged;
  (void)x_along;
  (void)y_along;
  if (i >= block.s2 || j >= block.s3) return;
  row = adm_line_of(lines, block.s0 + i);
  column = adm_line_of(lines, rows + block.s1 + j);
  flagged = row.flagged | column.flagged;
  if (flagged && !exact) return;
  total = adm_total_at(totals, block.s2 * width, i * width + j);
  exponent = row.unit + column.unit;
  if (!flagged && addend == 0 && quires == 0) {
    out[at] = (adm_pattern)adm_round_total(total, exponent);
  } else {
    adm_u64 q[ADM_WORDS];
    adm_quire_begin(q, addend, adm_result_at(addend_place, i, j));
    if (flagged) {
      adm_quire_products(q, x, x_offset, x_shape, block.s0 + i, y, y_offset, y_shape, block.s1 + j,
                         negate);
    } else if (!adm_quire_is_nar(ADM_FORMAT, q)) {
      adm_quire_add_bits(ADM_WORDS, q, total.negative, total.w[2], total.w[1], total.w[0],
                         exponent + adm_quire_fraction_bits(ADM_FORMAT));
    }
    adm_quire_end(q, out, quires, at);
  }
}

/* Where there are several terms: results of flagged lines, addend + the products of one of them. */
__kernel void sliced_exact(ADM_OPERANDS, int negate, ADM_RESULTS) {
  adm_i64 i = (adm_i64)get_global_id(1);
  adm_i64 j = (adm_i64)get_global_id(0);
  adm_u64 q[ADM_WORDS];
  (void)x_along;
  (void)y_along;
  if (i >= block.s2 || j >= block.s3) return;
  if (!adm_line_of(lines, block.s0 + i).flagged &&
      !adm_line_of(lines, rows + block.s1 + j).flagged) {
    return;
  }
  adm_quire_begin(q, addend, adm_result_at(addend_place, i, j));
  adm_quire_products(q, x, x_offset, x_shape, block.s0 + i, y, y_offset, y_shape, block.s1 + j,
                     negate);
  adm_quire_end(q, out, quires, adm_result_at(out_place, i, j));
}

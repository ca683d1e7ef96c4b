/*
 * Elementwise operations over arrays: vectors by the windows of zip.h where an operation has them,
 * else over the whole range by full.h, else by the portable core.
 */
#ifndef ADM_SIMD_ELEMENTWISE_H
#define ADM_SIMD_ELEMENTWISE_H

#include "functions.h"
#include "zip.h"

/* Up to so many elements the way through copies costs more than the portable core. */
#define ADM_FEW 4

/* Elements that are copied at a time where they are no run. */
#define ADM_RUN_BLOCK 512

/* Up to three operands from some element on. */
typedef struct {
  const char *at[3];
  int64_t step[3]; /* bytes from vector to vector: 0 where one element is that of all */
} adm_sources;

VFN int adm_operand_count(int op) { return op >= ADM_MAPS ? 1 : op == ADM_FMA ? 3 : 2; }

/* The i-th vector by the portable core. */
VFN void adm_by_core(int format, int op, void *dst, const adm_sources *s, int64_t i) {
  const struct adm_kernels *core = &ADM_FALLBACK;
  const void *at[3];
  int64_t stride[3];
  for (int j = 0; j < adm_operand_count(op); j++) {
    at[j] = s->at[j] + i * s->step[j];
    stride[j] = s->step[j] != 0;
  }
  if (op == ADM_FMA) {
    core->fma[format](VL, dst, 1, at[0], stride[0], at[1], stride[1], at[2], stride[2]);
  } else if (op >= ADM_MAPS) {
    core->map[op - ADM_MAPS][format](VL, dst, 1, at[0], stride[0]);
  } else {
    core->zip[op][format](VL, dst, 1, at[0], stride[0], at[1], stride[1]);
  }
}

/* The i-th vector over the whole range. */
VFN void adm_one_vector(int format, int bits, int es, int op, void *dst, const adm_sources *s,
                        int64_t i) {
  vi x[3];
  vi strange;
  for (int j = 0; j < 3; j++) {
    x[j] = j < adm_operand_count(op) ? adm_load_patterns(bits, s->at[j] + i * s->step[j]) : x[0];
  }
  vi q = op > ADM_SQRT ? adm_function_lanes(bits, es, op, x[0], &strange)
                       : adm_full_lanes(bits, es, op, x[0], x[1], x[2], &strange);
  if (vi_any(strange)) {
    adm_by_core(format, op, dst, s, i);
  } else {
    adm_store_patterns(bits, dst, q);
  }
}

/* Vectors of contiguous results. In the windows several share one look at what is strange. */
VFN void adm_vectors(int format, int bits, int es, int op, int64_t vectors, char *dst,
                     const adm_sources *s) {
  enum { STEP = 4 };
  const int64_t bytes = VL * bits / 8;
  const int windows = op == ADM_ZIP_ADD || op == ADM_ZIP_SUB || op == ADM_ZIP_MUL;
  int64_t i = 0;
  for (; windows && i + STEP <= vectors; i += STEP) {
    vi q[STEP];
    vi any = vi_set(0);
    for (int j = 0; j < STEP; j++) {
      vi strange;
      q[j] = adm_zip_loaded(bits, es, op, s->at[0] + (i + j) * s->step[0],
                            s->at[1] + (i + j) * s->step[1], &strange);
      any = vi_or(any, strange);
    }
    if (vi_any(any)) {
#pragma GCC unroll 1
      for (int j = 0; j < STEP; j++) {
        adm_one_vector(format, bits, es, op, dst + (i + j) * bytes, s, i + j);
      }
    } else {
      for (int j = 0; j < STEP; j++) {
        adm_store_patterns(bits, dst + (i + j) * bytes, q[j]);
      }
    }
  }
#pragma GCC unroll 1
  for (; i < vectors; i++) {
    adm_one_vector(format, bits, es, op, dst + i * bytes, s, i);
  }
}

VFN void adm_scatter(int bits, int64_t n, void *to, int64_t stride, const void *from) {
  if (stride == 1) {
    memcpy(to, from, (size_t)(n * (bits / 8)));
    return;
  }
  for (int64_t i = 0; i < n; i++) {
    if (bits == 16) {
      ((adm_e16 *)to)[i * stride] = ((const adm_e16 *)from)[i];
    } else {
      ((adm_e32 *)to)[i * stride] = ((const adm_e32 *)from)[i];
    }
  }
}

VFN void adm_fill_with(int bits, int64_t n, void *to, const void *element) {
  for (int64_t i = 0; i < n; i++) {
    memcpy((char *)to + i * (bits / 8), element, (size_t)bits / 8);
  }
}

/* Operands that are no run are copied, the last few elements of all of them, where elements that
   nobody needs are the first again. */
VFN void adm_elementwise(int format, int bits, int es, int op, int64_t n, void *dst, int64_t ds,
                         const void *const *from, const int64_t *stride) {
  const int size = bits / 8;
  const int operands = adm_operand_count(op);
  unsigned char copy[3][ADM_RUN_BLOCK * 4];
  unsigned char result[ADM_RUN_BLOCK * 4];
  for (int j = 0; j < operands; j++) {
    if (stride[j] == 0) adm_fill_with(bits, VL, copy[j], from[j]);
  }
  for (int64_t done = 0; done < n;) {
    const int64_t rest = n - done;
    const int64_t whole = rest / VL * VL;
    int runs = ds == 1 && rest >= VL;
    for (int j = 0; j < operands; j++) {
      runs = runs && (stride[j] == 0 || stride[j] == 1);
    }
    const int64_t count = runs ? whole : rest < ADM_RUN_BLOCK ? rest : ADM_RUN_BLOCK;
    const int64_t vectors = (count + VL - 1) / VL;
    adm_sources s;
    for (int j = 0; j < operands; j++) {
      const char *p = (const char *)from[j] + done * stride[j] * size;
      s.at[j] = runs && stride[j] == 1 ? p : (const char *)copy[j];
      s.step[j] = stride[j] == 0 ? 0 : VL * size;
      if (!runs && stride[j] != 0) {
        for (int64_t i = 0; i < count; i++) {
          memcpy(copy[j] + i * size, p + i * stride[j] * size, (size_t)size);
        }
        adm_fill_with(bits, vectors * VL - count, copy[j] + count * size, copy[j]);
      }
    }
    char *to = (char *)dst + done * ds * size;
    adm_vectors(format, bits, es, op, vectors, runs ? to : (char *)result, &s);
    if (!runs) adm_scatter(bits, count, to, ds, result);
    done += count;
  }
}

#endif

/*
 * The float32 matrix product, to compare the exact one with: blocks of A and B are packed into
 * panels, and tiles of C are kept in registers (Goto, van de Geijn, Anatomy of high-performance
 * matrix multiplication, ACM TOMS 2008). This file is compiled with -ffp-contract=fast, so that
 * products and sums are fused where the path can.
 */
#include <string.h>

#include "../element.h"
#include "portable.h"

#if defined(__AVX512F__)
#define LANES 16
#define TILE_M 12
#elif defined(__AVX2__)
#define LANES 8
#define TILE_M 6
#else
#define LANES 4
#define TILE_M 4
#endif
#define TILE_N (2 * LANES)

_Static_assert(ADM_F32_BLOCK_M % TILE_M == 0 && ADM_F32_BLOCK_N % TILE_N == 0,
               "blocks are whole tiles");

#define LESS(a, b) ((a) < (b) ? (a) : (b))

typedef float vector __attribute__((vector_size(4 * LANES)));
typedef float unaligned_vector __attribute__((vector_size(4 * LANES), aligned(4), may_alias));

/* Panels of `width` lines, each stored place by place along k, the last filled up with zeros. */
static void pack(float *panels, int64_t width, const adm_ef32 *x, int64_t line, int64_t place,
                 int64_t lines, int64_t depth) {
  for (int64_t first = 0; first < lines; first += width) {
    const int64_t count = LESS(width, lines - first);
    const adm_ef32 *from = x + first * line;
    for (int64_t k = 0; k < depth; k++, panels += width) {
      int64_t i = 0;
      if (line == 1) {
        for (; i < count; i++) panels[i] = from[k * place + i];
      } else {
        for (; i < count; i++) panels[i] = from[k * place + i * line];
      }
      for (; i < width; i++) panels[i] = 0;
    }
  }
}

/* tile += a panel of A times a panel of B. */
static inline __attribute__((always_inline)) void multiply(int64_t depth, const float *a,
                                                           const float *b, vector tile[TILE_M][2]) {
  for (int64_t k = 0; k < depth; k++, a += TILE_M, b += TILE_N) {
    const vector left = *(const unaligned_vector *)b;
    const vector right = *(const unaligned_vector *)(b + LANES);
#pragma GCC unroll 16
    for (int i = 0; i < TILE_M; i++) {
      tile[i][0] += left * a[i];
      tile[i][1] += right * a[i];
    }
  }
}

/* A tile of C, of which m x n elements exist, set to the product or increased by it. */
static void tile_product(int64_t m, int64_t n, int64_t depth, const float *a, const float *b,
                         adm_ef32 *c, int64_t row, int64_t col, int increase) {
  vector tile[TILE_M][2] = {0};
  multiply(depth, a, b, tile);
  if (m == TILE_M && n == TILE_N && col == 1) {
#pragma GCC unroll 16
    for (int i = 0; i < TILE_M; i++) {
      unaligned_vector *to = (unaligned_vector *)(c + i * row);
      if (increase) {
        tile[i][0] += to[0];
        tile[i][1] += to[1];
      }
      to[0] = tile[i][0];
      to[1] = tile[i][1];
    }
    return;
  }
  float values[TILE_M][TILE_N];
  memcpy(values, tile, sizeof values);
  for (int64_t i = 0; i < m; i++) {
    for (int64_t j = 0; j < n; j++) {
      adm_ef32 *to = c + i * row + j * col;
      *to = increase ? *to + values[i][j] : values[i][j];
    }
  }
}

void ADM_NAME(f32_matmul)(int64_t m, int64_t n, int64_t k, const void *a, int64_t a_row,
                          int64_t a_col, const void *b, int64_t b_row, int64_t b_col, void *c,
                          int64_t c_row, int64_t c_col, void *workspace) {
  const adm_ef32 *x = a;
  const adm_ef32 *y = b;
  adm_ef32 *z = c;
  float *b_panels = workspace;
  float *a_panels = b_panels + ADM_F32_BLOCK_K * ADM_F32_BLOCK_N;
  for (int64_t j = 0; j < n; j += ADM_F32_BLOCK_N) {
    const int64_t width = LESS(ADM_F32_BLOCK_N, n - j);
    int64_t t = 0;
    do { /* once for k = 0, which makes zeros */
      const int64_t depth = LESS(ADM_F32_BLOCK_K, k - t);
      pack(b_panels, TILE_N, y + t * b_row + j * b_col, b_col, b_row, width, depth);
      for (int64_t i = 0; i < m; i += ADM_F32_BLOCK_M) {
        const int64_t height = LESS(ADM_F32_BLOCK_M, m - i);
        pack(a_panels, TILE_M, x + i * a_row + t * a_col, a_row, a_col, height, depth);
        for (int64_t q = 0; q < width; q += TILE_N) {
          for (int64_t p = 0; p < height; p += TILE_M) {
            tile_product(LESS(TILE_M, height - p), LESS(TILE_N, width - q), depth,
                         a_panels + p * depth, b_panels + q * depth,
                         z + (i + p) * c_row + (j + q) * c_col, c_row, c_col, t > 0);
          }
        }
      }
      t += ADM_F32_BLOCK_K;
    } while (t < k);
  }
}

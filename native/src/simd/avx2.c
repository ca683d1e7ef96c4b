/* The AVX2 path. */
#include "vec256.h"
#define ADM_FILL adm_fill_avx2
#define ADM_FALLBACK adm_portable_avx2
#include "kernels.h"

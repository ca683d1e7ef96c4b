/* The AVX-512 path. */
#include "vec512.h"
#define ADM_FILL adm_fill_avx512
#define ADM_FALLBACK adm_portable_avx512
#include "kernels.h"

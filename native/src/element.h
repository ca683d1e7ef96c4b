/* The element types of arrays: no alignment assumed, and any other type may share the memory. */
#ifndef ADM_ELEMENT_H
#define ADM_ELEMENT_H

#include "../../kernels/posit.h"

typedef adm_u8 adm_e8 __attribute__((may_alias));
typedef adm_u16 adm_e16 __attribute__((may_alias, aligned(1)));
typedef adm_u32 adm_e32 __attribute__((may_alias, aligned(1)));
typedef adm_u64 adm_e64 __attribute__((may_alias, aligned(1)));
typedef float adm_ef32 __attribute__((may_alias, aligned(1)));
typedef double adm_ef64 __attribute__((may_alias, aligned(1)));

#endif

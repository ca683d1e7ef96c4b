/* Which array a format has. */
#include "device.h"

namespace adm_rtl {

#define ARRAY(name) std::unique_ptr<Array> make_##name()
ARRAY(posit8);
ARRAY(posit16);
ARRAY(posit32);
ARRAY(posit64);
ARRAY(bposit16);
ARRAY(bposit32);
ARRAY(bposit64);

std::unique_ptr<Array> make_array(int32_t format) {
  switch (format) {
    case ADM_RTL_POSIT8:
      return make_posit8();
    case ADM_RTL_POSIT16:
      return make_posit16();
    case ADM_RTL_POSIT32:
      return make_posit32();
    case ADM_RTL_POSIT64:
      return make_posit64();
    case ADM_RTL_BPOSIT16:
      return make_bposit16();
    case ADM_RTL_BPOSIT32:
      return make_bposit32();
    case ADM_RTL_BPOSIT64:
      return make_bposit64();
    default:
      return nullptr;
  }
}

}  // namespace adm_rtl

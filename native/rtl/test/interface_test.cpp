/* What the interface refuses, and that a refusal writes nothing. */
#include <initializer_list>
#include <thread>

#include "../adamant_rtl.h"
#include "test.h"

void test_interface() {
  adm_rtl_device *device = nullptr;
  CHECK(adm_rtl_abi_version() == 1, "the version");
  CHECK(adm_rtl_open(0, nullptr) == ADM_RTL_EINVAL, "no place for a device");
  for (int format : {-1, 7, 16, 17}) {
    CHECK(adm_rtl_open(format, &device) == ADM_RTL_EUNSUPPORTED && device == nullptr, "format %d",
          format);
  }
  adm_rtl_close(nullptr);
  CHECK(adm_rtl_open(ADM_RTL_POSIT8, &device) == ADM_RTL_OK, "open");
  unsigned char a[2] = {0x40, 0x48}, out = 7;
  uint64_t quire[2] = {5, 0};
  adm_rtl_counters counters;
  CHECK(adm_rtl_fdp(nullptr, 1, a, 1, a, 1, &out) == ADM_RTL_EINVAL, "no device");
  CHECK(adm_rtl_fdp(device, -1, a, 1, a, 1, &out) == ADM_RTL_EINVAL, "a negative length");
  CHECK(adm_rtl_fdp(device, 1, nullptr, 1, a, 1, &out) == ADM_RTL_EINVAL, "no operand");
  CHECK(adm_rtl_fdp(device, 1, a, 1, a, 1, nullptr) == ADM_RTL_EINVAL, "no result");
  CHECK(adm_rtl_fdp(device, int64_t{1} << 31, a, 0, a, 0, &out) == ADM_RTL_EUNSUPPORTED,
        "more products than a quire takes");
  CHECK(adm_rtl_matmul(device, int64_t{1} << 31, 1, 0, a, 0, 0, a, 0, 0, nullptr, &out, 0, 0) ==
            ADM_RTL_EUNSUPPORTED,
        "more rows than the array counts");
  CHECK(adm_rtl_dot(device, 1, a, 1, a, 1, nullptr) == ADM_RTL_EINVAL, "no quire");
  CHECK(adm_rtl_contract(device, 1, 1, 1, nullptr, quire, nullptr, 0, 0) == ADM_RTL_EINVAL,
        "no terms");
  CHECK(adm_rtl_contract(device, 1, 1, -1, nullptr, quire, nullptr, 0, 0) == ADM_RTL_EINVAL,
        "a negative number of terms");
  CHECK(adm_rtl_zip(device, 3, 1, &out, 1, a, 1, a, 1) == ADM_RTL_EINVAL, "no such operation");
  CHECK(adm_rtl_hold_back(device, 0, 1024, 0) == ADM_RTL_EINVAL &&
            adm_rtl_hold_back(device, 0, 0, -1) == ADM_RTL_EINVAL,
        "held back for ever");
  CHECK(adm_rtl_quire_merge(device, 1, quire, nullptr) == ADM_RTL_EINVAL, "nothing to merge");
  CHECK(adm_rtl_read_counters(device, nullptr) == ADM_RTL_EINVAL, "no place for counters");
  CHECK(adm_rtl_read_counters(device, &counters) == ADM_RTL_OK && counters.cycles == 0,
        "a refused call that ran");
  CHECK(out == 7 && quire[0] == 5 && quire[1] == 0, "a refused call that wrote");
  CHECK(adm_rtl_matmul(device, 0, 1, 1, nullptr, 0, 0, nullptr, 0, 0, nullptr, nullptr, 0, 0) ==
                ADM_RTL_OK &&
            adm_rtl_zip(device, ADM_RTL_MUL, 0, nullptr, 1, nullptr, 1, nullptr, 1) == ADM_RTL_OK,
        "nothing to do");
  CHECK(adm_rtl_fdp(device, 2, a, 1, a, 1, &out) == ADM_RTL_OK && out == 0x52, "1 + 4 is %02x",
        out);
  adm_rtl_close(device);

  /* Whichever thread closes a device: one that has run nothing yet, after devices made later are
   * gone. */
  for (int round = 0; round < 20; round++) {
    adm_rtl_device *first = nullptr;
    CHECK(adm_rtl_open(ADM_RTL_POSIT8, &first) == ADM_RTL_OK, "the first of two devices");
    std::thread([] {
      adm_rtl_device *second = nullptr;
      CHECK(adm_rtl_open(ADM_RTL_POSIT8, &second) == ADM_RTL_OK, "the second of two devices");
      adm_rtl_close(second);
    }).join();
    std::thread([first] { adm_rtl_close(first); }).join();
  }
}

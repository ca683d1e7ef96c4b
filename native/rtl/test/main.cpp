/* Runs the suite and prints one line; the exit status is 1 where a check failed. */
#include <cstdarg>
#include <cstdio>

#include "test.h"

static long checks;
static long failures;

void test_check(int holds, const char *file, int line, const char *message, ...) {
  checks++;
  if (holds) return;
  if (failures++ >= 20) return;
  va_list arguments;
  va_start(arguments, message);
  std::fprintf(stderr, "%s:%d: ", file, line);
  std::vfprintf(stderr, message, arguments);
  std::fprintf(stderr, "\n");
  va_end(arguments);
}

int main() {
  test_codecs();
  test_interface();
  test_arrays();
  std::printf("libadamant_rtl: %ld checks, %ld failed\n", checks, failures);
  return failures != 0;
}

#include "/usr/lib/llvm-19/include/clang-c/ExternC.h"

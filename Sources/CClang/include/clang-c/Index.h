#include "/usr/lib/llvm-19/include/clang-c/Index.h"

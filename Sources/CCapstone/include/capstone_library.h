// Capstone's own headers, of Debian's libcapstone-dev.
#pragma once
#include <capstone/capstone.h>

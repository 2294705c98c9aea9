// What Glibc's Swift module lacks: epoll, the launcher, seccomp, descriptors over sockets.
#pragma once
#include <sys/epoll.h>

#include "copies.h"
#include "doctor_probes.h"
#include "launcher.h"
#include "own_life.h"
#include "processes.h"
#include "sandbox.h"
#include "seccomp_filter.h"
#include "shared_words.h"
#include "sparse_files.h"
#include "sockets.h"
#include "tracing.h"
#include "watchdog.h"

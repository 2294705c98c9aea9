// What Glibc's Swift module lacks: epoll, seccomp, clone, descriptors over sockets.
#pragma once
#include <sys/epoll.h>

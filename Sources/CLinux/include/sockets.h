// Messages and descriptors between guardian, supervisor and voter.
#pragma once
#include <sys/types.h>

enum { THRICE_DESCRIPTORS_MAX = 4 };

/// A connected pair of sequenced-packet sockets, close-on-exec, non-blocking. Returns 0 or -1.
int thrice_socket_pair(int ends[2]);
/// Sends one message with descriptors, which stay the caller's. Returns 0, or -1 with errno.
int thrice_send(int socket, const void *bytes, size_t count, const int *passed, int passed_count);
/// Receives one message: its length, 0 at the end, -1 with errno. Descriptors are close-on-exec;
/// `*passed_count` holds the room at first and the number received afterwards.
ssize_t thrice_receive(int socket, void *bytes, size_t room, int *passed, int *passed_count);

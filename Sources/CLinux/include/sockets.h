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

/// A listening socket of packets in a folder, for its owner alone (mode 0600), close-on-exec,
/// non-blocking; one that was left behind there goes. Returns it, or -1 with errno.
int thrice_listen(const char *folder, const char *name);
/// Who knocks next, if it is the same user or root; others are sent away. Returns -1 with errno.
int thrice_accept_own(int listener);
/// Connects to such a socket. Returns it, blocking, or -1 with errno.
int thrice_connect(const char *folder, const char *name);

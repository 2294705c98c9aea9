#define _GNU_SOURCE
#include "sockets.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

int thrice_socket_pair(int ends[2]) {
    return socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC | SOCK_NONBLOCK, 0, ends);
}

union control {
    char bytes[CMSG_SPACE(THRICE_DESCRIPTORS_MAX * sizeof(int))];
    struct cmsghdr alignment;
};

int thrice_send(int socket, const void *bytes, size_t count, const int *passed, int passed_count) {
    struct iovec part = {(void *)bytes, count};
    union control control;
    struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1};
    if (passed_count > 0) {
        memset(&control, 0, sizeof control);
        message.msg_control = control.bytes;
        message.msg_controllen = CMSG_SPACE((size_t)passed_count * sizeof(int));
        struct cmsghdr *header = CMSG_FIRSTHDR(&message);
        header->cmsg_level = SOL_SOCKET;
        header->cmsg_type = SCM_RIGHTS;
        header->cmsg_len = CMSG_LEN((size_t)passed_count * sizeof(int));
        memcpy(CMSG_DATA(header), passed, (size_t)passed_count * sizeof(int));
    }
    for (;;) {
        ssize_t sent = sendmsg(socket, &message, MSG_NOSIGNAL);
        if (sent >= 0) return 0;
        if (errno != EINTR) return -1;
    }
}

ssize_t thrice_receive(int socket, void *bytes, size_t room, int *passed, int *passed_count) {
    struct iovec part = {bytes, room};
    union control control;
    struct msghdr message = {
        .msg_iov = &part,
        .msg_iovlen = 1,
        .msg_control = control.bytes,
        .msg_controllen = sizeof control.bytes,
    };
    int capacity = *passed_count, received = 0;
    *passed_count = 0;
    ssize_t count;
    do count = recvmsg(socket, &message, MSG_CMSG_CLOEXEC);
    while (count < 0 && errno == EINTR);
    if (count < 0) return -1;
    for (struct cmsghdr *h = CMSG_FIRSTHDR(&message); h; h = CMSG_NXTHDR(&message, h)) {
        if (h->cmsg_level != SOL_SOCKET || h->cmsg_type != SCM_RIGHTS) continue;
        int *each = (int *)CMSG_DATA(h);
        int n = (int)((h->cmsg_len - CMSG_LEN(0)) / sizeof(int));
        for (int i = 0; i < n; i++) {
            if (received < capacity) passed[received++] = each[i];
            else close(each[i]);
        }
    }
    *passed_count = received;
    return count;
}

// A name of a socket has at most 107 bytes: the folder is gone through by its descriptor.
static int in_folder(const char *folder, const char *name, struct sockaddr_un *address) {
    int descriptor = open(folder, O_PATH | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0) return -1;
    memset(address, 0, sizeof *address);
    address->sun_family = AF_UNIX;
    snprintf(address->sun_path, sizeof address->sun_path, "/proc/self/fd/%d/%s", descriptor, name);
    return descriptor;
}

int thrice_listen(const char *folder, const char *name) {
    struct sockaddr_un address;
    int descriptor = in_folder(folder, name, &address);
    if (descriptor < 0) return -1;
    int kind = SOCK_SEQPACKET | SOCK_CLOEXEC | SOCK_NONBLOCK;
    int listener = socket(AF_UNIX, kind, 0);
    // Left behind by a run that was killed; nothing but a socket is ever taken away.
    struct stat status;
    if (lstat(address.sun_path, &status) == 0 && S_ISSOCK(status.st_mode))
        unlink(address.sun_path);
    mode_t mask = umask(0177);
    int failed = listener < 0 || bind(listener, (struct sockaddr *)&address, sizeof address)
                 || listen(listener, 4);
    umask(mask);
    int error = errno;
    close(descriptor);
    if (failed && listener >= 0) close(listener);
    errno = error;
    return failed ? -1 : listener;
}

int thrice_accept_own(int listener) {
    for (;;) {
        int guest = accept4(listener, NULL, NULL, SOCK_CLOEXEC | SOCK_NONBLOCK);
        if (guest < 0 && errno == EINTR) continue;
        if (guest < 0) return -1;
        struct ucred who;
        socklen_t size = sizeof who;
        if (getsockopt(guest, SOL_SOCKET, SO_PEERCRED, &who, &size) == 0
            && (who.uid == geteuid() || who.uid == 0))
            return guest;
        close(guest);
    }
}

int thrice_connect(const char *folder, const char *name) {
    struct sockaddr_un address;
    int descriptor = in_folder(folder, name, &address);
    if (descriptor < 0) return -1;
    int end = socket(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0);
    int failed = end < 0 || connect(end, (struct sockaddr *)&address, sizeof address);
    int error = errno;
    close(descriptor);
    if (failed && end >= 0) close(end);
    errno = error;
    return failed ? -1 : end;
}

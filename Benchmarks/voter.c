// The C voter that `make bench` measures thrice against: `voter COMMAND`, three replicas of
// COMMAND. One demand at a time: a line is taken from standard input and frozen, written to each
// replica, the three answer lines are gathered in one epoll loop, and the line that two of them
// hold goes out in one write. It masks nothing else: a replica that hangs hangs it, and one that
// ends, ends it.
#define _GNU_SOURCE
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/epoll.h>
#include <unistd.h>

enum { REPLICAS = 3, ROOM = 1 << 16 };
struct buffer { size_t start, end; char bytes[ROOM]; };

static struct buffer demands, answers[REPLICAS];
static int to[REPLICAS], back[REPLICAS];

static void start(int index, char *command) {
    int input[2], output[2];
    if (pipe2(input, O_CLOEXEC) || pipe2(output, O_CLOEXEC)) _exit(74);
    if (fork() == 0) {
        dup2(input[0], 0), dup2(output[1], 1);
        execl(command, command, (char *)NULL);
        _exit(127);
    }
    close(input[0]), close(output[1]);
    to[index] = input[1], back[index] = output[0];
}

// The length of the first line, its line feed included; 0 when it is not yet whole.
static size_t line(const struct buffer *from) {
    const char *first = from->bytes + from->start;
    const char *end = memchr(first, '\n', from->end - from->start);
    return end ? (size_t)(end - first) + 1 : 0;
}

static int fill(int descriptor, struct buffer *into) {
    if (into->start > 0) memmove(into->bytes, into->bytes + into->start, into->end - into->start);
    into->end -= into->start, into->start = 0;
    ssize_t count = read(descriptor, into->bytes + into->end, ROOM - into->end);
    if (count > 0) into->end += (size_t)count;
    return count > 0;
}

static void put(int descriptor, const char *bytes, size_t length) {
    if (write(descriptor, bytes, length) != (ssize_t)length) _exit(74);
}

int main(int count, char **arguments) {
    if (count != 2) return 64;
    signal(SIGPIPE, SIG_IGN);
    int poller = epoll_create1(EPOLL_CLOEXEC);
    for (int i = 0; i < REPLICAS; i++) {
        start(i, arguments[1]);
        struct epoll_event event = {.events = EPOLLIN, .data.u32 = (unsigned)i};
        epoll_ctl(poller, EPOLL_CTL_ADD, back[i], &event);
    }
    for (;;) {
        size_t length, lengths[REPLICAS] = {0};
        while ((length = line(&demands)) == 0) if (!fill(0, &demands)) return 0;
        for (int i = 0; i < REPLICAS; i++) put(to[i], demands.bytes + demands.start, length);
        for (int missing = REPLICAS; missing > 0;) {
            struct epoll_event events[REPLICAS];
            int ready = epoll_wait(poller, events, REPLICAS, -1);
            for (int e = 0; e < ready; e++) {
                unsigned i = events[e].data.u32;
                if (!fill(back[i], &answers[i])) return 70;
                if (lengths[i] == 0 && (lengths[i] = line(&answers[i])) > 0) missing--;
            }
        }
        int winner = -1;
        for (int i = 0; i < REPLICAS && winner < 0; i++) {
            const char *mine = answers[i].bytes + answers[i].start;
            for (int j = i + 1; j < REPLICAS; j++)
                if (lengths[i] == lengths[j] &&
                    memcmp(mine, answers[j].bytes + answers[j].start, lengths[i]) == 0)
                    winner = i;
        }
        if (winner < 0) put(1, "RESTRICTIVE\n", 12);
        else put(1, answers[winner].bytes + answers[winner].start, lengths[winner]);
        for (int i = 0; i < REPLICAS; i++) answers[i].start += lengths[i];
        demands.start += length;
    }
}

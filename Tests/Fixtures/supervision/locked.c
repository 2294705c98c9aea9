// Locks itself in as the voter does, then does what its argument says. Ends with status 0 when it
// was let, and by SIGSYS when it was not.
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "seccomp_filter.h"

int main(int count, char **arguments) {
    const char *act = arguments[count - 1];
    if (strcmp(arguments[1], "free") && thrice_allow_only_voting()) return 9;
    if (!strcmp(act, "write")) return write(2, "", 0) == 0 ? 0 : 1;
    if (!strcmp(act, "open")) open("/etc/passwd", O_RDONLY);
    if (!strcmp(act, "socket")) socket(AF_INET, SOCK_STREAM, 0);
    if (!strcmp(act, "kill")) kill(getppid(), 0);
    if (!strcmp(act, "execute")) execl("/bin/true", "true", (char *)0);
    return 0;
}

// An allow list of system calls that can only become shorter.
#pragma once

/// From now on every system call but these ends the process; `numbers` are this machine's.
/// Sets no_new_privs. Returns 0, or -1 with errno.
int thrice_allow_only(const int *numbers, int count);
/// The calls that a voter needs once it has read its plan.
int thrice_allow_only_voting(void);

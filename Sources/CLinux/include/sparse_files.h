// Files that were given room and are not written everywhere.
#pragma once

/// The next bytes that were written.
///
/// Returns where they begin, and in `end` where they end; -1 when only zeros come. Where the file
/// system does not know, all of the file is.
long thrice_written_from(int file, long from, long size, long *end);

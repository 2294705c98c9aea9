// What a journal costs the one who hands records over, and how many a second become durable:
// `thrice-bench-journal WAY DEMANDS BYTES FOLDER WORK GROUP` with WAY `synced`, `buffered`, `none`.
//
// Per demand two records of BYTES bytes (the demand, its verdict) and WORK steps of other work, a
// nanosecond or two each; they are shown after each GROUP of demands, as a voter with so many in
// flight would, and with `synced` waited for when GROUP is 1. Prints demands a second, the
// producer's processor time a demand in nanoseconds, and how often the ring had no room. No voting
// here.
import CLinux
import Glibc
import Journals

let arguments = CommandLine.arguments
let numbers = arguments.indices.contains(6) ? [2, 3, 5, 6].map { Int(arguments[$0]) ?? -1 } : []
guard numbers.count == 4, numbers.allSatisfy({ $0 >= 0 }), numbers[1] >= 16, numbers[3] > 0,
    ["synced", "buffered", "none"].contains(arguments[1]), let layout = JournalLayout()
else {
    print("usage: thrice-bench-journal synced|buffered|none DEMANDS BYTES FOLDER WORK GROUP")
    exit(64)
}
let load = JournalLoad(
    way: arguments[1], demands: UInt64(numbers[0]), bytes: numbers[1], folder: arguments[4],
    layout: layout, work: numbers[2], group: UInt64(numbers[3]))
let result = load.run()
let rate = Int((Double(load.demands) / result.seconds).rounded())
let each = (result.producerNanoseconds / Double(load.demands) * 10).rounded() / 10
// What the work came to is part of the line, so that none of it can be left out as useless.
print("\(rate) \(each) \(result.waits) \(result.sum % 10)")

import CLinux
import Glibc

/// The pipes of a target, which its copies share with it.
///
/// Both ends of both stay open here: so neither the target nor a copy ever sees an end of its
/// input, and what a copy did to the pipes can be undone.
struct TargetPipes {
    let inputRead: Int32
    private let inputWrite: Int32
    /// Like `inputRead`, but not shared, and non-blocking.
    private let inputDrain: Int32
    let outputRead: Int32
    let outputWrite: Int32
    /// Of the descriptions that the target has.
    private let flags: (input: Int32, output: Int32)

    init(answerBytesMax: Int) throws(TracingError) {
        var input: [Int32] = [-1, -1]
        var output: [Int32] = [-1, -1]
        var drain: Int32 = -1
        if thrice_pipe(&input) == 0 { drain = thrice_second_reader(input[0]) }
        guard drain >= 0, thrice_pipe(&output) == 0,
            thrice_enlarge_pipe(output[1], Int32(clamping: answerBytesMax + 1)) == 0
        else {
            let error = errno
            for descriptor in input + output + [drain] where descriptor >= 0 {
                Glibc.close(descriptor)
            }
            throw .kernelRefuses(what: "make", which: "pipes", error: error)
        }
        (inputRead, inputWrite, inputDrain) = (input[0], input[1], drain)
        (outputRead, outputWrite) = (output[0], output[1])
        _ = fcntl(inputWrite, F_SETFL, O_NONBLOCK)
        _ = fcntl(outputRead, F_SETFL, O_NONBLOCK)
        flags = (fcntl(inputRead, F_GETFL), fcntl(outputWrite, F_GETFL))
    }

    /// What a target's descriptors lead to, of which these pipes are two.
    var streams: StreamNames {
        var names = StreamNames(pipeRead: .files, pipeWrite: .files)
        names.known = [
            StreamNames.link(getpid(), inputRead): .handover,
            StreamNames.link(getpid(), outputWrite): .answers,
        ]
        return names
    }

    /// Whether all of it fits.
    func give(_ bytes: [UInt8]) -> Bool {
        guard thrice_enlarge_pipe(inputWrite, Int32(clamping: bytes.count)) == 0 else {
            return false
        }
        return write(inputWrite, bytes, bytes.count) == bytes.count
    }

    /// Bytes of the input that nobody has read yet.
    var unread: Int { Int(thrice_unread(inputRead)) }

    /// Takes what was written, until there is nothing or `bytes` has more than `limit`.
    func takeOutput(into bytes: inout [UInt8], limit: Int = .max) {
        var more = true
        while more && bytes.count <= limit {
            withUnsafeTemporaryAllocation(byteCount: 4096, alignment: 1) { room in
                let count = read(outputRead, room.baseAddress, room.count)
                more = count > 0 || count < 0 && errno == EINTR
                if count > 0 { bytes += room[..<count] }
            }
        }
    }

    /// As they were before a copy: nothing to read for us, and the end of `demand` for the target.
    ///
    /// Nobody may write or read there meanwhile.
    func restore(unread: Int, of demand: [UInt8]) {
        var rest = [UInt8]()
        takeOutput(into: &rest, limit: 1 << 20)
        if fcntl(inputRead, F_GETFL) != flags.input { _ = fcntl(inputRead, F_SETFL, flags.input) }
        if fcntl(outputWrite, F_GETFL) != flags.output {
            _ = fcntl(outputWrite, F_SETFL, flags.output)
        }
        guard self.unread != unread else { return }
        var room = [UInt8](repeating: 0, count: 4096)
        while read(inputDrain, &room, room.count) > 0 {}
        precondition(give(Array(demand.suffix(unread))), "a demand that fitted does not any more")
    }

    func close() {
        for descriptor in [inputRead, inputWrite, inputDrain, outputRead, outputWrite] {
            Glibc.close(descriptor)
        }
    }
}

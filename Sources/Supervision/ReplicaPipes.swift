import CLinux
import Glibc

/// The three pipes of one replica; both ends of each, close-on-exec.
struct ReplicaPipes {
    struct Pipe {
        let read: Int32
        let write: Int32

        init?() {
            var ends: [Int32] = [-1, -1]
            guard thrice_pipe(&ends) == 0 else { return nil }
            (read, write) = (ends[0], ends[1])
        }

        func close() {
            _ = Glibc.close(read)
            _ = Glibc.close(write)
        }
    }

    let input: Pipe
    let output: Pipe
    let errors: Pipe

    /// Nil, with errno, when there are no descriptors left. The ends that stay on our side are
    /// non-blocking: a replica that does not read, or writes without end, holds nobody up.
    init?() {
        guard let input = Pipe() else { return nil }
        guard let output = Pipe() else {
            input.close()
            return nil
        }
        guard let errors = Pipe() else {
            input.close()
            output.close()
            return nil
        }
        (self.input, self.output, self.errors) = (input, output, errors)
        for descriptor in [input.write, output.read, errors.read] {
            _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
        }
    }

    /// The ends that were passed on live on in those who got them.
    func close() {
        input.close()
        output.close()
        errors.close()
    }
}

import CLinux
import Glibc

/// One end of the sequenced-packet socket between two of guardian, supervisor and voter.
package struct ControlSocket: Sendable {
    package enum Reception {
        case message(ControlMessage, descriptors: [Int32])
        /// Nothing more for now.
        case nothing
        /// The other side has ended.
        case ended
    }

    package let descriptor: Int32

    package init(_ descriptor: Int32) {
        self.descriptor = descriptor
    }

    /// A connected pair; both ends are non-blocking and close on exec.
    package static func pair() -> (ControlSocket, ControlSocket)? {
        var ends: [Int32] = [-1, -1]
        guard thrice_socket_pair(&ends) == 0 else { return nil }
        return (ControlSocket(ends[0]), ControlSocket(ends[1]))
    }

    /// Whether it went out; the descriptors stay the caller's.
    @discardableResult
    package func send(_ message: ControlMessage, descriptors: [Int32] = []) -> Bool {
        message.withBytes { bytes in
            thrice_send(
                descriptor, bytes.baseAddress, bytes.count, descriptors,
                Int32(descriptors.count)) == 0
        }
    }

    /// As `send`, with nothing but `write`: what a voter behind its filter may call.
    @discardableResult
    package func write(_ message: ControlMessage) -> Bool {
        message.withBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) == $0.count }
    }

    /// The next packet of another kind, such as a voter's account, into `room`; nil when there is
    /// none for now, and 0 when the other side has ended.
    package func receive(into room: UnsafeMutableRawBufferPointer) -> Int? {
        while true {
            let count = read(descriptor, room.baseAddress, room.count)
            if count >= 0 { return count }
            if errno != EINTR { return errno == EAGAIN ? nil : 0 }
        }
    }

    /// The next message; a packet that is none is skipped.
    package func receive() -> Reception {
        withUnsafeTemporaryAllocation(byteCount: 64, alignment: 8) { room in
            while true {
                var passed: [Int32] = [-1, -1, -1, -1]
                var count = Int32(passed.count)
                let length = thrice_receive(
                    descriptor, room.baseAddress, room.count, &passed, &count)
                if length < 0 { return errno == EAGAIN ? .nothing : .ended }
                let descriptors = Array(passed[..<Int(count)])
                let bytes = UnsafeRawBufferPointer(rebasing: room[..<length])
                if let message = ControlMessage(bytes: bytes) {
                    return .message(message, descriptors: descriptors)
                }
                for descriptor in descriptors { close(descriptor) }
                if length == 0 { return .ended }
            }
        }
    }
}

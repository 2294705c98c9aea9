import CLinux
import Glibc
import Testing
import Wiring

struct ControlSocketTests {
    @Test func `a message crosses with its descriptors, which are copies`() throws {
        let (left, right) = try #require(ControlSocket.pair())
        let file = open("/dev/null", O_RDONLY)
        let message = ControlMessage(.started, replica: 3, first: -1, second: .max)
        #expect(left.send(message, descriptors: [file, file]))
        guard case .message(let received, let descriptors) = right.receive() else {
            Issue.record("no message came")
            return
        }
        #expect(received == message)
        #expect(descriptors.count == 2)
        for descriptor in descriptors {
            #expect(descriptor != file)
            #expect(fcntl(descriptor, F_GETFD) & FD_CLOEXEC != 0)
            close(descriptor)
        }
        close(file)
        finish(left, right)
    }

    @Test func `what a voter writes behind its filter is the same message`() throws {
        let (left, right) = try #require(ControlSocket.pair())
        let message = ControlMessage(.lost, replica: 1, first: 4, second: 5)
        #expect(left.write(message))
        guard case .message(message, descriptors: []) = right.receive() else {
            Issue.record("another message came")
            return
        }
        finish(left, right)
    }

    @Test func `nothing, nonsense and the end are told apart from a message`() throws {
        let (left, right) = try #require(ControlSocket.pair())
        guard case .nothing = right.receive() else {
            Issue.record("something came of nothing")
            return
        }
        _ = "nonsense".withCString { write(left.descriptor, $0, 8) }
        guard case .nothing = right.receive() else {
            Issue.record("nonsense was taken for a message, or for the end")
            return
        }
        close(left.descriptor)
        guard case .ended = right.receive() else {
            Issue.record("the end was not seen")
            return
        }
        close(right.descriptor)
    }

    @Test func `what cannot be read is skipped, and its descriptors are closed`() throws {
        let (left, right) = try #require(ControlSocket.pair())
        var ends: [Int32] = [-1, -1]
        try #require(thrice_pipe(&ends) == 0)
        try #require(thrice_send(left.descriptor, "nonsense", 8, [ends[1]], 1) == 0)
        close(ends[1])
        let message = ControlMessage(.stop)
        #expect(left.send(message))
        guard case .message(message, descriptors: []) = right.receive() else {
            Issue.record("the message behind it was not read")
            return
        }
        // Nobody can write into the pipe any more.
        var file = pollfd(fd: ends[0], events: Int16(POLLIN), revents: 0)
        #expect(poll(&file, 1, 0) == 1 && file.revents & Int16(POLLHUP) != 0)
        close(ends[0])
        finish(left, right)
    }

    @Test func `a packet of an unknown kind is no message`() {
        var bytes = [UInt8](repeating: 0, count: ControlMessage.byteCount)
        let beyond = UInt8(ControlMessage.Kind.allCases.count + 1)
        for kind in [0, beyond, 255] {
            bytes[0] = kind
            #expect(bytes.withUnsafeBytes { ControlMessage(bytes: $0) } == nil)
        }
    }

    private func finish(_ left: ControlSocket, _ right: ControlSocket) {
        close(left.descriptor)
        close(right.descriptor)
    }
}

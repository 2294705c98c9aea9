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
        guard case .ended = right.receive() else {
            Issue.record("nonsense was taken for a message")
            return
        }
        close(left.descriptor)
        guard case .ended = right.receive() else {
            Issue.record("the end was not seen")
            return
        }
        close(right.descriptor)
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

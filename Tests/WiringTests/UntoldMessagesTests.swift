import Glibc
import Testing
import Wiring

struct UntoldMessagesTests {
    private let loss = ControlMessage(.lost, replica: 1, first: 2, second: 7)

    @Test func `what a full socket does not take is told when there is room`() throws {
        let (left, right) = try #require(ControlSocket.pair())
        var untold = UntoldMessages(replicas: 3)
        while left.write(ControlMessage(.asleep)) {}
        untold.keep(loss)
        while case .message = right.receive() {}
        let kept = try #require(untold.first)
        #expect(left.write(kept))
        untold.remove(kept.replica)
        #expect(untold.first == nil)
        guard case .message(loss, descriptors: []) = right.receive() else {
            Issue.record("the loss was not told")
            return
        }
        close(left.descriptor)
        close(right.descriptor)
    }

    @Test func `of a replica the last word waits, but an answer to a roll call stays`() {
        var untold = UntoldMessages(replicas: 3)
        let later = ControlMessage(.lost, replica: 1, first: 3)
        let present = ControlMessage(.present, replica: 1)
        untold.keep(loss)
        untold.keep(later)
        #expect(untold[1] == later)
        untold.keep(present)
        untold.keep(loss)
        #expect(untold[1] == present)
        untold.keep(ControlMessage(.lost, replica: 0))
        #expect(untold.first?.replica == 0)
        untold.remove(0)
        untold.remove(0)
        #expect(untold.first == present)
        untold.remove(1)
        #expect(untold.first == nil)
    }
}

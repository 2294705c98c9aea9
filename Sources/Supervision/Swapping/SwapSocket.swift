import CLinux
import Foundation
import Glibc

/// `control` of a run folder: where a running ensemble is told something.
///
/// A Unix socket of packets that only its owner may connect to (mode 0600; who connects must be
/// the same user, or root). One talks at a time. It is reached by a descriptor of its folder, for
/// the kernel takes names of 107 bytes only.
package struct SwapSocket {
    package static let fileName = "control"

    let listener: Int32
    private let folder: String
    /// Who asked for what is under way, or has not asked yet; -1: nobody.
    private(set) var client: Int32 = -1

    /// Nil where there can be none: the run goes on without.
    init?(folder: String) {
        self.folder = folder
        let descriptor = thrice_listen(folder, Self.fileName)
        guard descriptor >= 0 else { return nil }
        listener = descriptor
    }

    /// What to wait for.
    var descriptors: [Int32] { [listener, client] }

    /// Takes whoever knocks, in place of one who has asked for nothing yet.
    ///
    /// - Parameter isServing: what the client has asked for is under way; others come later.
    mutating func welcome(isServing: Bool) {
        while true {
            let guest = thrice_accept_own(listener)
            if guest < 0 { return }
            if isServing {
                Self.send(SwapReply("another swap is under way", .refused), to: guest)
                close(guest)
            } else {
                hangUp()
                client = guest
            }
        }
    }

    /// The request that has come; nil when there is none.
    mutating func receive() -> SwapRequest? {
        guard client >= 0 else { return nil }
        var room = [UInt8](repeating: 0, count: SwapRequest.byteCountMax + 1)
        let count = recv(client, &room, room.count, Int32(MSG_DONTWAIT))
        if count < 0 && (errno == EAGAIN || errno == EINTR) { return nil }
        guard count > 0 else {
            hangUp()
            return nil
        }
        guard count <= SwapRequest.byteCountMax,
            let request = try? JSONDecoder().decode(SwapRequest.self, from: Data(room[..<count]))
        else {
            answer(SwapReply("this is no request", .unknown))
            return nil
        }
        return request
    }

    /// Tells whoever asked; nobody waits for one who does not listen.
    mutating func answer(_ reply: SwapReply) {
        guard client >= 0 else { return }
        Self.send(reply, to: client)
        if reply.result != nil { hangUp() }
    }

    private static func send(_ reply: SwapReply, to descriptor: Int32) {
        guard let data = try? JSONEncoder().encode(reply) else { return }
        _ = data.withUnsafeBytes {
            Glibc.send(
                descriptor, $0.baseAddress, $0.count,
                Int32(MSG_DONTWAIT) | Int32(MSG_NOSIGNAL))
        }
    }

    private mutating func hangUp() {
        if client >= 0 { close(client) }
        client = -1
    }

    mutating func end() {
        hangUp()
        close(listener)
        unlink("\(folder)/\(Self.fileName)")
    }
}

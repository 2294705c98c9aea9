import CLinux
import Foundation
import Glibc

/// A request to a running ensemble, from outside.
package enum SwapCall {
    package enum Failure: Error, Equatable {
        /// Nobody listens there: an error number.
        case noRun(Int32)
        case tooLong(bytes: Int)
        /// The run has ended before it was known what became of it.
        case cut
    }

    /// Asks, and waits for what becomes of it.
    ///
    /// - Parameter tell: gets each reply but the last.
    package static func make(
        _ request: SwapRequest, to folder: String, tell: (SwapReply) -> Void
    ) throws(Failure) -> SwapReply {
        guard let data = try? JSONEncoder().encode(request) else { throw .tooLong(bytes: 0) }
        guard data.count <= SwapRequest.byteCountMax else { throw .tooLong(bytes: data.count) }
        let socket = thrice_connect(folder, SwapSocket.fileName)
        guard socket >= 0 else { throw .noRun(errno) }
        defer { close(socket) }
        let sent = data.withUnsafeBytes {
            send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
        }
        guard sent == data.count else { throw .noRun(errno) }
        var room = [UInt8](repeating: 0, count: 4096)
        while true {
            let count = recv(socket, &room, room.count, 0)
            if count < 0 && errno == EINTR { continue }
            guard count > 0,
                let reply = try? JSONDecoder().decode(SwapReply.self, from: Data(room[..<count]))
            else { throw .cut }
            if reply.result != nil { return reply }
            tell(reply)
        }
    }
}

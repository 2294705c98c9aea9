import Foundation
import Glibc
import Testing

/// Listens on a port of the loopback device and on a path; takes what comes into its queue.
final class Server {
    let port: UInt16
    let path: String
    private let sockets: [Int32]

    init() throws {
        let stream = Int32(SOCK_STREAM.rawValue)
        let network = socket(AF_INET, stream, 0)
        var place = sockaddr_in()
        place.sin_family = sa_family_t(AF_INET)
        place.sin_addr.s_addr = inet_addr("127.0.0.1")
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = withUnsafeMutablePointer(to: &place) { place in
            place.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                bind(network, address, length) == 0 && listen(network, 8) == 0
                    && getsockname(network, address, &length) == 0
            }
        }
        try #require(isBound)
        port = UInt16(bigEndian: place.sin_port)

        let path = "/tmp/thrice-\(UUID().uuidString.prefix(8))"
        self.path = path
        let local = socket(AF_UNIX, stream, 0)
        var name = sockaddr_un()
        name.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &name.sun_path) { $0.copyBytes(from: path.utf8) }
        let isListening = withUnsafePointer(to: &name) { name in
            name.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                bind(local, address, socklen_t(MemoryLayout<sockaddr_un>.size)) == 0
                    && listen(local, 8) == 0
            }
        }
        try #require(isListening)
        sockets = [network, local]
    }

    deinit {
        for socket in sockets { close(socket) }
        unlink(path)
    }
}

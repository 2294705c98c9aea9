import Foundation

/// `seats.json` of a run folder: the seats in which another one sits than was configured, so that
/// a run that goes on begins with those who sat there.
package struct SeatList: Codable, Equatable, Sendable {
    package struct Seat: Codable, Equatable, Sendable {
        /// The replica's name.
        package var replica: String
        /// A spare's or shadow's name, `NAME-NUMBER` of a build, or the command that took the seat.
        package var occupant: String
        /// Of a build; below 2^53.
        package var seed: UInt64?
        /// The program of a build, or of a command.
        package var program: String?
        /// Of a command; its own name first.
        package var words: [String]?
    }

    package static let fileName = "seats.json"

    package var schemaVersion = 1
    package var seats: [Seat] = []
    /// Spares that have been put into a seat, whether they sit there still or not.
    package var usedSpares: [String] = []

    package init() {}

    /// Empty when there is none, or none that can be read: then the configured ones sit there.
    package static func read(_ path: String) -> SeatList {
        guard let data = FileManager.default.contents(atPath: path),
            let list = try? JSONDecoder().decode(SeatList.self, from: data),
            list.schemaVersion == SeatList().schemaVersion
        else { return SeatList() }
        return list
    }

    /// A run does not end because a disk is full: what cannot be written is missing afterwards.
    func write(_ path: String) {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        guard let data = try? encoder.encode(self) else { return }
        try? (data + Data([0x0A])).write(to: URL(fileURLWithPath: path), options: .atomic)
    }
}

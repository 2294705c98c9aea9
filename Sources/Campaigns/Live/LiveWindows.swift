import FaultInjection
import Foundation
import Glibc

/// What components do with demands, kept in a file: two recordings are never quite the same, and a
/// campaign that is gone on with, replayed or run in shards must draw from the same space.
struct LiveWindows: Codable {
    /// Of the programs and files that it was recorded with.
    let key: String
    /// By scene, as its settings, and chosen demand.
    var components: [String: [Recorded]]

    struct Recorded: Codable {
        var stretches: [Stretch]
        var memory: [MemoryRange]
        var transfers: [Transfer]
    }

    struct Stretch: Codable {
        var call: CallPlace
        var steps: StepList
        var isSteady: Bool
    }

    init(key: String, _ windows: [LiveScene: [ComponentWindow]]) {
        self.key = key
        components = [:]
        for (scene, windows) in windows {
            components[scene.settings.joined(separator: " ")] = windows.map { window in
                Recorded(
                    stretches: window.stretches.map {
                        Stretch(call: $0.call, steps: $0.steps, isSteady: $0.isSteady)
                    },
                    memory: window.window.memory, transfers: window.window.transfers)
            }
        }
    }

    /// - Returns: nil where there is none, or of something else.
    init?(file: String, key: String) {
        guard let data = FileManager.default.contents(atPath: file),
            let kept = try? PropertyListDecoder().decode(Self.self, from: data), kept.key == key
        else { return nil }
        self = kept
    }

    /// Puts it where there is none, or one of something else.
    ///
    /// - Returns: what is there then: of several that write at once all get the same.
    func keep(in file: String) throws -> LiveWindows {
        let encoder = PropertyListEncoder()
        encoder.outputFormat = .binary
        let url = URL(fileURLWithPath: file)
        try FileManager.default.createDirectory(
            at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        let own = "\(file).\(getpid())"
        try encoder.encode(self).write(to: URL(fileURLWithPath: own))
        defer { unlink(own) }
        if link(own, file) == 0 { return self }
        if let others = LiveWindows(file: file, key: key) { return others }
        guard rename(own, file) == 0 else {
            throw CampaignError(
                .internalError,
                "cannot write '\(file)': \(String(cString: strerror(errno)))")
        }
        return self
    }

    /// - Parameter given: demand and answer, by chosen demand.
    func windows(
        of scene: LiveScene, given: [(demand: [UInt8], answer: [UInt8])]
    ) -> [ComponentWindow]? {
        let key = scene.settings.joined(separator: " ")
        guard let recorded = components[key], recorded.count == given.count else { return nil }
        return zip(recorded, given).map { recorded, given in
            var window = FaultWindow(demand: given.demand, answer: given.answer)
            window.memory = recorded.memory
            window.transfers = recorded.transfers
            let stretches = recorded.stretches.map {
                ComponentWindow.Stretch(
                    call: $0.call, steps: $0.steps, isSteady: $0.isSteady)
            }
            window.steps = stretches.reduce(0) { $0 + $1.moments }
            return ComponentWindow(window: window, stretches: stretches)
        }
    }
}

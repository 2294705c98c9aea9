import Foundation

/// A run that is soaked, and what comes of it when nobody troubles it.
struct SoakSubject {
    let folder: String
    let options: [String]
    let demands: [String]
    let right: [String]
    let restrictive: String
    /// As many segments of the journal are there at most in the end; nil: it keeps all.
    var segmentsMax: Int?

    /// One journey after the other; its demands go on where the last one's ended.
    static func brakes(journeys: Int) throws -> Self {
        let brakes = try Family.brakes.get()
        let demands = (0..<journeys).flatMap { _ in brakes.demands }
        return Self(
            folder: brakes.folder.path, options: ["--durability", "synced", "--deadline", "500ms"],
            demands: demands, right: try answers(brakes, demands), restrictive: "APPLY")
    }

    /// What one variant says that nobody troubles.
    private static func answers(_ brakes: Family, _ demands: [String]) throws -> [String] {
        let scratch = try ScratchFolder(UUID().uuidString)
        try (demands.joined(separator: "\n") + "\n").write(
            toFile: scratch.path("demands"), atomically: false, encoding: .utf8)
        guard let variant = try brakes.variants().first else {
            throw KitError("there is no variant")
        }
        _ = try Shell.run("'\(variant)' <'\(scratch.path("demands"))' >'\(scratch.path("a"))'")
        return try lines(URL(fileURLWithPath: scratch.path("a")))
    }

    /// Each answer depends on all demands before it; two replicas in C, one in Python.
    static func keepers(demands count: Int, in scratch: ScratchFolder) throws -> Self {
        let (native, python) = (try Fixture.path("keeper"), try Fixture.path("keeper.py"))
        try """
        replicas:
        - {name: a, command: ['\(native)', good]}
        - {name: b, command: [python3, '\(python)', good]}
        - {name: c, command: ['\(native)', good]}
        vote: {agree: 2, restrictive: X}
        stateful: true
        deadline: 500ms
        startup: 5s
        durability: synced
        checkpoint: {every: 1000, interval: 1s}
        journal: {segment: 1MiB}

        """.write(toFile: scratch.path("thrice.yaml"), atomically: false, encoding: .utf8)
        let demands = Demands.lines(1...count)
        return Self(
            folder: scratch.root, options: [], demands: demands,
            right: Demands.statefulAnswers(demands), restrictive: "X", segmentsMax: 6)
    }
}

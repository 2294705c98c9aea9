import Glibc
import Journals

/// A folder on a disk that loses, tears and reorders what was not synced, and fails when told to.
struct SimulatedDisk {
    /// As processes see it: a name leads to a file by its number.
    private(set) var names: [JournalName: Int] = [:]
    private var keptNames: [JournalName: Int] = [:]
    /// Changes of names since the last sync of the folder, in order.
    private var changes: [[(name: JournalName, file: Int?)]] = []
    private(set) var files: [SimulatedFile] = []
    var random: SplitMix64

    init(seed: UInt64) { random = SplitMix64(seed: seed) }

    subscript(_ name: JournalName) -> [UInt8]? { names[name].map { files[$0].seen } }

    private mutating func point(_ name: JournalName, to file: Int?) {
        names[name] = file
        changes.append([(name, file)])
    }

    mutating func create(_ name: JournalName, _ content: [UInt8]) {
        files.append(SimulatedFile(content))
        point(name, to: files.count - 1)
    }

    mutating func write(_ name: JournalName, _ bytes: some Collection<UInt8>, at offset: Int) {
        if let file = names[name] { files[file].write(bytes, at: offset) }
    }

    mutating func sync(_ name: JournalName) {
        if let file = names[name] { files[file].sync() }
    }

    mutating func failSync(_ name: JournalName) {
        if let file = names[name] { files[file].failSync(&random) }
    }

    mutating func rename(_ name: JournalName, to other: JournalName) {
        let file = names[name]
        // One change to the folder: a crash never shows half of it.
        names[name] = nil
        names[other] = file
        changes.append([(other, file), (name, nil)])
    }

    mutating func remove(_ name: JournalName) { point(name, to: nil) }

    mutating func syncFolder() {
        keptNames = names
        changes = []
    }

    /// Each change of a name since the last sync of the folder happened or did not.
    mutating func crash() {
        for change in changes where random.chance(50) {
            for (name, file) in change { keptNames[name] = file }
        }
        names = keptNames
        changes = []
        for file in files.indices { files[file].crash(&random) }
    }

    var segments: [UInt64] {
        names.keys.compactMap { name in
            if case .segment(let number) = name { number } else { nil }
        }.sorted()
    }
}

import Foundation

/// What one process held each time that somebody looked.
struct ProcessGauge {
    private(set) var descriptors: [Int] = []
    /// Memory that is no file's, in bytes.
    private(set) var memory: [Int] = []

    mutating func look(at process: pid_t) {
        let status = (try? String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8)) ?? ""
        let anonymous = status.split(separator: "\n").first { $0.hasPrefix("RssAnon:") }
        let files = try? FileManager.default.contentsOfDirectory(atPath: "/proc/\(process)/fd")
        guard let kilobytes = anonymous?.split(whereSeparator: { !$0.isNumber }).first, let files
        else { return }
        memory.append((Int(kilobytes) ?? 0) << 10)
        descriptors.append(files.count)
    }

    /// How much the most of the last half is above the most of the first.
    var descriptorGrowth: Int { Self.growth(descriptors) }
    var memoryGrowth: Int { Self.growth(memory) }

    private static func growth(_ values: [Int]) -> Int {
        let half = values.count / 2
        return (values[half...].max() ?? 0) - (values[..<half].max() ?? values.max() ?? 0)
    }
}

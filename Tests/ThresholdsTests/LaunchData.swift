import Foundation
import Testing
import Thresholds

/// The recorded answers of the launch program, read from the project.
enum LaunchData {
    static let root: String = {
        var url = URL(fileURLWithPath: #filePath)
        for _ in 0..<3 { url.deleteLastPathComponent() }
        return url.path
    }()

    static let truthPath = "\(root)/variants/launch/demands/oracle.txt"

    static let paths: [String] = {
        let folder = "\(root)/variants/launch/recorded"
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.sorted().map { "\(folder)/\($0)" }
    }()

    static let names = paths.map {
        URL(fileURLWithPath: $0).deletingPathExtension().lastPathComponent
    }

    private static func lines(_ path: String) -> [ArraySlice<UInt8>] {
        Array(FileManager.default.contents(atPath: path) ?? Data())
            .split(separator: UInt8(ascii: "\n"))
    }

    private static let files = paths.map(lines)
    private static let truth = lines(truthPath)

    static func read(_ reader: AnswerReader, hasTruth: Bool = true) throws -> AnswerReader.Reading {
        try reader.read(versions: files, truth: hasTruth ? truth : nil)
    }

    /// The conditions met vector.
    static func vectors() throws -> AnswerReader.Reading {
        var reader = AnswerReader()
        reader.fields = [0]
        reader.bits = [0]
        return try read(reader)
    }

    /// LAUNCH, permissively.
    static func launches() throws -> AnswerReader.Reading {
        var reader = AnswerReader()
        reader.fields = [1]
        reader.permissive = AnswerReader.PermissiveValue(field: 1, value: Array("1".utf8))
        return try read(reader)
    }

    static func study(_ reading: AnswerReader.Reading, resamples: Int = 50) -> Study {
        var study = Study(names: names, votes: reading.votes, groupSize: 3, agree: 2)
        study.permissive = reading.permissive
        study.isAgreementAsked = reading.permissive == nil
        study.conditions = reading.conditions
        study.bootstrap.resamples = resamples
        return study
    }
}

extension Double {
    /// Rounded to so many decimals, as a published figure is.
    func rounded(to decimals: Int) -> Double {
        let scale = (0..<decimals).reduce(1.0) { scale, _ in scale * 10 }
        return (self * scale).rounded() / scale
    }
}

import Ensembles
import Glibc
import Specifications
import Voting

/// Recorded demands and answers of an ensemble, judged by one of its machines as the voter does it:
/// bytes in, accepted or not. Beside it the same bytes are read by their schemas and nothing more.
struct RecordedCase {
    private let demands: [[UInt8]]
    private let answers: [[UInt8]]
    private let demand: DemandSchema
    private let answer: AnswerSchema
    private let test: any AcceptanceTest

    /// - Parameters:
    ///   - folder: the ensemble's.
    ///   - answers: a file of right ones, relative to the folder.
    ///   - role: `function` or `safety`.
    init(_ folder: String, answers: String, role: String) throws {
        let ensemble = try Ensemble.load(folder: folder)
        guard var plan = ensemble.specification else { throw Missing(what: "machine", in: folder) }
        if role == "safety" { plan.function = nil } else { plan.safety = nil }
        demand = plan.demand
        answer = ensemble.vote.schema
        test = try plan.makeTest(replicas: 1, answer: answer)
        demands = try Self.lines(folder + "/demands/demands.txt")
        self.answers = try Self.lines(folder + "/" + answers)
        guard demands.count == self.answers.count, !demands.isEmpty else {
            throw Missing(what: "answer to each demand", in: folder)
        }
    }

    private struct Missing: Error {
        let what: String
        let folder: String

        init(what: String, in folder: String) {
            self.what = what
            self.folder = folder
        }
    }

    private static func lines(_ path: String) throws -> [[UInt8]] {
        guard case .bytes(let bytes) = FileContent.read(path, bytesMax: 1 << 24) else {
            throw Missing(what: "file", in: path)
        }
        // A line may be empty; behind the last line feed is none.
        return bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
            .dropLast().map(Array.init)
    }

    /// - Returns: for each demand the time of its judgement; how many were accepted of `count`.
    func judge(_ count: Int) -> (nanoseconds: Double, accepted: Int) {
        let none = UnsafeRawBufferPointer(start: nil, count: 0)
        var accepted = 0
        var next = demands.count
        let began = now()
        for number in 1...count {
            if next == demands.count {
                next = 0
                test.begins(0)
            }
            demands[next].withUnsafeBytes { bytes in
                let demand = AskedDemand(number: UInt64(number), bytes: bytes, previous: none)
                guard test.admits(demand) else { return }
                answers[next].withUnsafeBytes { answer in
                    if test.judge(0, demand, answer: answer) == .accepted { accepted += 1 }
                }
            }
            next += 1
        }
        return ((now() - began) / Double(count), accepted)
    }

    /// - Returns: for each demand the time to read it and its answer; how many both could be.
    func read(_ count: Int) -> (nanoseconds: Double, readable: Int) {
        var demand = ReadDemand(schema: demand)
        var answer = ReadAnswer(schema: answer)
        var readable = 0
        let began = now()
        for number in 0..<count {
            let flaw = demands[number % demands.count].withUnsafeBytes {
                self.demand.read($0, into: &demand)
            }
            let malformation = answers[number % answers.count].withUnsafeBytes {
                self.answer.read($0, into: &answer)
            }
            if flaw == nil && malformation == nil { readable += 1 }
        }
        return ((now() - began) / Double(count), readable)
    }
}

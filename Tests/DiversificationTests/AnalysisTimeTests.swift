import Diversification
import Foundation
import Testing

/// How long a program takes to be read and all transforms to be planned; on request only, since
/// a loaded machine says nothing: `THRICE_ANALYSE=program.c`, release mode.
struct AnalysisTimeTests {
    private static let file = ProcessInfo.processInfo.environment["THRICE_ANALYSE"]

    @Test(.enabled(if: file != nil))
    func `ten thousand lines are analysed in two seconds`() throws {
        let path = try #require(Self.file)
        let source = SourceText([UInt8](try Data(contentsOf: URL(fileURLWithPath: path))))
        let lines = source.bytes.count { $0 == 0x0a }
        let flags = ["-I/usr/include/csmith"]
        let clock = ContinuousClock()
        let start = clock.now
        let program = try Program(source, path: path, flags: flags)
        let read = clock.now
        var report = "read \(read - start)"
        for transform in Rewriting.all {
            let before = clock.now
            let plans = transform.plan([program], seed: 1)
            report += ", \(transform.name) \(clock.now - before) (\(plans[0].sites))"
        }
        let total = clock.now - start
        print("\(lines) lines in \(total): \(report)")
        #expect(total / .seconds(1) < Double(lines) / 5000)
    }
}

import Diversification
import Testing

/// One transform under one seed makes exactly this text, which behaves like the source.
func expectRewritten(
    _ transform: any Transform, seed: UInt64, _ source: String, becomes expected: String,
    sites: Int, moved: Int
) throws {
    let (text, applied) = try CProgram(source: source).rewritten(by: [transform], seed: seed)
    #expect(text == expected)
    #expect(applied.map(\.name) == [transform.name])
    #expect(applied.map(\.sites) == [sites])
    #expect(applied.map(\.moved) == [moved])
    #expect(try CProgram.behaviour(of: text) == CProgram.behaviour(of: source))
}

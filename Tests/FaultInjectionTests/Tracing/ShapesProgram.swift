/// A program with the shapes that code can have: `Tests/Fixtures/tracing/shapes.c`.
enum ShapesProgram {
    static let demands = [
        "loop", "nest", "call", "far", "carry", "string", "vector", "x87", "text", "counter",
        "deep", "print", "zone", "switch",
    ]

    static var source: String { TargetProgram.fixture("shapes") }
}

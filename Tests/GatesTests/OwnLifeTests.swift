import Testing

/// What `thrice gate` does to watch over itself, in a program that hangs or is stopped.
@Suite(.timeLimit(.minutes(1))) struct OwnLifeTests {
    private func run(_ arguments: [String]) throws -> Program.Result {
        let sources = Program.root + "/Sources/CLinux"
        let program = try ConsumerProgram(
            "hangs", "gcc", flags: ["-I", sources + "/include", sources + "/own_life.c"])
        defer { program.remove() }
        return try Program.run(program.path, arguments)
    }

    @Test func `who does not come around any more ends`() throws {
        let result = try run(["40", "30"])
        #expect(result.output == "hangs\n", "it came around often enough before")
        #expect(result.status == 70)
        #expect(result.errors.contains("does not come around any more"))
    }

    @Test func `of who is stopped nothing is expected`() throws {
        let result = try run(["40", "5", "stop"])
        #expect(result.status == 0, "\(result.errors)")
        #expect(result.output == "went on\n")
    }
}

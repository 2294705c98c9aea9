import Foundation

/// An ensemble of three small programs, which add up unless told otherwise, with campaigns on it.
struct CampaignFolder {
    let scratch: ScratchFolder
    var root: String { scratch.root }

    private static let program = """
        #include <stdio.h>
        int main(void) {
            int number;
            while (scanf("%d", &number) == 1) {
                int sum = 0;
                for (int term = 1; term <= number; term++) sum += term STEP;
                printf("%d\\n", sum);
                fflush(stdout);
            }
        }
        """

    /// - Parameters:
    ///   - last: what the third program adds to every term.
    ///   - program: the source of all three, in C.
    init(last: String = "", program: String? = nil) throws {
        scratch = try ScratchFolder("campaign-\(UUID().uuidString)")
        for (name, step) in [("a", ""), ("b", ""), ("c", last)] {
            let source = scratch.path("\(name).c")
            try (program ?? Self.program).replacing("STEP", with: step)
                .write(toFile: source, atomically: true, encoding: .utf8)
            let level = name == "a" ? "-O0" : name == "b" ? "-O1" : "-O2"
            let compiled = try Shell.run(
                "cc -static \(level) -o \(scratch.path(name)) \(source)")
            guard compiled.status == 0 else { throw KitError(compiled.errors) }
        }
        try write("thrice.yaml", ensemble)
        try write("demands.txt", (1...12).map { "\($0)\n" }.joined())
        try FileManager.default.createDirectory(
            atPath: scratch.path("campaigns"), withIntermediateDirectories: true)
    }

    let ensemble = """
        program: sums
        replicas:
          - {name: a, command: [./a]}
          - {name: b, command: [./b]}
          - {name: c, command: [./c]}
        demands: demands.txt
        vote: {agree: 2, restrictive: NONE}

        """

    func write(_ name: String, _ text: String) throws {
        try text.write(toFile: scratch.path(name), atomically: true, encoding: .utf8)
    }

    func write(campaign text: String) throws { try write("campaigns/some.yaml", text) }

    /// - Parameter arguments: those behind `thrice`, with `FILE` for the campaign's file.
    func thrice(_ arguments: String) throws -> (status: Int32, output: String, errors: String) {
        let file = scratch.path("campaigns/some.yaml")
        return try Shell.run(
            "cd \(root); \"$THRICE\" " + arguments.replacing("FILE", with: file))
    }

    /// All rows of a file of results but those of times.
    func rows(_ results: String) throws -> String {
        try query(
            results,
            "select * from trial order by id",
            "select trial, replica, outcome, answer, proof from reply order by 1, 2",
            "select * from verdict order by trial, vote")
    }

    /// Of each trial in which something was injected a line: what it came to, and the bit.
    func outcomesByBit(_ results: String) throws -> String {
        try query(
            results,
            """
            select outcome || ' ' || bit from trial join reply on trial = trial.id
            where outcome not in ('not injected', 'not activated')
            """, row: "row[0]")
    }

    /// - Parameter row: what is printed of `row`, a tuple, in Python.
    private func query(
        _ results: String, _ queries: String..., row: String = "row"
    ) throws -> String {
        let script = """
            import sqlite3
            results = sqlite3.connect("\(scratch.path(results))")
            for query in (\(queries.map { "\"\"\"\($0)\"\"\"," }.joined())):
                for row in results.execute(query): print(\(row))
            """
        try write("rows.py", script)
        let read = try Shell.run("python3 \(scratch.path("rows.py"))")
        guard read.status == 0 else { throw KitError(read.errors) }
        return read.output
    }
}

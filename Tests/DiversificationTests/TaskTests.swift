import Diversification
import Testing

/// Declared tasks run in any order that the relation allows, and in no other.
struct TaskTests {
    private static func program(_ cycle: String) -> String {
        """
        #include <stdio.h>
        static int input, level;
        static void read(void) { input += 3; putchar('r'); }
        static void filter(int by) { level += by * input; putchar('f'); }
        static int watch(void) { putchar('w'); return input >= 0; }
        static void decide(void) { printf("d %d\\n", level); }
        int main(void) {
            for (int cycle = 0; cycle < 2; cycle++) {
        \(cycle)
            }
        }
        """
    }

    private static let cycle = """
                level = cycle;
                read();  // the input
                filter(2);
                (void)watch();
                decide();
        """

    private func order(_ texts: String...) throws -> TaskOrder {
        try TaskOrder(texts.map { try TaskOrder.Task(text: $0) })
    }

    @Test func `tasks change places and everything else stays`() throws {
        let tasks = ReorderTasks(try order("read", "filter:read", "watch", "decide:filter"))
        let (text, applied) = try CProgram(source: Self.program(Self.cycle))
            .rewritten(by: [tasks], seed: 1)
        #expect(
            text
                == Self.program(
                    """
                            level = cycle;
                            (void)watch();  // the input
                            read();
                            filter(2);
                            decide();
                    """))
        #expect(applied.map(\.sites) == [1])
        #expect(applied.map(\.moved) == [3])
    }

    @Test func `all legal orders come up and no others`() throws {
        let tasks = ReorderTasks(try order("read", "filter:read", "watch", "decide:filter"))
        let program = CProgram(source: Self.program(Self.cycle))
        var texts: Set<String> = []
        for seed in UInt64(1)...30 {
            texts.insert(try program.rewritten(by: [tasks], seed: seed).text)
        }
        let orders = try texts.map { text in
            let lines = try CProgram.behaviour(of: text).split(separator: "\n")
            return String(lines[1].prefix { $0 != " " }.filter { "rfwd".contains($0) })
        }
        // Where `watch` ends a cycle its letter starts the next line.
        #expect(Set(orders) == ["rfwd", "rwfd", "wrfd"], "\(orders)")
        #expect(texts.count == 4)
    }

    @Test(arguments: [
        ("read filter", "cannot read task 'read filter': it is no name of a function"),
        ("read:", "cannot read task 'read:': it is no name of a function"),
        (
            "decide:read:filter",
            "cannot read task 'decide:read:filter': it is no name of a function"
        ),
        ("2nd", "cannot read task '2nd': it is no name of a function"),
    ])
    func `a task that cannot be read is refused`(text: String, message: String) throws {
        let error = try #require(throws: GenerationError.self) { try TaskOrder.Task(text: text) }
        #expect(error.message == message)
        #expect(error.hint == "write NAME, or NAME:BEFORE,BEFORE")
    }

    @Test func `a relation that no order fulfils is refused`() throws {
        func message(_ tasks: [TaskOrder.Task]) throws -> String {
            try #require(throws: GenerationError.self) { try TaskOrder(tasks) }.message
        }
        #expect(
            try message([.init(name: "a"), .init(name: "a")])
                == "cannot order task 'a': it is declared twice")
        #expect(
            try message([.init(name: "a", predecessors: ["b"])])
                == "cannot order task 'a': it follows 'b', which is no task")
        #expect(
            try message([
                .init(name: "a", predecessors: ["c"]), .init(name: "b", predecessors: ["a"]),
                .init(name: "c", predecessors: ["b"]),
            ]) == "cannot order task 'a': it would have to run before itself")
        #expect(try order("c:b", "b:a", "a").before("c") == ["a", "b"])
    }

    private func failure(_ sources: String..., tasks: String...) throws -> String {
        let order = try TaskOrder(tasks.map { try TaskOrder.Task(text: $0) })
        let programs = try sources.map { try Program(ProgramUnit(SourceText($0), path: "cycle.c")) }
        return try #require(throws: GenerationError.self) {
            try ReorderTasks(order).check(programs)
        }.message
    }

    @Test func `a program without such a cycle is refused`() throws {
        let whole = Self.program(Self.cycle)
        #expect(
            try failure(whole, tasks: "read", "write")
                == "cannot reorder task 'write': the program has no such function")
        #expect(
            try failure(Self.program("read(); if (watch()) decide();"), tasks: "read", "watch")
                == "cannot reorder tasks 'read, watch': no block calls them all in statements of "
                + "their own")
        #expect(
            try failure(
                Self.program("read(); { read(); watch(); } watch();"), tasks: "read", "watch")
                == "cannot reorder tasks 'read, watch': 2 blocks call them all")
        #expect(
            try failure(whole, tasks: "read", "watch")
                == "cannot reorder tasks 'read, watch': another statement follows 'read'")
        #expect(
            try failure(Self.program("read(); read(); watch();"), tasks: "read", "watch")
                == "cannot reorder tasks 'read, watch': 'read' is called twice")
        #expect(
            try failure(whole, tasks: "read:filter", "filter")
                == "cannot reorder tasks 'read, filter': the program calls 'read' before 'filter'")
        #expect(
            try failure(Self.program("read();\n#define A\nwatch();"), tasks: "read", "watch")
                == "cannot reorder tasks 'read, watch': a preprocessor line stands before 'watch'")
        #expect(
            try failure(whole, whole, tasks: "read", "filter")
                == "cannot reorder tasks 'read, filter': 2 units call them all")
    }

    @Test func `of several units the one with the cycle counts`() throws {
        let tasks = ReorderTasks(try order("read", "filter"))
        let programs = try ["int other;", Self.program(Self.cycle)].map {
            try Program(ProgramUnit(SourceText($0), path: "cycle.c"))
        }
        try tasks.check(programs)
        #expect(
            try failure("int other;", Self.program("read();"), tasks: "read", "filter")
                == "cannot reorder tasks 'read, filter': no block calls them all in statements of "
                + "their own")
    }
}

import Machines
import Reporting
import Testing

/// What could not be asked, and what was assumed, is told beside what was found.
struct MachineTextTests {
    private func compiled(_ text: String, _ others: [String: String] = [:]) throws
        -> CompiledMachine
    {
        let source = SourceText(name: "Main.mch", text: text)
        return try CompiledMachine(
            MachineReader.read(source) { name in
                others[name].map { SourceText(name: "\(name).mch", text: $0) }
            })
    }

    @Test func `a sample says how many elements were taken, and of which set`() throws {
        let machine = try compiled(
            "MACHINE Main SETS SS OPERATIONS oper(xx) = PRE xx : SS THEN skip END END")
        let report = Explorer(machine).check()
        let lines = MachineCheckText(report, of: machine).text.split(separator: "\n")
        #expect(
            lines.first == """
                searched   sampled: 1 state, 3 cases (3 elements of 'SS' taken, \
                no 'card(SS) = number' says how many)
                """)
        #expect(lines.last == "Main: 4 checks: 4 hold in a sample")
        let (profiles, extent) = Explorer(machine).profiles()
        let shown = MachineDescription(machine, profiles: profiles, extent: extent)
        #expect(shown.text.contains("SS = {SS1, SS2, SS3}  (deferred, size assumed)"))
        #expect(try shown.json(file: "Main.mch").contains("\"isSizeAssumed\" : true"))
    }

    @Test func `demands say what of a refined PRE could not be asked`() throws {
        let refined = """
            MACHINE Base VARIABLES aa INVARIANT aa : 0..3 INITIALISATION aa := 0
            OPERATIONS inc = PRE aa < 3 THEN aa := aa + 1 END END
            """
        let machine = try compiled(
            """
            REFINEMENT Main REFINES Base VARIABLES bb INVARIANT bb : INTEGER & bb = aa
            INITIALISATION bb := 0 OPERATIONS inc = bb := bb + 1 END
            """, ["Base": refined])
        let explorer = Explorer(machine)
        let text = DemandPlanText(explorer.demands(count: 3), of: machine, seed: 1)
        #expect(
            text.lines.contains(
                """
                'aa < 3' (Base.mch:2:22) of the refined PRE of 'inc' cannot be asked here: some \
                demands may be outside of the contract
                """), "\(text.lines)")
        let (profiles, extent) = explorer.profiles()
        let shown = MachineDescription(machine, profiles: profiles, extent: extent)
        #expect(shown.text.contains("    PRE  aa < 3  (cannot be asked here)"))
    }
}

import Machines
import Testing

/// What is found out for an assumed number of elements is shown for no other.
struct CheckDeferredTests {
    private static let open = """
        MACHINE Main SETS SS VARIABLES mm INVARIANT mm <: SS & card(mm) <= 3
        INITIALISATION mm := {}
        OPERATIONS add(xx) = PRE xx : SS THEN mm := mm \\/ {xx} END
        END
        """

    private func remedies(_ text: String) throws -> [String] {
        try SyntaxRig.read(text).warnings.filter { $0.severity == .warning }.map(\.hint)
    }

    private func failure(_ text: String) throws -> Diagnostic? {
        let machine = try SyntaxRig.read(text)
        do throws(MachineErrors) {
            _ = try CompiledMachine(machine)
            return nil
        } catch {
            return error.diagnostics.first
        }
    }

    @Test func `no check of a set of assumed size is exhaustive`() throws {
        let machine = try CompiledMachine(try SyntaxRig.read(Self.open))
        let report = Explorer(machine).check()
        #expect(report.extent.shortfalls == [.elements(set: 0)])
        let scopes = report.checks.compactMap { check in
            if case .holds(let scope) = check.verdict { scope.isExhaustive } else { nil }
        }
        #expect(!scopes.isEmpty && !scopes.contains(true))
        let admitted = Explorer(machine).forEachAdmitted(operation: 0) { _ in true }
        #expect(admitted.shortfalls == [.elements(set: 0)])
        #expect(Explorer(machine).profiles().extent.shortfalls == [.elements(set: 0)])
        #expect(machine.hasOtherConstants && !machine.hasOtherValues)
    }

    @Test func `a size that PROPERTIES say is all there is`() throws {
        let said = Self.open.replacing("VARIABLES", with: "PROPERTIES card(SS) = 3 VARIABLES")
        let machine = try CompiledMachine(try SyntaxRig.read(said))
        #expect(Explorer(machine).check().extent.isExhaustive)
        #expect(!machine.hasOtherConstants)
        #expect(try remedies(said) == [])
    }

    @Test func `a remedy names the clause that can say the size`() throws {
        let hint = "write 'card(SS) = 3', or another number, in"
        #expect(try remedies(Self.open) == ["\(hint) PROPERTIES"])
        let parameter = "MACHINE Main(SS) OPERATIONS oper(xx) = PRE xx : SS THEN skip END END"
        #expect(try remedies(parameter) == ["\(hint) CONSTRAINTS"])
        let said = parameter.replacing("OPERATIONS", with: "CONSTRAINTS card(SS) = 3 OPERATIONS")
        #expect(try remedies(said) == [])
    }

    @Test func `what others call their parameter says nothing about this one`() throws {
        let other = "MACHINE Part(SS) CONSTRAINTS card(SS) = 1 END"
        let text = "MACHINE Main(SS) INCLUDES Part({1}) END"
        let machine = try SyntaxRig.read(text, others: ["Part": other])
        #expect(machine.assumedSets == [0] && machine.sets[0].elements.count == 3)
    }

    @Test(arguments: [
        ("CONSTANTS nn PROPERTIES nn = 5 & card(SS) = nn", "card(SS) = nn"),
        ("PROPERTIES card(SS) >= 4", "card(SS) >= 4"),
        ("PROPERTIES card(SS) = 2 or card(SS) = 4", "card(SS) = 2 or card(SS) = 4"),
    ])
    func `PROPERTIES that fail only for the assumed size say so`(clauses: String, place: String)
        throws
    {
        let text = "MACHINE Main SETS SS \(clauses) END"
        let found = try #require(try failure(text))
        #expect(found.message.hasSuffix("(3 elements of 'SS' taken)"), "\(found)")
        #expect(found.hint.contains("card(SS) = 3"))
        #expect(found.span.text(in: try SyntaxRig.read(text).sources) == place)
    }
}

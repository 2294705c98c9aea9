import Machines
import Testing

@Test func `sources keep their bytes`() {
    #expect(SourceText(name: "A.mch", text: "MACHINE A END").bytes.count == 13)
}

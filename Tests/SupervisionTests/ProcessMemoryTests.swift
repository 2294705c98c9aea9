import Supervision
import Testing

struct ProcessMemoryTests {
    @Test func `pages of its own and shared ones are told apart`() {
        let text = """
            55d0c8000000-7ffd5a7f1000 ---p 00000000 00:00 0     [rollup]
            Rss:                1500 kB
            Pss:                 400 kB
            Shared_Clean:       1100 kB
            Shared_Dirty:        100 kB
            Private_Clean:        60 kB
            Private_Dirty:       240 kB
            """
        let memory = ProcessMemory(ownBytes: 300 << 10, sharedBytes: 1200 << 10)
        #expect(ProcessMemory(rollup: text) == memory)
        #expect(
            memory.text == "0.3 MiB of its own and 1.2 MiB shared "
                + "(a shared cause: docs/SAFETY.md)")
        #expect(ProcessMemory(rollup: "") == nil)
    }
}

import FaultInjection
import Testing

struct MemoryRegionTests {
    @Test func `a map is read line by line`() {
        let text = """
            00400000-00401000 r--p 00000000 fe:00 123                        /a b/program
            00401000-00402000 r-xp 00001000 fe:00 123                        /a b/program
            00403000-00404000 rw-p 00003000 fe:00 123                        /a b/program
            00404000-00406000 rw-p 00000000 00:00 0 
            00407000-00428000 rw-p 00000000 00:00 0                          [heap]
            7ffff7d00000-7ffff7e00000 rw-p 00000000 00:00 0 
            7ffff7fc0000-7ffff7fc2000 r-xp 00000000 00:00 0                  [vdso]
            7ffffffde000-7ffffffff000 rw-p 00000000 00:00 0                  [stack]
            """
        let regions = MemoryRegion.regions(maps: text)
        #expect(
            regions.map(\.kind) == [.other, .text, .data, .data, .heap, .heap, .other, .stack])
        #expect(regions[1].addresses == 0x401000..<0x402000)
        #expect(regions[1].name == "/a b/program")
        #expect(!regions[1].isWritable)
        #expect(
            regions.map { MemoryRange($0)?.kind } == [
                .constants, .text, .globals, .globals, .heap, .heap, nil, .stack,
            ])
    }

    @Test func `what nobody can read is nothing that a fault could strike`() {
        let text = """
            00400000-00401000 ---p 00000000 fe:00 123                        /lib/guarded
            00401000-00402000 r--s 00000000 fe:00 123                        /shared/read
            00402000-00403000 rw-s 00000000 fe:00 123                        /shared/written
            00403000-00404000 rwxp 00000000 00:00 0
            """
        let regions = MemoryRegion.regions(maps: text)
        #expect(regions.map { MemoryRange($0)?.kind } == [nil, nil, .shared, .other])
    }
}

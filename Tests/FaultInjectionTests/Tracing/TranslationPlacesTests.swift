import FaultInjection
import Testing

struct TranslationPlacesTests {
    private static let libraries = """
        7ffff7c00000-7ffff7d00000 r-xp 00000000 00:00 1 /lib/libc.so.6
        7ffff7ffd000-7ffff7fff000 rw-p 00000000 00:00 0 /lib/ld.so
        7ffffffde000-7ffffffff000 rw-p 00000000 00:00 0 [stack]
        """

    private func places(_ program: String, _ rest: String = libraries) -> TranslationPlaces? {
        let regions = MemoryRegion.regions(maps: program + "\n" + rest)
        return TranslationPlaces(regions, TranslatableText(regions), dataBytes: 0x110000)
    }

    @Test(arguments: [
        "555555554000-555555560000 r-xp 00000000 00:00 1 /bin/program",
        "00400000-00500000 r-xp 00000000 00:00 1 /bin/program",
    ])
    func `a program and its libraries are both in reach, and nothing is in the way`(
        program: String
    ) throws {
        let regions = MemoryRegion.regions(maps: program + "\n" + Self.libraries)
        let places = try #require(self.places(program))
        for region in regions where region.kind == .text {
            #expect(places.area(near: region.addresses) != nil)
        }
        let ranges = [places.data] + places.code
        for range in ranges {
            #expect(range.lowerBound % 4096 == 0 && range.count % 4096 == 0)
            #expect(!regions.contains { $0.addresses.overlaps(range) })
            #expect(ranges.filter { $0.overlaps(range) }.count == 1)
        }
    }

    @Test func `without room between libraries and stack there is no translation`() {
        let close =
            "7ffff0000000-7ffffffdc000 rw-p 00000000 00:00 0\n"
            + "7ffffffde000-7ffffffff000 rw-p 00000000 00:00 0 [stack]"
        #expect(places("555555554000-555555560000 r-xp 00000000 00:00 1 /p", close) == nil)
    }

    @Test func `what may change is not translated`() {
        let text = TranslatableText(
            MemoryRegion.regions(
                maps: """
                    00400000-00401000 r-xp 00000000 00:00 1 /bin/program
                    00500000-00501000 rwxp 00000000 00:00 1 /bin/writable
                    00600000-00601000 r-xp 00000000 00:00 0
                    00700000-00701000 r-xs 00000000 00:00 1 /bin/shared
                    00800000-00801000 r-xp 00000000 00:00 1 /tmp/made
                    00900000-00901000 rw-s 00000000 00:00 1 /tmp/made
                    7ffff7fc0000-7ffff7fc2000 r-xp 00000000 00:00 0 [vdso]
                    """))
        #expect(text.bounds == [0x400000..<0x401000])
    }
}

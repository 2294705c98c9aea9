import FaultInjection
import Testing

@Suite struct CatalogueTests {
    private var window: FaultWindow {
        var window = FaultWindow(demand: Array("12 7".utf8), answer: Array("RELEASE".utf8))
        window.previousAnswer = Array("APPLY".utf8)
        window.otherAnswer = Array("APPLY".utf8)
        window.otherDemand = Array("13 0".utf8)
        window.steps = 100
        window.memory = [
            MemoryRange(kind: .globals, start: 0x1000, byteCount: 3),
            MemoryRange(kind: .other, start: 0x2000, byteCount: 5),
            MemoryRange(kind: .stack, start: 0x3000, byteCount: 2),
        ]
        window.calls = [
            WindowCall(CallPlace(number: 0, stream: .handover, ordinal: 1), step: nil, result: 5),
            WindowCall(CallPlace(number: 228, stream: nil, ordinal: 1), step: 30, result: 0),
            WindowCall(
                CallPlace(number: 12, stream: nil, ordinal: 1), step: 40, argument: 0x5000,
                result: 0x5000),
            WindowCall(CallPlace(number: 228, stream: nil, ordinal: 2), step: 50, result: 0),
            WindowCall(CallPlace(number: 1, stream: .answers, ordinal: 1), step: 99, result: 8),
        ]
        window.transfers = [
            Transfer(.handover, isWrite: true, ordinal: 1, byteCount: 5),
            Transfer(.answers, isWrite: false, ordinal: 2, byteCount: 8),
        ]
        return window
    }

    @Test func `transfers are those of the streams that were named`() {
        var settings = FaultSettings(["streams": ["answers"]])
        let flip = FlipTransferBits(&settings)
        #expect(settings.flaws.isEmpty)
        #expect(flip.extent(in: window) == FaultExtent(places: 8, bits: 8))
        let last = flip.injection(at: FaultPoint(place: 7, bit: 3), in: window)
        #expect(last == .transfer(window.transfers[1], .flip(byte: 7, mask: 8)))
        #expect(flip.place(FaultPoint(place: 7), in: window) == "answers 2 byte 7")
        var half = FaultSettings([:])
        let cut = CutTransfer(&half).injection(at: FaultPoint(place: 0), in: window)
        #expect(cut == .transfer(window.transfers[0], .cut(bytes: 2)))
    }

    private func fault(_ type: any Fault.Type) -> any Fault {
        var settings = FaultSettings([:])
        let fault = type.init(&settings)
        guard var other = fault as? UseMutant else { return fault }
        other.mutants = ["ChangeConstant-0001", "DropBreak-0002"]
        return other
    }

    @Test func `every entry has a name of its own and says how it is undone and proved`() {
        #expect(Set(Catalogue.names).count == Catalogue.faults.count)
        for type in Catalogue.faults {
            let entry = type.entry
            #expect(Catalogue.fault(named: entry.name) == type)
            #expect(!entry.summary.isEmpty && !entry.undone.isEmpty && !entry.proof.isEmpty)
        }
    }

    @Test func `every point of every fault is another fault`() {
        for type in Catalogue.faults {
            let fault = fault(type)
            let extent = fault.extent(in: window)
            let injections = (0..<min(extent.size, 2000)).map { number in
                fault.injection(at: extent.point(number), in: window)
            }
            #expect(extent.size > 0, "\(type.entry.name)")
            let twice = injections.indices.filter { number in
                injections[..<number].contains(injections[number])
            }
            #expect(twice.isEmpty, "\(type.entry.name) \(twice.first ?? 0)")
        }
    }

    @Test func `every answer that is changed differs from the answer that was given`() {
        for type in Catalogue.faults where type.entry.layer == .answers {
            let fault = fault(type)
            let extent = fault.extent(in: window)
            for number in 0..<extent.size {
                guard
                    case .answer(let change) = fault.injection(
                        at: extent.point(number), in: window)
                else {
                    Issue.record("\(type.entry.name) does something else")
                    continue
                }
                #expect(
                    change.apply(to: window.answer) != .bytes(window.answer + [0x0A]),
                    "\(type.entry.name) \(number)")
            }
        }
    }

    @Test
    func `there is nothing to repeat at the first demand, and nothing to swap in equal ones`() {
        var first = window
        first.previousAnswer = []
        first.answer = Array("000".utf8)
        #expect(fault(RepeatAnswer.self).extent(in: first).size == 0)
        #expect(fault(SwapAnswerBytes.self).extent(in: first).size == 0)
    }

    @Test func `memory is that of the regions that were named, in one row`() {
        let flip = fault(FlipMemoryBits.self)
        #expect(flip.extent(in: window) == FaultExtent(moments: 100, places: 5, bits: 8))
        let last = flip.injection(at: FaultPoint(moment: 9, place: 4, bit: 7), in: window)
        #expect(last == .process(after: 9, .flipMemory(address: 0x3001, mask: 0x80)))
        #expect(flip.place(FaultPoint(place: 3), in: window) == "stack 0x3000")
        #expect(flip.places(in: window) != nil)
        var settings = FaultSettings(["bits": ["3"]])
        let three = FlipMemoryBits(&settings)
        #expect(three.extent(in: window).bits == 6 && three.places(in: window) == nil)
        let high = three.injection(at: FaultPoint(place: 0, bit: 5), in: window)
        guard case .process(after: 0, .flipMemory(_, mask: 0xE0)) = high else {
            Issue.record("\(high)")
            return
        }
    }

    @Test func `a folder of mutants has to be named`() {
        var settings = FaultSettings([:])
        _ = UseMutant(&settings)
        #expect(settings.flaws.map(\.message) == ["expected a folder of mutants"])
    }

    @Test func `calls are those that were named, and the first is that of the demand`() {
        var settings = FaultSettings(["calls": ["write", "read"]])
        let short = ShortenCall(&settings)
        #expect(short.extent(in: window) == FaultExtent(places: 5 + 8))
        let first = short.injection(at: FaultPoint(place: 4), in: window)
        #expect(first == .process(after: 0, .arrival(.shorten(bytes: 4))))
        let last = short.injection(at: FaultPoint(place: 12), in: window)
        #expect(last == .process(after: 99, .call(.shorten(bytes: 7))))
        #expect(short.place(FaultPoint(place: 12), in: window) == "write answers 1 behind 7 bytes")
        var unknown = FaultSettings(["calls": ["reed"]])
        _ = FailCall(&unknown)
        #expect(unknown.flaws.map(\.message) == ["expected a system call's name, found 'reed'"])
    }

    @Test func `what is wrong with parameters is said with the key`() {
        var settings = FaultSettings(["registers": ["rax", "eax"], "bits": ["65"]])
        _ = FlipRegisterBits(&settings)
        #expect(settings.flaws.map(\.key) == ["registers", "bits"])
        #expect(settings.flaws.last?.message == "expected a number in 1..32, found '65'")
    }

    @Test func `a bit is stuck at the values that were named`() {
        var settings = FaultSettings(
            ["registers": ["rdx", "rsp"], "values": ["1"], "instructions": ["5"]])
        let fault = SetRegisterBits(&settings)
        #expect(fault.extent(in: window) == FaultExtent(moments: 100, places: 2, bits: 64))
        let last = fault.injection(at: FaultPoint(moment: 3, place: 1, bit: 63), in: window)
        let mask: UInt128 = 1 << 63
        #expect(
            last
                == .process(
                    after: 3, .setRegister(.rsp, mask: mask, to: true, instructions: 5)))
        #expect(fault.place(FaultPoint(place: 0), in: window) == "rdx at 1")
    }

    @Test func `bits that are flipped together stay within their register`() {
        var settings = FaultSettings(["bits": ["4"], "registers": ["rdx"]])
        let flip = FlipRegisterBits(&settings)
        let extent = flip.extent(in: window)
        #expect(extent == FaultExtent(moments: 100, places: 1, bits: 61))
        let last = flip.injection(at: extent.point(extent.size - 1), in: window)
        #expect(last == .process(after: 99, .flipRegister(.rdx, mask: 0xF000_0000_0000_0000)))
    }
}

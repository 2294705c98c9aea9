import FaultInjection
import Testing

@Suite struct InstructionAccessTests {
    private func access(_ bytes: [UInt8]) throws -> InstructionAccess {
        try #require(
            try AccessDecoder().decode(bytes + Array(repeating: 0x90, count: 15), at: 0))
    }

    private let carry = Locations.flags(0..<1)

    @Test func `32 bits take the upper half with them, a byte nothing else`() throws {
        let whole = try access([0x89, 0xD8])  // mov eax, ebx
        #expect(whole.writes == [.all(of: .rax)])
        #expect(whole.reads == [.bytes(0..<4, of: .rbx)])
        let low = try access([0x88, 0xD8])  // mov al, bl
        #expect(low.writes == [.bytes(0..<1, of: .rax)])
        let high = try access([0xB4, 0x05])  // mov ah, 5
        #expect(high.writes == [.bytes(1..<2, of: .rax)])
        let short = try access([0x66, 0x89, 0xD8])  // mov ax, bx
        #expect(short.writes == [.bytes(0..<2, of: .rax)])
    }

    @Test func `flags are read and written one by one`() throws {
        let sum = try access([0x11, 0xC8])  // adc eax, ecx
        #expect(sum.reads.contains(carry) && sum.reads.contains(.bytes(0..<4, of: .rax)))
        let up = try access([0xFF, 0xC0])  // inc eax
        #expect(!up.writes.contains(carry) && up.writes.contains(.flags(6..<7)))
        let jump = try access([0x74, 0x05])  // je
        #expect(jump.reads == [.flags(6..<7)] && jump.writes.isEmpty)
        // With a count of 0 all flags stay.
        let shift = try access([0xD3, 0xE0])  // shl eax, cl
        #expect(shift.reads.contains(carry) && !shift.writes.contains(carry))
        #expect(shift.reads.contains(.bytes(0..<1, of: .rcx)))
    }

    @Test func `what a condition may leave as it is counts as read`() throws {
        let move = try access([0x0F, 0x42, 0xC1])  // cmovb eax, ecx
        #expect(move.reads.contains(.bytes(0..<4, of: .rax)) && move.writes.isEmpty)
        let set = try access([0x0F, 0x92, 0xC0])  // setb al
        #expect(set.writes == [.bytes(0..<1, of: .rax)] && set.reads == [carry])
    }

    @Test func `the stack is used without being named`() throws {
        let push = try access([0x53])
        #expect(push.reads == [.all(of: .rbx), .all(of: .rsp)])
        #expect(push.memory.count == 1 && push.memory[0].isWritten)
        #expect(push.memory[0].displacement == -8)
        let back = try access([0xC3])
        #expect(back.memory.count == 1 && !back.memory[0].isWritten)
        let leave = try access([0xC9])
        #expect(leave.reads == [.all(of: .rbp)] && leave.writes == [.all(of: .rsp)])
    }

    @Test func `an address is computed of its parts`() throws {
        let load = try access([0x64, 0x48, 0x8B, 0x44, 0x8B, 0x10])  // mov rax, fs:[rbx+rcx*4+16]
        #expect(load.reads == [.all(of: .rbx), .all(of: .rcx)])
        let place = load.memory[0].locations {
            $0 == .rbx ? 1000 : 3
        } segment: { _ in
            5000
        }
        #expect(place == Locations(start: 1000 + 12 + 16 + 5000, count: 8))
        let address = try access([0x48, 0x8D, 0x44, 0x8B, 0x10])  // lea
        #expect(address.memory.isEmpty && address.writes == [.all(of: .rax)])
    }

    @Test func `string instructions move one element, or with a count of 0 none`() throws {
        let move = try access([0xF3, 0xA4])  // rep movsb
        #expect(move.isRepeated && move.memory.map(\.isWritten) == [true, false])
        #expect(move.memory.map(\.byteCount) == [1, 1])
        for register in [Register.rcx, .rsi, .rdi] {
            #expect(move.reads.contains(.all(of: register)))
        }
        #expect(move.reads.contains(.flags(10..<11)))
    }

    @Test func `a division reads both halves, and a cleared register nothing`() throws {
        let division = try access([0xF7, 0xF1])  // div ecx
        #expect(division.reads.isSuperset(of: [.all(of: .rax), .all(of: .rdx)]))
        let clear = try access([0x31, 0xC0])  // xor eax, eax
        #expect(clear.writes.contains(.all(of: .rax)))
        #expect(!clear.reads.contains(.bytes(0..<4, of: .rax)))
    }

    @Test func `what is not known reads everything`() throws {
        let strange = try access([0x0F, 0xA2])  // cpuid
        #expect(strange.writes.isEmpty)
        for register in Register.allCases where register != .rflags {
            #expect(strange.reads.contains(.all(of: register)), "\(register)")
        }
    }

    @Test func `a call of the kernel uses what its convention says`() throws {
        let call = try access([0x0F, 0x05])
        #expect(call.isSystemCall && call.writes == [.all(of: .rcx), .all(of: .r11)])
        #expect(call.reads.isSuperset(of: [.all(of: .rax), .all(of: .rdi), .all(of: .r9)]))
    }

    @Test func `vectors younger than the disassembler touch what their address may mean`() throws {
        // vpcmpub k0, ymm16, [rdi + 32], 0: the displacement stands in units.
        let compare = try access([0x62, 0xF3, 0x7D, 0x20, 0x3E, 0x47, 0x01, 0x00])
        let places = compare.memory.filter { $0.base == .rdi }
            .map {
                $0.locations { _ in
                    0x1000
                } segment: { _ in
                    0
                }
            }
        #expect(places.contains { $0.numbers.contains(0x1020) && $0.numbers.contains(0x103F) })
        #expect(compare.reads.contains(.all(of: .rdi)) && compare.writes.isEmpty)
        // A gather has an address for each element.
        #expect(
            try AccessDecoder().decode(
                [0x62, 0xF2, 0x7D, 0x49, 0x90, 0x04, 0x0F, 0, 0, 0, 0, 0], at: 0) == nil)
    }
}

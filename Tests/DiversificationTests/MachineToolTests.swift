import Diversification
import Foundation
import Testing

/// What is said when the tools for another machine are not there; needs none of them.
@Suite(.timeLimit(.minutes(5)))
struct MachineToolTests {
    /// - Parameter scripts: further tools by name.
    private func error(
        _ scripts: [String: String] = [:], machine: TargetMachine = .s390x,
        libraries: [CLibrary.Kind]? = nil
    ) throws -> GenerationError? {
        let tools = try MachineFamily.folder(with: ["gcc"])
        for (name, text) in scripts {
            let path = "\(tools.path)/\(name)"
            try "#!/bin/sh\n\(text)\n".write(toFile: path, atomically: true, encoding: .utf8)
            try FileManager.default.setAttributes(
                [.posixPermissions: 0o755], ofItemAtPath: path)
        }
        let search = ToolchainSearch(
            path: tools.path, headersFolder: tools.path, libraries: libraries)
        return #expect(throws: GenerationError.self) { _ = try search.toolchains(for: machine) }
    }

    @Test func `a missing cross compiler is told with its packages`() throws {
        let s390x = try error()
        #expect(s390x?.kind == .toolMissing)
        #expect(
            s390x?.description
                == "cannot build for 's390x': no 's390x-linux-gnu-gcc' in PATH (hint: sudo apt-get "
                + "install gcc-s390x-linux-gnu libc6-dev-s390x-cross qemu-user)")
        #expect(
            try error(machine: .aarch64)?.hint
                == "sudo apt-get install gcc-aarch64-linux-gnu libc6-dev-arm64-cross qemu-user")
    }

    @Test func `a missing C library and a missing emulator are told`() throws {
        let bare = try error(["s390x-linux-gnu-gcc": "echo libc.a"])
        #expect(bare?.kind == .toolMissing)
        #expect(
            bare?.description
                == "cannot build for 's390x': 's390x-linux-gnu-gcc' has no static C library "
                + "(hint: sudo apt-get install libc6-dev-s390x-cross)")
        let slow = try error(["s390x-linux-gnu-gcc": "echo /lib/libc.a"])
        #expect(slow?.kind == .toolMissing)
        #expect(
            slow?.description
                == "cannot run variants for 's390x': no 'qemu-s390x' in PATH "
                + "(hint: sudo apt-get install qemu-user)")
    }

    @Test func `libraries that leave out the only one there is are told`() throws {
        let other = try error(libraries: [.musl])
        #expect(other?.kind == .badData)
        #expect(
            other?.description
                == "cannot build for 's390x': its only C library is glibc, and that is not among "
                + "the libraries wanted (hint: add glibc to them)")
    }

    @Test func `an emulator of another name is found, with its version and digest`() throws {
        let tools = try TemporaryDirectory()
        for (name, text) in [
            ("aarch64-linux-gnu-gcc", "echo /lib/libc.a"),
            ("qemu-aarch64-static", "echo emulator 7; echo more"),
        ] {
            let path = "\(tools.path)/\(name)"
            try "#!/bin/sh\n\(text)\n".write(toFile: path, atomically: true, encoding: .utf8)
            try FileManager.default.setAttributes(
                [.posixPermissions: 0o755], ofItemAtPath: path)
        }
        let found = try ToolchainSearch(path: tools.path, headersFolder: tools.path)
            .toolchains(for: .aarch64)
        #expect(found.map(\.name) == ["gcc+aarch64"])
        #expect(found[0].machine?.byteOrder == .little)
        #expect(found[0].machine?.emulator.version == "emulator 7")
        #expect(found[0].machine?.emulator.digest.count == 71)
        #expect(found[0].image(of: "p") == "p.aarch64")
    }
}

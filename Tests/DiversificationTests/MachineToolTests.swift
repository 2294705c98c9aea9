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
            try Self.write(text, to: "\(tools.path)/\(name)")
        }
        let search = ToolchainSearch(
            path: tools.path, headersFolder: tools.path, libraries: libraries)
        return #expect(throws: GenerationError.self) { _ = try search.toolchains(for: machine) }
    }

    /// A shell writes the script: a child that another test starts meanwhile would inherit our open
    /// file, and the kernel runs no file that somebody may write.
    private static func write(_ text: String, to path: String) throws {
        let command = #"printf '#!/bin/sh\n%s\n' "$1" >"$2" && chmod 755 "$2""#
        let written = ToolRun(arguments: ["sh", "-c", command, "sh", text, path])()
        try #require(written.hasSucceeded, "\(written.errorText)")
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

    @Test func `a tool that is there and does not run is told`() throws {
        let broken = try error(["s390x-linux-gnu-gcc": "exit 3"])
        #expect(broken?.kind == .toolMissing)
        #expect(broken?.message.hasPrefix("cannot use '/") == true)
        #expect(broken?.message.hasSuffix("/s390x-linux-gnu-gcc': exit status 3") == true)
        #expect(broken?.hint == "sudo apt-get install --reinstall gcc-s390x-linux-gnu")
        let slow = try error([
            "s390x-linux-gnu-gcc": "echo /lib/libc.a", "qemu-s390x": "kill -9 $$",
        ])
        #expect(slow?.message.hasSuffix("/qemu-s390x': killed by signal 9") == true)
        #expect(slow?.hint == "sudo apt-get install --reinstall qemu-user")
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
            try Self.write(text, to: "\(tools.path)/\(name)")
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

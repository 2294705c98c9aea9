import Foundation

/// A shell script that calls a compiler with headers, start files and libraries of a renumbered
/// libc in place of its own.
struct CompilerWrapper {
    /// Told apart in the cache; changed with the text.
    static let version = "wrapper 1"

    let compiler: String
    let isClang: Bool
    let base: String
    let directory: String
    let trampolinePage: UInt32

    /// Position independence is off last of all: addresses are known when the program is linked.
    var text: String {
        let headers = "-isystem '\(directory)/include' -isystem '\(base)/include'"
        let including =
            isClang
            ? "-Wno-unused-command-line-argument -nostdlibinc \(headers)"
            : "-nostdinc \(headers) -isystem \"$('\(compiler)' -print-file-name=include)\""
        let runtime = isClang ? "--rtlib=libgcc -print-libgcc-file-name" : "-print-libgcc-file-name"
        let address = String(trampolinePage, radix: 16)
        return """
            #!/bin/sh
            for argument do
                case $argument in
                -c | -S | -E | -M | -MM | -fsyntax-only)
                    exec '\(compiler)' \(including) "$@" -fno-pie
                    ;;
                esac
            done
            libgcc=$('\(compiler)' \(runtime))
            exec '\(compiler)' \(including) -nostdlib -L'\(base)/lib' \\
                '\(base)/lib/crt1.o' '\(base)/lib/crti.o' '\(directory)/codes.o' \\
                "$@" -x none -fno-pie -no-pie -static \\
                -Wl,--section-start=\(TrampolineSource.section)=0x\(address) \\
                -Wl,--start-group '\(base)/lib/libc.a' "$libgcc" -Wl,--end-group \\
                '\(base)/lib/crtn.o'

            """
    }

    /// Leaves alone what is there already with this text: another thread may be running it.
    func write(to path: String) throws(GenerationError) {
        let data = Data(text.utf8)
        let files = FileManager.default
        guard files.contents(atPath: path) != data else { return }
        let part = "\(path).\(UUID().uuidString)"
        do {
            try data.write(to: URL(fileURLWithPath: part))
            try files.setAttributes([.posixPermissions: 0o755], ofItemAtPath: part)
        } catch {
            throw GenerationError(.cannotCreate, "cannot write '\(part)': \(error)")
        }
        guard rename(part, path) == 0 else {
            throw GenerationError(
                .cannotCreate, "cannot write '\(path)': \(String(cString: strerror(errno)))")
        }
    }
}

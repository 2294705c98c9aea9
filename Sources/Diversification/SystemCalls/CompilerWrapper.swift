import Foundation

/// A shell script that calls a compiler with headers, start files and libraries of a renumbered
/// libc in place of its own.
struct CompilerWrapper {
    let compiler: Compiler
    /// Where start files and libraries are.
    let base: String
    /// Where headers and codes are.
    let directory: String
    let trampolinePage: UInt32

    /// Position independence is off last of all: addresses are known when the program is linked.
    private var text: String {
        let command = quoted(compiler.path)
        let headers = "-isystem \(quoted(directory + "/include"))"
        let isClang = compiler.frontEnd == .clang
        let including =
            isClang
            ? "-Wno-unused-command-line-argument -nostdlibinc \(headers)"
            : "-nostdinc \(headers) -isystem \"$(\(command) -print-file-name=include)\""
        let runtime = isClang ? "--rtlib=libgcc -print-libgcc-file-name" : "-print-libgcc-file-name"
        let address = String(trampolinePage, radix: 16)
        let library = quoted(base + "/lib")
        return """
            #!/bin/sh
            for argument do
                case $argument in
                -c | -S | -E | -M | -MM | -fsyntax-only)
                    exec \(command) \(including) "$@" -fno-pie
                    ;;
                esac
            done
            libgcc=$(\(command) \(runtime))
            exec \(command) \(including) -nostdlib -L\(library) \\
                \(library)/crt1.o \(library)/crti.o \(quoted(directory))/codes.o \\
                "$@" -x none -fno-pie -no-pie -static \\
                -Wl,--section-start=\(TrampolineSource.section)=0x\(address) \\
                -Wl,--start-group \(library)/libc.a "$libgcc" -Wl,--end-group \\
                \(library)/crtn.o

            """
    }

    private func quoted(_ path: String) -> String {
        "'" + path.replacing("'", with: "'\\''") + "'"
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

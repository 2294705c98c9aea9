import Foundation

/// An ensemble of three generated variants that answer as the fixture `faulty` does; those whose
/// path has `plant` in it crash on demand 40.
struct PlantedFamily {
    let folder: ScratchFolder
    private let mark = UUID().uuidString

    /// - Parameter keys: lines of `thrice.yaml`.
    init(plant: String, _ keys: String) throws {
        folder = try ScratchFolder("planted-\(mark)")
        try Self.program(plant).write(
            toFile: folder.path("planted.c"), atomically: true, encoding: .utf8)
        try (Demands.lines(1...20).joined(separator: "\n") + "\n").write(
            toFile: folder.path("demands.txt"), atomically: true, encoding: .utf8)
        try """
        program: planted
        demands: demands.txt
        vote: {agree: 2, restrictive: RESTRICTIVE}
        deadline: 5s
        \(keys)
        """.write(toFile: folder.path("thrice.yaml"), atomically: true, encoding: .utf8)
        let generation = try ThriceRun(["generate", folder.root], input: .none)
            .finish(within: .seconds(120))
        guard generation.status == 0 else {
            throw KitError("cannot generate: \(generation.stderr)")
        }
    }

    func run() throws -> ThriceRun { try ThriceRun(["run", folder.root], mark: mark) }

    private static func program(_ plant: String) -> String {
        """
        #include <stdint.h>
        #include <stdio.h>
        #include <stdlib.h>
        #include <string.h>

        static char line[4096];

        static uint64_t digest(const char *text) {
            uint64_t hash = 14695981039346656037u;
            for (size_t i = 0; text[i] != 0; i++) {
                hash = (hash ^ (unsigned char)text[i]) * 1099511628211u;
            }
            return hash;
        }

        int main(int argc, char **argv) {
            int planted = argc > 0 && strstr(argv[0], "\(plant)") != NULL;
            while (fgets(line, sizeof line, stdin) != NULL) {
                size_t length = strlen(line);
                if (length > 0 && line[length - 1] == '\\n') line[length - 1] = 0;
                if (planted && strncmp(line, "40 ", 3) == 0) abort();
                printf("%016llx\\n", (unsigned long long)digest(line));
                fflush(stdout);
            }
            return 0;
        }

        """
    }
}

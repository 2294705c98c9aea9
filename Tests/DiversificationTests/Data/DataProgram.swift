import Diversification
import Foundation

/// Programs for the transforms that change how data is stored, and compilers to build them with.
enum DataProgram {
    /// Reads, writes and steps variables of every integer type in every way; without headers, of
    /// which chibicc has none.
    static let allTypes = """
        int printf(const char *format, ...);
        enum Mode { off, on, both };
        typedef enum { red, green } Colour;
        static unsigned char small; // zero
        static int table[4] = {1, 2, 3, 4};
        static long long wide = -5, other;
        static _Bool flag = 1;
        static enum Mode mode = both;
        static int twice(int n, unsigned short s);
        static int twice(int n, unsigned short s) { n += s; return 2 * n--; }
        static int next(void) { static int state; state = state * 5 + 1; return state; }
        static unsigned mix(unsigned a, unsigned b) {
            unsigned long w = ((unsigned long)a << 32) | b;
            unsigned r = (a + b) ^ (a - (unsigned char)b) ^ -a ^ ~b ^ (a * 16) ^ (a << 5);
            return (r ^ (unsigned)(w * 8 - a)) + (a < b) + 2 * (w >= b) + 4 * (a != b);
        }
        int main(void) {
            int a = 1, b, c = 3;
            unsigned int u = 3;
            unsigned long length = sizeof table / sizeof table[0];
            signed char sc = -3;
            unsigned short us = 65535;
            char plain = 'x';
            Colour colour = green;
            _Bool ok = a < 2;
            const int limit = 10;
            b = a;
            for (int i = 0; i < limit; i++) {
                small += 77;
                b = a = i * 2;
                u -= a; u <<= 1; sc--; us++; plain -= 2;
                wide = wide * 3 + (other += 2);
                if (ok && !flag) mode = off; else mode = (enum Mode)((mode + 1) % 3);
                switch (mode) { case off: b++; break; case on: b = --a; break; default: a = b++; }
                flag = !flag; ok ^= 1;
                colour = colour == red ? green : red;
                c = a + b - 2; c += i, c--;
                table[i % length] += twice(a, us) + (int)mix(u, c);
                while (c > 100 || c == b) c -= b + 1;
                printf("%d %d %d %d %u %d %d ", i, a, b, c, u, sc, us);
                printf("%d %lld %lld %d %d\\n", plain, wide, other, mode, colour);
                printf("%d %d %lu\\n", small, flag, length);
            }
            int q = 3; int *pq = &q; *pq = q + next() * 2;
            printf("%d %d %d\\n", q, next(), table[2]);
            return small & 7;
        }

        """

    static let names = ["complement", "an", "anbd", "identities"]

    /// The compilers of this machine that differ in their front end.
    static var compilers: [[String]] {
        [["gcc", "-O2"], ["clang", "-O2"], ["tcc"], ["pcc"], ["chibicc"]].filter {
            FileManager.default.isExecutableFile(atPath: "/usr/bin/\($0[0])")
        }
    }

    /// What the source prints and how it ends when built with the command; or the errors.
    static func behaviour(of source: String, builtWith compiler: [String]) throws -> String {
        let directory = try TemporaryDirectory()
        let path = "\(directory.path)/program"
        try source.write(toFile: "\(path).c", atomically: true, encoding: .utf8)
        let build = ToolRun(arguments: compiler + ["-w", "-o", path, "\(path).c"])()
        guard build.hasSucceeded else { return "does not build: \(build.errorText)" }
        let run = ToolRun(arguments: [path], timeLimit: .seconds(10), outputBytesMax: 1 << 20)()
        return String(decoding: run.output, as: UTF8.self) + "\(run.ending)"
    }
}

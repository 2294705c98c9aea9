import Diversification
import Testing

extension BrokenTwin {
    /// What conversions, sizes and initialisers see of a layout.
    static let layouts: [BrokenTwin] = [
        layout(
            "positional initialiser", \.positionalInitialisersObserve,
            """
            struct Pair { int left; int right; };
            static const struct Pair table[] = {{1, 2}, {3, 4}};
            int main(void) { printf("%d %d\\n", table[0].left, table[1].right); }
            """),
        layout(
            "positional initialiser without inner braces", \.positionalInitialisersObserve,
            """
            struct Pair { int left; int right; };
            struct Outer { struct Pair pair; };
            static struct Outer outer = {.pair = {1, 2}};
            static const struct Pair table[] = {1, 2, 3, 4};
            int main(void) { printf("%d %d\\n", table[0].left, outer.pair.right); }
            """),
        layout(
            "cast to another struct", \.castsObserve,
            """
            struct Pair { int left; int right; };
            struct Twin { int first; int second; };
            int main(void) {
                struct Pair pair;
                pair.left = 1;
                pair.right = 2;
                const unsigned char *bytes = (const unsigned char *)&pair;
                const struct Twin *twin = (const struct Twin *)&pair;
                printf("%d %d\\n", bytes[0], bytes[4]);
                return twin == 0;
            }
            """),
        layout(
            "cast of an enclosing struct", \.castsObserve,
            """
            struct Pair { int left; int right; };
            struct Outer { struct Pair pair[2]; };
            int main(void) {
                struct Outer outer = {0};
                outer.pair[0].left = 7;
                void *opaque = &outer;
                printf("%d\\n", *(int *)opaque);
            }
            """),
        layout(
            "size in output", \.sizesObserve,
            """
            struct Mixed { char a; double b; char c; };
            int main(void) { printf("%zu\\n", sizeof(struct Mixed)); }
            """),
        layout(
            "an unnamed struct initialised by position", \.positionalInitialisersObserve,
            """
            struct Row { int key; struct { int left; int right; }; };
            static struct Row row = {1, 2, 3};
            int main(void) { printf("%d %d %d\\n", row.key, row.left, row.right); }
            """),
        layout(
            "an unnamed struct seen as bytes", \.castsObserve,
            """
            struct Row { struct { int left; int right; }; int key; };
            static int first(const struct Row *row) { return *(const int *)row; }
            int main(void) {
                struct Row row;
                row.left = 4;
                row.right = 5;
                printf("%d\\n", first(&row));
            }
            """),
        layout(
            "union membership", \.unionsObserve,
            """
            struct Pair { int left; int right; };
            union Both { struct Pair pair; int raw[2]; };
            int main(void) {
                union Both both = {.raw = {1, 2}};
                printf("%d %d\\n", both.pair.left, both.pair.right);
            }
            """),
        BrokenTwin(
            name: "written as bytes",
            rules: [\.castsObserve, \.outsideCallsObserve, \.sizesObserve],
            transform: ReorderStructFields(),
            source: """
                #include <stdio.h>
                struct Pair { int left; int right; };
                int main(void) {
                    struct Pair pair;
                    pair.left = 0x41424344;
                    pair.right = 0x45464748;
                    fwrite(&pair, sizeof pair, 1, stdout);
                }
                """),
    ]
}

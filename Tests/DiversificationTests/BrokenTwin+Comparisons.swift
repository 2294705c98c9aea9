import Diversification
import Testing

extension BrokenTwin {
    /// What addresses, comparisons, callees and allocations see of a layout.
    static let comparisons: [BrokenTwin] = [
        layout(
            "addresses of two fields", \.fieldAddressesObserve,
            """
            struct Pair { int left; int right; };
            int main(void) {
                struct Pair pair = {0};
                int *left = &pair.left, *right = &pair.right;
                printf("%d\\n", left < right);
            }
            """),
        layout(
            "arrays of one struct compared", \.fieldComparisonsObserve,
            """
            struct Names { char first[4]; char last[4]; };
            static int isBefore(const char *a, const char *b) { return a < b; }
            int main(void) {
                struct Names names = {0};
                printf("%d\\n", isBefore(names.first, names.last));
            }
            """),
        layout(
            "places inside the fields of one struct compared", \.fieldComparisonsObserve,
            """
            struct Number { int value; };
            struct Name { char text[8]; };
            struct Entry { struct Number number; struct Name name; };
            int main(void) {
                struct Entry entry = {0};
                char *text = &entry.name.text[0];
                int *value = &entry.number.value;
                printf("%d\\n", (void *)value < (void *)text);
            }
            """),
        layout(
            "arrays of one struct as numbers", \.fieldComparisonsObserve,
            """
            #include <stdint.h>
            struct Names { char first[4]; char last[4]; };
            int main(void) {
                struct Names names = {0};
                printf("%d\\n", (uintptr_t)names.first < (uintptr_t)names.last);
            }
            """),
        layout(
            "a ratio of sizes that counts no elements", \.sizesObserve,
            """
            struct Mixed { char a; double b; char c; };
            int main(void) { printf("%zu\\n", sizeof(struct Mixed) / sizeof(double)); }
            """),
        layout(
            "a size that an array has", \.sizesObserve,
            """
            struct Mixed { char a; double b; char c; };
            static char room[sizeof(struct Mixed)];
            int main(void) { printf("%zu\\n", sizeof room); }
            """),
        layout(
            "a struct read as variadic bytes", \.outsideCallsObserve,
            """
            #include <stdarg.h>
            struct Pair { int left; int right; };
            static int first(int count, ...) {
                va_list list;
                va_start(list, count);
                unsigned char *bytes = va_arg(list, unsigned char *);
                va_end(list);
                return bytes[0];
            }
            int main(void) {
                struct Pair pair;
                pair.left = 7;
                pair.right = 8;
                printf("%d\\n", first(1, &pair));
            }
            """),
        BrokenTwin(
            name: "a struct given to a function without prototype",
            rules: [\.outsideCallsObserve, \.castsObserve], transform: ReorderStructFields(),
            source: """
                #include <stdio.h>
                struct Pair { int left; int right; };
                static int first();
                static int first(bytes) unsigned char *bytes; { return bytes[0]; }
                int main(void) {
                    struct Pair pair;
                    pair.left = 7;
                    pair.right = 8;
                    printf("%d\\n", first(&pair));
                }
                """),
        layout(
            "copied by hand as bytes", \.castsObserve,
            """
            #include <string.h>
            struct Pair { int left; int right; };
            int main(void) {
                struct Pair pair;
                pair.left = 7;
                pair.right = 8;
                int raw[2];
                memcpy(raw, (int *)&pair, 8);
                printf("%d\\n", raw[0]);
            }
            """),
    ]
}

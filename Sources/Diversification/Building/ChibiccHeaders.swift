/// Headers that a C compiler brings along itself, for chibicc: Debian's package has none.
///
/// An answer that needs a `va_list` with floating-point values in a function of the C library
/// comes out wrong: chibicc saves the registers for them 8 bytes apart, the ABI 16. A variant that
/// does so is found by its answers and drawn anew with another compiler.
enum ChibiccHeaders {
    /// By file name.
    static let files: [String: String] = [
        "stdarg.h": #"""
        #ifndef THRICE_STDARG
        #define THRICE_STDARG
        typedef struct {
            unsigned int general;
            unsigned int floating;
            char *overflow;
            char *saved;
        } thrice_va_state;
        typedef thrice_va_state va_list[1];
        typedef va_list __gnuc_va_list;
        typedef va_list __builtin_va_list;
        static void *thrice_va_stack(thrice_va_state *list, int size, int align) {
            unsigned long at = (unsigned long)list->overflow;
            if (align > 8) at = (at + 15) / 16 * 16;
            list->overflow = (char *)((at + size + 7) / 8 * 8);
            return (void *)at;
        }
        static void *thrice_va_general(thrice_va_state *list, int size, int align) {
            if (list->general >= 48) return thrice_va_stack(list, size, align);
            list->general += 8;
            return list->saved + list->general - 8;
        }
        static void *thrice_va_floating(thrice_va_state *list, int size, int align) {
            if (list->floating >= 112) return thrice_va_stack(list, size, align);
            list->floating += 8;
            return list->saved + list->floating - 8;
        }
        #define va_start(list, last) (*(list) = *(thrice_va_state *)__va_area__)
        #define va_end(list) ((void)0)
        #define va_copy(to, from) (*(to) = *(from))
        #define va_arg(list, type) \
            (*(type *)(__builtin_reg_class(type) == 0 \
                ? thrice_va_general(list, sizeof(type), _Alignof(type)) \
                : __builtin_reg_class(type) == 1 \
                ? thrice_va_floating(list, sizeof(type), _Alignof(type)) \
                : thrice_va_stack(list, sizeof(type), _Alignof(type))))
        #define __builtin_va_start va_start
        #define __builtin_va_end va_end
        #define __builtin_va_copy va_copy
        #define __builtin_va_arg va_arg
        #endif

        """#,
        "stddef.h": #"""
        #ifndef THRICE_STDDEF
        #define THRICE_STDDEF
        typedef unsigned long size_t;
        typedef long ptrdiff_t;
        typedef int wchar_t;
        typedef long max_align_t;
        #define NULL ((void *)0)
        #define offsetof(type, member) ((size_t)&(((type *)0)->member))
        #endif

        """#,
        "stdbool.h": #"""
        #define bool _Bool
        #define true 1
        #define false 0
        #define __bool_true_false_are_defined 1

        """#,
        "stdalign.h": #"""
        #define alignas _Alignas
        #define alignof _Alignof
        #define __alignas_is_defined 1
        #define __alignof_is_defined 1

        """#,
        "stdnoreturn.h": #"""
        #define noreturn _Noreturn

        """#,
        "float.h": #"""
        #define FLT_RADIX 2
        #define FLT_EVAL_METHOD 0
        #define FLT_ROUNDS 1
        #define DECIMAL_DIG 21
        #define FLT_MANT_DIG 24
        #define FLT_DIG 6
        #define FLT_MIN_EXP (-125)
        #define FLT_MAX_EXP 128
        #define FLT_MIN_10_EXP (-37)
        #define FLT_MAX_10_EXP 38
        #define FLT_MAX 0x1.fffffep+127f
        #define FLT_MIN 0x1p-126f
        #define FLT_EPSILON 0x1p-23f
        #define DBL_MANT_DIG 53
        #define DBL_DIG 15
        #define DBL_MIN_EXP (-1021)
        #define DBL_MAX_EXP 1024
        #define DBL_MIN_10_EXP (-307)
        #define DBL_MAX_10_EXP 308
        #define DBL_MAX 0x1.fffffffffffffp+1023
        #define DBL_MIN 0x1p-1022
        #define DBL_EPSILON 0x1p-52

        """#,
    ]

    /// Words that chibicc's preprocessor does not define and headers expect.
    static let definitions = [
        "-D__PTRDIFF_TYPE__=long", "-D__SIZE_TYPE__=unsigned long", "-D__WCHAR_TYPE__=int",
    ]
}

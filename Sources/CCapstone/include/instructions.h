// What an x86-64 instruction does to the flow of control, and where it names its own place: all
// that is needed to execute it somewhere else.
#pragma once
#include <stddef.h>
#include <stdint.h>

enum thrice_flow {
    THRICE_FLOW_NEXT,     // the instruction behind it comes next
    THRICE_FLOW_REPEAT,   // a string instruction with a repeat prefix
    THRICE_FLOW_JUMP,     // to `target`
    THRICE_FLOW_BRANCH,   // to `target`, or the one behind it
    THRICE_FLOW_CALL,     // to `target`
    THRICE_FLOW_RETURN,   // and takes `released` further bytes from the stack
    THRICE_FLOW_JUMP_FAR, // to where its operand says
    THRICE_FLOW_CALL_FAR, // to where its operand says
    THRICE_FLOW_NATIVE,   // is to be executed where it stands
};

struct thrice_instruction {
    uint8_t flow;         // enum thrice_flow
    uint8_t length;       // bytes, 1...15
    uint8_t operand;      // where the ModRM byte of a _FAR one is
    uint8_t displacement; // where the 4 bytes are that are counted from its end; 0: none
    uint8_t condition;    // of a branch: 0...15, as in its code
    uint16_t released;    // bytes
    uint64_t target;      // of a displacement, too
};

typedef struct thrice_decoder thrice_decoder;

/// NULL when there is no memory.
thrice_decoder *thrice_decoder_make(void);
void thrice_decoder_free(thrice_decoder *decoder);
/// Whatever cannot be decoded, or not within `count` bytes, is native, with a length of 0.
struct thrice_instruction thrice_decode(
    thrice_decoder *decoder, const uint8_t *bytes, size_t count, uint64_t address);

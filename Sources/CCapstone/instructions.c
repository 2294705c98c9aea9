#include "instructions.h"

#include <capstone/capstone.h>
#include <stdlib.h>
#include <string.h>

struct thrice_decoder {
    csh handle;
    cs_insn *instruction;
};

thrice_decoder *thrice_decoder_make(void) {
    thrice_decoder *decoder = calloc(1, sizeof *decoder);
    if (!decoder) return NULL;
    if (cs_open(CS_ARCH_X86, CS_MODE_64, &decoder->handle) == CS_ERR_OK) {
        cs_option(decoder->handle, CS_OPT_DETAIL, CS_OPT_ON);
        decoder->instruction = cs_malloc(decoder->handle);
        if (decoder->instruction) return decoder;
        cs_close(&decoder->handle);
    }
    free(decoder);
    return NULL;
}

void thrice_decoder_free(thrice_decoder *decoder) {
    if (!decoder) return;
    cs_free(decoder->instruction, 1);
    cs_close(&decoder->handle);
    free(decoder);
}

// The bytes before the code of an instruction.
struct prefixes {
    size_t count;
    int repeats;    // F2 or F3
    int is_unusual; // another size of operands or addresses, or the segment that we need ourselves
};

static struct prefixes read_prefixes(const uint8_t *bytes, size_t count) {
    struct prefixes found = {0, 0, 0};
    for (; found.count < count; found.count++) {
        switch (bytes[found.count]) {
        case 0xF2: case 0xF3: found.repeats = 1; break;
        case 0x65: case 0x66: case 0x67: found.is_unusual = 1; break;
        case 0x26: case 0x2E: case 0x36: case 0x3E: case 0x64: case 0xF0: break;
        default:
            // The one that widens operands stands last.
            if ((bytes[found.count] & 0xF0) == 0x40) found.count++;
            return found;
        }
    }
    return found;
}

static int has_segment(const uint8_t *bytes, size_t count) {
    return memchr(bytes, 0x65, count) != NULL;
}

// Codes of two bytes, the first of which is 0F.
static enum thrice_flow flow_of_second(uint8_t code, const uint8_t *rest, int repeats) {
    if ((code & 0xF0) == 0x80) return THRICE_FLOW_BRANCH;
    switch (code) {
    // Calls of the system, and what the system alone may do.
    case 0x00: case 0x05: case 0x06: case 0x07: case 0x08: case 0x09: case 0x0B: case 0x20:
    case 0x21: case 0x22: case 0x23: case 0x30: case 0x32: case 0x33: case 0x34: case 0x35:
    case 0x37: case 0xA1: case 0xA9: case 0xAA: case 0xB2: case 0xB9: case 0xFF:
        return THRICE_FLOW_NATIVE;
    // XGETBV is like others.
    case 0x01: return rest[0] == 0xD0 ? THRICE_FLOW_NEXT : THRICE_FLOW_NATIVE;
    // Bases of segments.
    case 0xAE:
        return repeats && rest[0] >= 0xC0 && rest[0] < 0xE0 ? THRICE_FLOW_NATIVE
                                                            : THRICE_FLOW_NEXT;
    default: return THRICE_FLOW_NEXT;
    }
}

static enum thrice_flow flow_of_group(const uint8_t *rest) {
    switch (rest[0] >> 3 & 7) {
    case 2: return THRICE_FLOW_CALL_FAR;
    case 4: return THRICE_FLOW_JUMP_FAR;
    case 3: case 5: return THRICE_FLOW_NATIVE;
    default: return THRICE_FLOW_NEXT;
    }
}

// Codes of one byte.
static enum thrice_flow flow_of(uint8_t code, const uint8_t *rest, int repeats) {
    if ((code & 0xF0) == 0x70) return THRICE_FLOW_BRANCH;
    // The x87 unit keeps the place of its last instruction.
    if ((code & 0xF8) == 0xD8) return THRICE_FLOW_NATIVE;
    switch (code) {
    case 0x0F: return flow_of_second(rest[0], rest + 1, repeats);
    case 0xE8: return THRICE_FLOW_CALL;
    case 0xE9: case 0xEB: return THRICE_FLOW_JUMP;
    case 0xC2: case 0xC3: return THRICE_FLOW_RETURN;
    case 0xFF: return flow_of_group(rest);
    case 0xA4: case 0xA5: case 0xA6: case 0xA7: case 0xAA: case 0xAB: case 0xAC: case 0xAD:
    case 0xAE: case 0xAF:
        return repeats ? THRICE_FLOW_REPEAT : THRICE_FLOW_NEXT;
    // Branches by a counter, far calls and returns, interrupts, ports, flags as a whole, segments.
    case 0xE0: case 0xE1: case 0xE2: case 0xE3: case 0xCA: case 0xCB: case 0xCC: case 0xCD:
    case 0xCF: case 0xF1: case 0xF4: case 0x6C: case 0x6D: case 0x6E: case 0x6F: case 0xE4:
    case 0xE5: case 0xE6: case 0xE7: case 0xEC: case 0xED: case 0xEE: case 0xEF: case 0xFA:
    case 0xFB: case 0x9B: case 0x9C: case 0x9D: case 0x8C: case 0x8E:
        return THRICE_FLOW_NATIVE;
    // Transactions.
    case 0xC6: case 0xC7: return rest[0] == 0xF8 ? THRICE_FLOW_NATIVE : THRICE_FLOW_NEXT;
    default: return THRICE_FLOW_NEXT;
    }
}

static int64_t signed_at(const uint8_t *bytes, size_t count) {
    int32_t word;
    if (count == 1) return (int8_t)bytes[0];
    memcpy(&word, bytes, sizeof word);
    return word;
}

// Where an operand is counted from the end of the instruction.
static int find_displacement(const cs_insn *decoded, struct thrice_instruction *result) {
    const cs_x86 *details = &decoded->detail->x86;
    for (int i = 0; i < details->op_count; i++) {
        const cs_x86_op *operand = &details->operands[i];
        if (operand->type != X86_OP_MEM) continue;
        if (operand->mem.base == X86_REG_EIP) return -1;
        if (operand->mem.base != X86_REG_RIP) continue;
        if (details->encoding.disp_size != 4) return -1;
        result->displacement = details->encoding.disp_offset;
        result->target = decoded->address + decoded->size
            + (uint64_t)signed_at(decoded->bytes + result->displacement, 4);
    }
    return 0;
}

static void read_flow(
    struct thrice_instruction *result, const uint8_t *bytes, uint64_t address) {
    struct prefixes prefixes = read_prefixes(bytes, result->length);
    const uint8_t *code = bytes + prefixes.count;
    result->flow = flow_of(code[0], code + 1, prefixes.repeats);
    if (result->flow == THRICE_FLOW_NEXT) return;
    if (prefixes.is_unusual
        && !(result->flow == THRICE_FLOW_REPEAT && !memchr(bytes, 0x67, prefixes.count))) {
        result->flow = THRICE_FLOW_NATIVE;
        return;
    }
    uint64_t end = address + result->length;
    switch (result->flow) {
    case THRICE_FLOW_JUMP:
    case THRICE_FLOW_CALL:
        result->target = end + (uint64_t)signed_at(code + 1, code[0] == 0xEB ? 1 : 4);
        break;
    case THRICE_FLOW_BRANCH: {
        int is_long = code[0] == 0x0F;
        result->condition = code[is_long] & 0x0F;
        result->target = end + (uint64_t)signed_at(code + 1 + is_long, is_long ? 4 : 1);
        break;
    }
    case THRICE_FLOW_RETURN:
        if (code[0] == 0xC2) memcpy(&result->released, code + 1, sizeof result->released);
        break;
    case THRICE_FLOW_JUMP_FAR:
    case THRICE_FLOW_CALL_FAR: result->operand = (uint8_t)(code + 1 - bytes); break;
    default: break;
    }
}

struct thrice_instruction thrice_decode(
    thrice_decoder *decoder, const uint8_t *bytes, size_t count, uint64_t address) {
    struct thrice_instruction result = {.flow = THRICE_FLOW_NATIVE};
    const uint8_t *rest = bytes;
    uint64_t place = address;
    cs_insn *decoded = decoder->instruction;
    if (!cs_disasm_iter(decoder->handle, &rest, &count, &place, decoded)) return result;
    // Readers of flow look two bytes beyond the code.
    uint8_t copy[20] = {0};
    memcpy(copy, decoded->bytes, decoded->size);
    result.length = (uint8_t)decoded->size;
    if (find_displacement(decoded, &result)) return result;
    struct prefixes prefixes = read_prefixes(copy, result.length);
    if (has_segment(copy, prefixes.count)) return result;
    read_flow(&result, copy, address);
    return result;
}

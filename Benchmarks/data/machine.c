/* A stack machine that counts the steps of Collatz sequences: a switch in a loop. */
#include <stdio.h>
#include <stdlib.h>

enum code { PUSH, LOAD, STORE, ADD, MULTIPLY, HALVE, IS_ODD, IS_ONE, JUMP, JUMP_IF, STOP };

struct instruction {
    enum code code;
    int operand;
};

/* Variable 0: the number; variable 1: its steps. */
static const struct instruction program[] = {
    {LOAD, 0}, {IS_ONE, 0}, {JUMP_IF, 17}, {LOAD, 0}, {IS_ODD, 0}, {JUMP_IF, 9},
    {LOAD, 0}, {HALVE, 0}, {JUMP, 14}, {LOAD, 0}, {PUSH, 3}, {MULTIPLY, 0}, {PUSH, 1}, {ADD, 0},
    {STORE, 0}, {JUMP, 18}, {STOP, 0}, {STOP, 0}, {LOAD, 1}, {PUSH, 1}, {ADD, 0}, {STORE, 1},
    {JUMP, 0},
};

static unsigned long steps(unsigned start)
{
    unsigned long stack[8], variables[2] = {start, 0};
    int top = 0, at = 0;

    for (;;) {
        struct instruction now = program[at++];
        switch (now.code) {
        case PUSH: stack[top++] = (unsigned long)now.operand; break;
        case LOAD: stack[top++] = variables[now.operand]; break;
        case STORE: variables[now.operand] = stack[--top]; break;
        case ADD: top--; stack[top - 1] += stack[top]; break;
        case MULTIPLY: top--; stack[top - 1] *= stack[top]; break;
        case HALVE: stack[top - 1] /= 2; break;
        case IS_ODD: stack[top - 1] %= 2; break;
        case IS_ONE: stack[top - 1] = stack[top - 1] == 1; break;
        case JUMP: at = now.operand; break;
        case JUMP_IF:
            if (stack[--top])
                at = now.operand;
            break;
        case STOP: return variables[1];
        default: abort();
        }
    }
}

int main(void)
{
    unsigned start, best = 1;
    unsigned long sum = 0, most = 0;

    for (start = 1; start < 30000; start++) {
        unsigned long count = steps(start);
        sum += count;
        if (count > most) {
            most = count;
            best = start;
        }
    }
    printf("%u takes %lu steps, all take %lu\n", best, most, sum);
    return 0;
}

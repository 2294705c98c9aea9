// The shapes that code can have, for who executes it elsewhere: a demand names one of them.
#define _GNU_SOURCE
#include <math.h>
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
typedef unsigned long word;
static word table[64];
static char from[3000], to[3000];
static word loop(word n) {
    word x = 1;
    for (word i = 0; i < n * 40; i++) x = x * 31 + i;
    return x;
}
static word nest(word n) {
    word x = 0;
    for (word i = 0; i < n; i++)
        for (word j = 0; j < i; j++) {
            if ((i ^ j) & 3) x += j;
            else x ^= i;
            table[x & 63] += j;
        }
    return x + table[7];
}
__attribute__((noinline)) static word fib(word n) { return n < 2 ? n : fib(n - 1) + fib(n - 2); }
static word (*const functions[])(word) = {loop, nest, fib};
static int compare(const void *a, const void *b) { return *(const int *)a - *(const int *)b; }
static word far(word n) {
    int values[100];
    for (int i = 0; i < 100; i++) values[i] = (i * 7919 + (int)n) % 101;
    qsort(values, 100, sizeof *values, compare);
    word x = 0;
    for (volatile word i = 0; i < 6; i++) x += functions[i % 3](i + 3);
    return x + (word)values[n % 100];
}
// Flags that live across jumps: dec leaves the carry alone.
static word carry(word n) {
    word low = n, high = 3, count = 300;
    __asm__ volatile("clc\n1: adc %0, %1\nadc %1, %0\njmp 2f\nnop\n2: dec %2\njnz 1b\n"
        "setc %%al\nlahf\nseto %%al\nmovzwl %%ax, %%eax\nadd %%rax, %0"
        : "+r"(low), "+r"(high), "+r"(count) :: "rax", "cc");
    return low ^ high;
}
static word string(word n) {
    word count = 500 + n, found; char *source = from, *target = to;
    for (word i = 0; i < sizeof from; i++) from[i] = (char)(i * 13 + n);
    __asm__ volatile("rep movsb" : "+S"(source), "+D"(target), "+c"(count) :: "memory");
    count = 100; __asm__ volatile("rep stosq" : "+D"(target), "+c"(count) : "a"(n) : "memory");
    source = from; target = to; count = 2000;
    __asm__ volatile("repe cmpsb" : "+S"(source), "+D"(target), "+c"(count) :: "cc", "memory");
    found = count; target = to; count = 800;
    __asm__ volatile("repne scasb" : "+D"(target), "+c"(count) : "a"(17) : "cc", "memory");
    found += count; count = 0;
    __asm__ volatile("rep movsw" : "+S"(source), "+D"(target), "+c"(count) :: "memory");
    for (int i = 0; i < 40; i++) { target = to; count = i % 4; __asm__ volatile("rep stosl" :
        "+D"(target), "+c"(count) : "a"(i) : "memory"); }
    memcpy(from + 1, to, 2500); memmove(to + 3, to, 2900); memset(from + 2600, 3, 300);
    return found + (word)from[n % 3000] + strlen(to);
}
static word vector(word n) {
    double x[64], sum = 0; float y[64];
    for (int i = 0; i < 64; i++) { x[i] = (double)(n + i) / 3; y[i] = (float)i * 1.5f; }
    for (int k = 0; k < 20; k++) for (int i = 0; i < 64; i++) { x[i] = x[i] * 1.0001 + y[i];
        sum += x[i]; }
    return (word)(sum * 1000) + (word)sqrt(sum);
}
static word x87(word n) { long double x = n; for (int i = 0; i < 30; i++) x = x * 1.5L - 1;
    return (word)x; }
// Reads its own code.
static word text(word n) {
    word x = n;
    for (int k = 0; k < 20; k++) for (const unsigned char *p = (void *)loop;
        p < (unsigned char *)loop + 200; p++) x = x * 33 + *p;
    return x + nest(20);
}
static word counter(word n) {
    word x = n, i = 200;
    __asm__ volatile("1: add %1, %0\nrol $3, %0\nloop 1b\njrcxz 2f\nnop\n2:" : "+r"(x), "+c"(i)
        :: "cc");
    return x;
}
static jmp_buf place;
static word deep(word n) { volatile word x = n; if (setjmp(place) < 5) { x += fib(12);
    longjmp(place, (int)(x % 7)); } return x; }
static word print(word n) {
    char line[200]; double x = (double)n * 1.1;
    int count = sprintf(line, "%lu %f %g %s %x %+d", n, x, x / 7, "abc", (unsigned)n, -3);
    word sum = (word)count + (word)strtod("3.25e2", 0) + strtoul(line, 0, 10);
    char *copy = malloc(3000); snprintf(copy, 3000, "%2000s|", line); sum += strlen(copy);
        free(copy);
    return sum + (getppid() > 0);
}
__attribute__((noinline)) static word leaf(word n) {
    word x[10];
    for (int i = 0; i < 10; i++) x[i] = n * (word)i;
    return x[n % 10] + x[3];
}
static word zone(word n) { word x = 0; for (word i = 0; i < 300; i++) x += leaf(i + n) ^ i;
    return x; }
static word change(word n) {
    word x = 0;
    for (word i = 0; i < 400; i++) switch ((i * n) % 9) {
        case 0: x += 3; break; case 1: x ^= i; break; case 2: x *= 5; break; case 3: x -= n;
            break;
        case 4: x += leaf(i); break; case 5: x |= 8; break; case 6: x ^= x >> 3; break; default:
            x++; }
    return x;
}
int main(void) {
    char line[64];
    while (fgets(line, sizeof line, stdin)) {
        word n = 11, x = 0;
        switch (line[0] << 8 | line[1]) {
        case 'l' << 8 | 'o': x = loop(n); break; case 'n' << 8 | 'e': x = nest(n * 6); break;
        case 'c' << 8 | 'a': x = line[2] == 'l' ? fib(n + 3) : carry(n); break;
        case 'f' << 8 | 'a': x = far(n); break; case 's' << 8 | 't': x = string(n); break;
        case 'v' << 8 | 'e': x = vector(n); break; case 'x' << 8 | '8': x = x87(n); break;
        case 't' << 8 | 'e': x = text(n); break; case 'c' << 8 | 'o': x = counter(n); break;
        case 'd' << 8 | 'e': x = deep(n); break; case 'p' << 8 | 'r': x = print(n); break;
        case 'z' << 8 | 'o': x = zone(n); break; case 's' << 8 | 'w': x = change(n); break;
        }
        printf("%lx\n", x);
        fflush(stdout);
    }
}

// Counts primes by trial division and walks a table: signed integers, loops and comparisons.
#include <stdio.h>

static int table[4096];

static int isPrime(int number) {
    for (int divisor = 2; divisor * divisor <= number; divisor++) {
        if (number % divisor == 0) {
            return 0;
        }
    }
    return number > 1;
}

int main(void) {
    int count = 0;
    int largest = 0;
    for (int number = 0; number < 200000; number++) {
        if (isPrime(number)) {
            table[count % 4096] = number;
            count++;
            largest = number;
        }
    }
    int sum = 0;
    for (int round = 0; round < 2000; round++) {
        for (int index = 0; index < 4096; index++) {
            sum = (sum + table[index] + round) % 1000003;
        }
    }
    printf("%d %d %d\n", count, largest, sum);
    return 0;
}

/* Products of matrices of doubles: nested loops over arrays. */
#include <stdio.h>

enum { SIZE = 96, ROUNDS = 300 };

static double left[SIZE][SIZE], right[SIZE][SIZE], product[SIZE][SIZE];

static void fill(void)
{
    int row, column;

    for (row = 0; row < SIZE; row++) {
        for (column = 0; column < SIZE; column++) {
            left[row][column] = (row * 7 + column * 3) % 11 - 5;
            right[row][column] = (row == column) + ((row * 5 + column) % 7 - 3) / 256.0;
        }
    }
}

static void multiply(void)
{
    int row, column, inner;

    for (row = 0; row < SIZE; row++) {
        for (column = 0; column < SIZE; column++) {
            double sum = 0;
            for (inner = 0; inner < SIZE; inner++)
                sum += left[row][inner] * right[inner][column];
            product[row][column] = sum;
        }
    }
}

/* Keeps the numbers small: each is taken into [-8, 8]. */
static void copy_back(void)
{
    int row, column;

    for (row = 0; row < SIZE; row++) {
        for (column = 0; column < SIZE; column++) {
            double value = product[row][column];
            if (value > 8)
                value = 8;
            else if (value < -8)
                value = -8;
            left[row][column] = value;
        }
    }
}

int main(void)
{
    double trace = 0;
    int round, row;

    fill();
    for (round = 0; round < ROUNDS; round++) {
        multiply();
        copy_back();
    }
    for (row = 0; row < SIZE; row++)
        trace += left[row][row] + left[row][SIZE - 1 - row];
    printf("%.6f\n", trace);
    return 0;
}

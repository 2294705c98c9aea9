/* A binary search tree of records, built, searched and walked: pointers and fields. */
#include <stdio.h>
#include <stdlib.h>

enum { RECORDS = 60000, SEARCHES = 600000 };

struct record {
    unsigned key;
    unsigned short visits;
    char kind;
    double weight;
    struct record *smaller;
    struct record *larger;
};

static struct record pool[RECORDS];
static unsigned used;
static struct record *root;

static unsigned draw(unsigned *state)
{
    *state = *state * 1664525u + 1013904223u;
    return *state >> 8;
}

static void insert(unsigned key)
{
    struct record **place = &root;

    while (*place) {
        if ((*place)->key == key) {
            (*place)->visits++;
            return;
        }
        place = key < (*place)->key ? &(*place)->smaller : &(*place)->larger;
    }
    if (used == RECORDS)
        exit(1);
    *place = &pool[used++];
    (*place)->key = key;
    (*place)->kind = (char)(key % 3);
    (*place)->weight = key / 7.0;
}

static struct record *find(unsigned key)
{
    struct record *at = root;

    while (at && at->key != key)
        at = key < at->key ? at->smaller : at->larger;
    return at;
}

static double walk(struct record *at, int kind)
{
    double sum = 0;

    for (; at; at = at->larger) {
        sum += walk(at->smaller, kind);
        if (at->kind == kind)
            sum += at->weight + at->visits;
    }
    return sum;
}

int main(void)
{
    unsigned state = 1, found = 0;
    int index, kind;

    for (index = 0; index < RECORDS; index++)
        insert(draw(&state) % 200000);
    for (index = 0; index < SEARCHES; index++) {
        struct record *hit = find(draw(&state) % 200000);
        if (hit) {
            hit->visits++;
            found++;
        }
    }
    printf("%u of %u found\n", found, used);
    for (kind = 0; kind < 3; kind++)
        printf("%d %.3f\n", kind, walk(root, kind));
    return 0;
}

/*
 * The benchmark models in C, as a yardstick: a plain binary heap ordered by (time, order of scheduling), xoshiro256++
 * (Blackman & Vigna 2021, doi 10.1145/3460772), exponentials as -log(u), normals by the ziggurat (Marsaglia & Tsang 2000,
 * doi 10.18637/jss.v005.i08; with Doornik's correction of using separate bits for layer and value).
 *
 *   cc -O3 -march=native -o chain chain.c -lm
 *   chain mm5|chain-balanced|chain-blocked DAYS SEED
 *
 * Prints one JSON line. An event is an arrival or the end of a stay; the seconds are of the loop alone.
 */
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* Draws */

static uint64_t s[4];

static inline uint64_t rotl(uint64_t x, int k) { return (x << k) | (x >> (64 - k)); }

static inline uint64_t bits(void) {
  uint64_t result = rotl(s[0] + s[3], 23) + s[0], t = s[1] << 17;
  s[2] ^= s[0]; s[3] ^= s[1]; s[1] ^= s[2]; s[0] ^= s[3]; s[2] ^= t; s[3] = rotl(s[3], 45);
  return result;
}

static void seed(uint64_t x) { /* splitmix64, as the generator's authors advise */
  for (int i = 0; i < 4; i++) {
    uint64_t z = (x += 0x9e3779b97f4a7c15u);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    s[i] = z ^ (z >> 31);
  }
}

/* In (0, 1): never 0, so that its logarithm is finite. */
static inline double uniform(void) { return ((double)(bits() >> 11) + 0.5) * 0x1.0p-53; }

static inline double exponential(double mean) { return -mean * log(uniform()); }

#define LAYERS 128
static const double EDGE = 3.442619855899, AREA = 9.91256303526217e-3; /* where the tail begins; area of each layer */
static double edges[LAYERS + 1], shrink[LAYERS];

static void make_ziggurat(void) {
  double f = exp(-0.5 * EDGE * EDGE);
  edges[0] = AREA / f; edges[1] = EDGE; edges[LAYERS] = 0;
  for (int i = 2; i < LAYERS; i++) {
    edges[i] = sqrt(-2 * log(AREA / edges[i - 1] + f));
    f = exp(-0.5 * edges[i] * edges[i]);
  }
  for (int i = 0; i < LAYERS; i++) shrink[i] = edges[i + 1] / edges[i];
}

static double tail(int negative) {
  double x, y;
  do { x = log(uniform()) / EDGE; y = log(uniform()); } while (-2 * y < x * x);
  return negative ? x - EDGE : EDGE - x;
}

static double normal(void) {
  for (;;) {
    uint64_t b = bits();
    int i = b & (LAYERS - 1);
    double u = (double)((int64_t)b >> 11) * 0x1.0p-52; /* in [-1, 1), from the upper 53 bits */
    if (fabs(u) < shrink[i]) return u * edges[i];
    if (i == 0) return tail(u < 0);
    double x = u * edges[i];
    double f0 = exp(-0.5 * (edges[i] * edges[i] - x * x)), f1 = exp(-0.5 * (edges[i + 1] * edges[i + 1] - x * x));
    if (f1 + uniform() * (f0 - f1) < 1) return x;
  }
}

struct law { double mean, middle, spread; int lognormal; };

static struct law law_exponential(double mean) { return (struct law){mean, 0, 0, 0}; }

static struct law law_lognormal(double mean, double sd) {
  double variance = log(1 + sd * sd / (mean * mean));
  return (struct law){mean, log(mean) - variance / 2, sqrt(variance), 1};
}

static inline double draw(const struct law *l) {
  return l->lognormal ? exp(l->middle + l->spread * normal()) : exponential(l->mean);
}

/*
 * The event list. An entry is one 128-bit number: the time's bits on top (which order as the times do, these being
 * positive), then the order of scheduling, then a byte that says what is to happen; so one comparison without a branch
 * settles which comes first.
 */

typedef unsigned __int128 entry;

static entry *heap;
static size_t entries, room;
static uint64_t scheduled;

static inline entry entry_of(double time, int what) {
  uint64_t b;
  memcpy(&b, &time, sizeof b);
  return (entry)b << 64 | (scheduled++ << 8 | (uint64_t)what);
}

static inline double time_of(entry e) {
  uint64_t b = (uint64_t)(e >> 64);
  double time;
  memcpy(&time, &b, sizeof time);
  return time;
}

static inline void rise(size_t i, entry e) {
  while (i > 0) {
    size_t up = (i - 1) >> 1;
    if (e >= heap[up]) break;
    heap[i] = heap[up];
    i = up;
  }
  heap[i] = e;
}

static inline void schedule(double time, int what) {
  if (entries == room) heap = realloc(heap, (room = room ? 2 * room : 1024) * sizeof *heap);
  rise(entries++, entry_of(time, what));
}

/* The hole at the top goes down to a leaf, the child chosen without a branch; the last entry fills it and rises. */
static inline entry next(void) {
  entry first = heap[0];
  size_t i = 0, child, left = --entries;
  while ((child = 2 * i + 2) < left) {
    child -= heap[child - 1] < heap[child];
    heap[i] = heap[child];
    i = child;
  }
  if (child == left) { heap[i] = heap[child - 1]; i = child - 1; }
  rise(i, heap[left]);
  return first;
}

/* Places: beds, and those who wait for one, first come first served, by the time they began to wait */

struct place {
  int beds, used;
  struct law stay;
  double *since;           /* ring of waiting times */
  size_t head, waiting, mask;
  double used_area, waiting_area, used_last, waiting_last;
  double waited;           /* days, over all who got in */
  uint64_t admitted;
};

static double now;

static struct place new_place(int beds, struct law stay) {
  struct place p = {0};
  p.beds = beds; p.stay = stay; p.mask = 1023; p.since = malloc(1024 * sizeof(double));
  return p;
}

static inline void count_used(struct place *p, int by) {
  p->used_area += p->used * (now - p->used_last); p->used_last = now; p->used += by;
}

static inline void count_waiting(struct place *p, int by) {
  p->waiting_area += (double)p->waiting * (now - p->waiting_last); p->waiting_last = now; p->waiting += by;
}

static void grow(struct place *p) {
  size_t size = p->mask + 1;
  double *bigger = malloc(2 * size * sizeof(double));
  for (size_t i = 0; i < size; i++) bigger[i] = p->since[(p->head + i) & p->mask];
  free(p->since);
  p->since = bigger; p->head = 0; p->mask = 2 * size - 1;
}

static inline void wait_for(struct place *p) {
  if (p->waiting > p->mask) grow(p);
  p->since[(p->head + p->waiting) & p->mask] = now;
  count_waiting(p, 1);
}

static inline void admit(struct place *p, int place) {
  count_used(p, 1);
  p->admitted++;
  schedule(now + draw(&p->stay), place + 1);
}

/* Someone wants in: 1 if they got a bed, 0 if they now wait for one. */
static inline int enter(struct place *p, int place) {
  if (p->used == p->beds) { wait_for(p); return 0; }
  admit(p, place);
  return 1;
}

static struct place places[3];
static double onward[3];   /* chance of needing the next place */
static int last_place;

/* A bed falls free: whoever waits longest takes it, and so frees the bed they held in the place before. */
static void leave(int place) {
  for (; place >= 0; place--) {
    struct place *p = &places[place];
    count_used(p, -1);
    if (p->waiting == 0) return;
    p->waited += now - p->since[p->head];
    p->head = (p->head + 1) & p->mask;
    count_waiting(p, -1);
    admit(p, place);
  }
}

static uint64_t simulate(double gap, double days) {
  uint64_t events = 0;
  schedule(exponential(gap), 0);
  while (time_of(heap[0]) < days) {
    entry e = next();
    now = time_of(e);
    events++;
    int what = (int)(e & 255);
    if (what == 0) {
      schedule(now + exponential(gap), 0);
      enter(&places[0], 0);
    } else {
      int place = what - 1;
      int goes_on = place < last_place && uniform() < onward[place];
      if (!goes_on || enter(&places[place + 1], place + 1)) leave(place);
    }
  }
  now = days;
  for (int i = 0; i <= last_place; i++) { count_used(&places[i], 0); count_waiting(&places[i], 0); }
  return events;
}

static double per_admission(const struct place *p) { return p->admitted ? p->waited / (double)p->admitted : 0; }

static double set_up(const char *model) { /* the mean gap between arrivals */
  if (!strcmp(model, "mm5")) {
    places[0] = new_place(5, law_exponential(1));
    return 0.25;
  }
  int blocked = !strcmp(model, "chain-blocked");
  if (!blocked && strcmp(model, "chain-balanced")) { fprintf(stderr, "no model %s\n", model); exit(2); }
  places[0] = new_place(200, law_lognormal(5, 5));
  places[1] = new_place(blocked ? 60 : 220, law_lognormal(21, 14));
  places[2] = new_place(blocked ? 40 : 90, law_exponential(28));
  onward[0] = 0.25; onward[1] = 0.30; last_place = 2;
  return 1.0 / 36;
}

int main(int argc, char **argv) {
  if (argc != 4) { fprintf(stderr, "usage: chain MODEL DAYS SEED\n"); return 2; }
  double days = atof(argv[2]), gap = set_up(argv[1]);
  struct timespec a, b;
  seed(strtoull(argv[3], NULL, 10));
  make_ziggurat();
  clock_gettime(CLOCK_MONOTONIC, &a);
  uint64_t events = simulate(gap, days);
  clock_gettime(CLOCK_MONOTONIC, &b);
  double seconds = (double)(b.tv_sec - a.tv_sec) + (double)(b.tv_nsec - a.tv_nsec) * 1e-9;
  struct place *p = places;
  printf("{\"model\":\"%s\",\"days\":%.17g,\"events\":%llu,\"seconds\":%.9f,\"check\":{", argv[1], days,
         (unsigned long long)events, seconds);
  if (last_place == 0)
    printf("\"occupancy\":%.9g,\"wait\":%.9g}}\n", p[0].used_area / days, per_admission(&p[0]));
  else
    printf("\"acute\":%.9g,\"acuteBlocked\":%.9g,\"community\":%.9g,\"communityBlocked\":%.9g,\"homeCare\":%.9g,"
           "\"waiting\":%.9g,\"wait\":%.9g,\"delayAcute\":%.9g,\"delayCommunity\":%.9g}}\n",
           p[0].used_area / days, p[1].waiting_area / days, p[1].used_area / days, p[2].waiting_area / days,
           p[2].used_area / days, p[0].waiting_area / days, per_admission(&p[0]), per_admission(&p[1]),
           per_admission(&p[2]));
  return 0;
}

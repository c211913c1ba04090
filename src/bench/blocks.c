/* A floor for respond: blocks as elements of a set through libnftables, each a command of its own or all in one. Prints the processor
   time of one in microseconds. Usage: blocks one|all COUNT
   What is used of libnftables is declared here, so that its headers need not be installed. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

struct nft_ctx;
struct nft_ctx *nft_ctx_new(uint32_t flags);
int nft_ctx_buffer_output(struct nft_ctx *);
int nft_ctx_buffer_error(struct nft_ctx *);
int nft_run_cmd_from_buffer(struct nft_ctx *, const char *);

static double cpu(void) {
  struct timespec t;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return t.tv_sec * 1e6 + t.tv_nsec / 1e3;
}

static int compare(const void *a, const void *b) {
  double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

static int element(char *out, uint32_t a) {
  return sprintf(out, "%u.%u.%u.%u timeout 3600s", a >> 24, a >> 16 & 255, a >> 8 & 255, a & 255);
}

int main(int words, char **word) {
  struct nft_ctx *nft = nft_ctx_new(0);
  int count = words == 3 ? atoi(word[2]) : 0;
  if (!nft || count < 1) return 1;
  nft_ctx_buffer_output(nft);
  nft_ctx_buffer_error(nft);
  if (nft_run_cmd_from_buffer(nft, "add table inet floor\nadd set inet floor banned { type ipv4_addr; flags timeout; }\n")) return 1;
  char *text = malloc(96L * count + 96);
  double *costs = malloc(sizeof(double) * count);
  if (!strcmp(word[1], "one")) {
    for (int i = 0; i < count; i++) {
      char one[64];
      element(one, (12u << 24) + i);
      sprintf(text, "add element inet floor banned { %s }\n", one);
      double before = cpu();
      if (nft_run_cmd_from_buffer(nft, text)) return 1;
      costs[i] = cpu() - before;
    }
    qsort(costs, count, sizeof *costs, compare);
    printf("%f\n", costs[count / 2]);
  } else {
    char *end = text;
    double before = cpu();
    end += sprintf(end, "add element inet floor banned { ");
    for (int i = 0; i < count; i++) end += element(end, (12u << 24) + i), end += sprintf(end, i + 1 < count ? ", " : " }\n");
    if (nft_run_cmd_from_buffer(nft, text)) return 1;
    printf("%f\n", (cpu() - before) / count);
  }
  return 0;
}

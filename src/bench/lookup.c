/* A sender for respond: lookup PACKETS NAMESPACE NAMESPACE [NAMESPACE NAMESPACE]...  Each pair is a host that is sent to and its neighbour,
   as files. Datagrams of 16,384 senders go from one to the other and are read there, all by this one thread, so that its processor time is
   what packets cost from end to end. Pairs take turns, a few thousand packets each, so that what else the machine does falls on all alike.
   Prints for each pair how many packets arrived for each second of processor time: the median of its turns. */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <fcntl.h>
#include <poll.h>
#include <sched.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#define TURN 8192
#define BATCH 32
#define SENDERS 16384
#define MOST 4
#define VICTIM 0xC612000Au /* 198.18.0.10 */
#define FIRST 0x0A000000u  /* 10.0.0.0: nobody of them is blocked */
#define PORT 5353
#define LENGTH 46

static unsigned char packets[BATCH][LENGTH], arrived[BATCH][LENGTH];
static struct iovec out[BATCH], in[BATCH];
static struct mmsghdr sent[BATCH], got[BATCH];
static struct sockaddr_in to = {.sin_family = AF_INET};
static uint64_t state = 88172645463325252ull;

static double cpu(void) {
  struct timespec t;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
  return t.tv_sec + t.tv_nsec / 1e9;
}

static uint32_t below(uint32_t bound) { /* xorshift64 (Marsaglia, 2003) */
  state ^= state << 13;
  state ^= state >> 7;
  state ^= state << 17;
  return (uint32_t)(state >> 32) % bound;
}

static int inside(const char *namespace, int type, int protocol) {
  int file = open(namespace, O_RDONLY | O_CLOEXEC), made;
  if (file < 0 || setns(file, CLONE_NEWNET)) return -1;
  made = socket(AF_INET, type, protocol);
  close(file);
  return made;
}

static void fill(unsigned char *p) {
  static const unsigned char head[] = {0x45, 0, 0, LENGTH, 0, 0, 0, 0, 64, 17}, udp[] = {PORT >> 8, PORT & 255, PORT >> 8, PORT & 255, 0, LENGTH - 20};
  uint32_t from = htonl(FIRST + 7 * below(SENDERS));
  memcpy(p, head, sizeof head);
  memcpy(p + 12, &from, 4);
  memcpy(p + 16, &to.sin_addr, 4);
  memcpy(p + 20, udp, sizeof udp);
}

/* Returns how many arrived. */
static long turn(int sender, int receiver) {
  long count = 0;
  struct pollfd late = {receiver, POLLIN, 0};
  for (int i = 0; i < TURN; i += BATCH) {
    for (int k = 0; k < BATCH; k++) fill(packets[k]);
    if (sendmmsg(sender, sent, BATCH, 0) != BATCH) return -1;
    for (int had = 0, now; had < BATCH; had += now, count += now) {
      now = recvmmsg(receiver, got, BATCH, MSG_DONTWAIT, 0);
      if (now > 0) continue;
      now = 0;
      if (poll(&late, 1, 100) < 1) break; /* lost */
    }
  }
  return count;
}

static int compare(const void *a, const void *b) {
  double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

int main(int words, char **word) {
  int pairs = (words - 2) / 2, turns = words > 2 ? atoi(word[1]) / TURN + 1 : 0, sender[MOST], receiver[MOST];
  if (pairs < 1 || pairs > MOST || words % 2) return 1;
  to.sin_addr.s_addr = htonl(VICTIM);
  for (int k = 0; k < BATCH; k++) {
    out[k] = (struct iovec){packets[k], LENGTH};
    in[k] = (struct iovec){arrived[k], LENGTH};
    sent[k].msg_hdr = (struct msghdr){.msg_name = &to, .msg_namelen = sizeof to, .msg_iov = &out[k], .msg_iovlen = 1};
    got[k].msg_hdr = (struct msghdr){.msg_iov = &in[k], .msg_iovlen = 1};
  }
  for (int pair = 0; pair < pairs; pair++) {
    struct sockaddr_in port = {.sin_family = AF_INET, .sin_port = htons(PORT)};
    receiver[pair] = inside(word[2 + 2 * pair], SOCK_DGRAM, 0);
    sender[pair] = inside(word[3 + 2 * pair], SOCK_RAW, IPPROTO_RAW);
    if (receiver[pair] < 0 || sender[pair] < 0 || bind(receiver[pair], (struct sockaddr *)&port, sizeof port)) return perror("opening"), 1;
  }
  double *rates[MOST];
  for (int pair = 0; pair < pairs; pair++) rates[pair] = calloc(turns, sizeof(double));
  for (int i = -4; i < turns; i++) /* the first few make the kernel know the senders */
    for (int pair = 0; pair < pairs; pair++) {
      double before = cpu();
      long count = turn(sender[pair], receiver[pair]);
      if (count < TURN / 2) return fprintf(stderr, "of %d packets %ld arrived\n", TURN, count), 1;
      if (i >= 0) rates[pair][i] = count / (cpu() - before);
    }
  for (int pair = 0; pair < pairs; pair++) {
    qsort(rates[pair], turns, sizeof(double), compare);
    printf("%f\n", rates[pair][turns / 2]);
  }
  return 0;
}

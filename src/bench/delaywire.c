/* A slow cable. Usage: delaywire IFACE_A IFACE_B MICROSECONDS. Carries every frame between two interfaces, each way late by that time,
   where the kernel has no netem. Ends on SIGTERM. */
#define _GNU_SOURCE
#include <linux/if_ether.h>
#include <linux/if_packet.h>
#include <net/if.h>
#include <arpa/inet.h>
#include <poll.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>

enum { SLOTS = 1 << 16, FRAME = 1600 };
struct line { int from, to; uint32_t head, tail; struct { int64_t due; int length; uint8_t data[FRAME]; } *slot; };

static int64_t now(void) { struct timespec t; clock_gettime(CLOCK_MONOTONIC, &t); return t.tv_sec * 1000000000LL + t.tv_nsec; }

static int port(const char *name) {
  struct sockaddr_ll address = {.sll_family = AF_PACKET, .sll_protocol = htons(ETH_P_ALL), .sll_ifindex = (int)if_nametoindex(name)};
  struct packet_mreq promiscuous = {.mr_ifindex = address.sll_ifindex, .mr_type = PACKET_MR_PROMISC};
  int one = 1, size = 16 << 20, fd = socket(AF_PACKET, SOCK_RAW, 0);
  setsockopt(fd, SOL_PACKET, PACKET_IGNORE_OUTGOING, &one, sizeof one);
  setsockopt(fd, SOL_SOCKET, SO_RCVBUFFORCE, &size, sizeof size);
  if (fd < 0 || bind(fd, (struct sockaddr *)&address, sizeof address) < 0) { perror(name); exit(1); }
  setsockopt(fd, SOL_PACKET, PACKET_ADD_MEMBERSHIP, &promiscuous, sizeof promiscuous);
  return fd;
}

int main(int argc, char **argv) {
  if (argc != 4) { fprintf(stderr, "usage: delaywire IFACE_A IFACE_B MICROSECONDS\n"); return 2; }
  int a = port(argv[1]), b = port(argv[2]);
  int64_t delay = atoll(argv[3]) * 1000;
  struct line lines[2] = {{.from = a, .to = b}, {.from = b, .to = a}};
  for (int i = 0; i < 2; i++) if (!(lines[i].slot = calloc(SLOTS, sizeof *lines[i].slot))) { perror("memory"); return 1; }
  printf("watching\n");
  fflush(stdout);
  for (;;) {
    int64_t wake = INT64_MAX, time = now();
    for (int i = 0; i < 2; i++) {
      struct line *l = &lines[i];
      for (; l->head != l->tail && l->slot[l->head % SLOTS].due <= time; l->head++)
        send(l->to, l->slot[l->head % SLOTS].data, l->slot[l->head % SLOTS].length, 0);
      if (l->head != l->tail && l->slot[l->head % SLOTS].due < wake) wake = l->slot[l->head % SLOTS].due;
    }
    int64_t rest = wake == INT64_MAX ? 1000000000 : wake - now();
    struct timespec wait = {rest > 0 ? rest / 1000000000 : 0, rest > 0 ? rest % 1000000000 : 0};
    struct pollfd fds[2] = {{.fd = a, .events = POLLIN}, {.fd = b, .events = POLLIN}};
    if (ppoll(fds, 2, &wait, NULL) <= 0) continue;
    for (int i = 0; i < 2; i++) {
      struct line *l = &lines[i];
      int length;
      while (l->tail - l->head < SLOTS && (length = recv(l->from, l->slot[l->tail % SLOTS].data, FRAME, MSG_DONTWAIT)) > 0) {
        l->slot[l->tail % SLOTS].due = now() + delay;
        l->slot[l->tail++ % SLOTS].length = length;
      }
    }
  }
}

/* A floor for watch: libpcap's loop over a device with a ring of 64 MiB and the detector. Usage: liveloop INTERFACE
   It runs until SIGTERM, then says what it saw. What is used of libpcap is declared here, so that its headers need not be installed. */
#include <signal.h>
#include <stdio.h>
#include <sys/time.h>
#include "detector.h"

struct pcap_pkthdr {
  struct timeval ts;
  uint32_t caplen;
  uint32_t len;
};
struct bpf_program {
  unsigned count;
  void *instructions;
};
struct pcap_stat {
  unsigned received, dropped, lost;
};
typedef struct pcap pcap_t;
pcap_t *pcap_create(const char *device, char *error);
int pcap_set_snaplen(pcap_t *, int), pcap_set_promisc(pcap_t *, int), pcap_set_timeout(pcap_t *, int), pcap_set_buffer_size(pcap_t *, int);
int pcap_activate(pcap_t *);
int pcap_compile(pcap_t *, struct bpf_program *, const char *, int, unsigned), pcap_setfilter(pcap_t *, struct bpf_program *);
int pcap_dispatch(pcap_t *, int, void (*)(unsigned char *, const struct pcap_pkthdr *, const unsigned char *), unsigned char *);
int pcap_stats(pcap_t *, struct pcap_stat *);
void pcap_breakloop(pcap_t *);

static pcap_t *device;
static volatile int over;

static void stop(int unused) {
  (void)unused;
  over = 1;
  pcap_breakloop(device);
}

static void take(unsigned char *unused, const struct pcap_pkthdr *header, const unsigned char *bytes) {
  (void)unused;
  packet(bytes, header->caplen, header->ts.tv_sec);
}

int main(int count, char **words) {
  char error[256];
  struct bpf_program filter;
  struct pcap_stat seen;
  struct sigaction action = {.sa_handler = stop};
  if (count != 2 || !(device = pcap_create(words[1], error))) return 1;
  table = calloc(mask + 1, sizeof *table);
  pcap_set_snaplen(device, 128);
  pcap_set_promisc(device, 0);
  pcap_set_timeout(device, 10);
  pcap_set_buffer_size(device, 64 << 20);
  if (pcap_activate(device) < 0) return 1;
  if (pcap_compile(device, &filter, "inbound", 1, 0) < 0 || pcap_setfilter(device, &filter) < 0) return 1;
  sigaction(SIGTERM, &action, 0);
  printf("watching\n");
  fflush(stdout);
  while (!over && pcap_dispatch(device, -1, take, 0) >= 0) continue;
  pcap_stats(device, &seen);
  printf("packets %lu dropped %u\n", packets, seen.dropped);
  return 0;
}

/* A floor for replay: pcap_loop over a file with the detector, and nothing printed but four counts. Usage: pcaploop FILE
   What is used of libpcap is declared here, so that its headers need not be installed. */
#include <stdio.h>
#include <sys/time.h>
#include "detector.h"

struct pcap_pkthdr {
  struct timeval ts;
  uint32_t caplen;
  uint32_t len;
};
typedef struct pcap pcap_t;
pcap_t *pcap_open_offline(const char *file, char *error);
int pcap_loop(pcap_t *, int count, void (*handler)(unsigned char *, const struct pcap_pkthdr *, const unsigned char *), unsigned char *);

static void take(unsigned char *unused, const struct pcap_pkthdr *header, const unsigned char *bytes) {
  (void)unused;
  packet(bytes, header->caplen, header->ts.tv_sec);
}

int main(int count, char **words) {
  char error[256];
  pcap_t *file = count == 2 ? pcap_open_offline(words[1], error) : 0;
  if (!file) return 1;
  table = calloc(mask + 1, sizeof *table);
  if (pcap_loop(file, -1, take, 0) < 0) return 1;
  printf("packets %lu probes %lu sources %u alarms %lu\n", packets, probes, sources, alarms);
  return 0;
}

/* The smallest detector that asks a real question: which source touched ten ports within ten minutes. It knows Ethernet, IPv4 without
   fragments, TCP and UDP. Included by the loops over libpcap, so that a file and a device are held against the same work. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define ENOUGH 10
#define WINDOW 600

struct source {
  uint32_t address;
  uint32_t count;
  uint32_t since;
  uint16_t port[16];
};

static struct source *table;
static uint32_t mask = (1 << 17) - 1;
static uint32_t sources;
static uint64_t packets, probes, alarms;

static struct source *find(uint32_t address) {
  uint32_t at = (address * 2654435769u >> 7) & mask;
  while (table[at].address != address && table[at].address != 0) at = (at + 1) & mask;
  return table + at;
}

static void grow(void) {
  struct source *old = table;
  uint32_t size = mask + 1;
  mask = mask * 2 + 1;
  table = calloc(mask + 1, sizeof *table);
  for (uint32_t i = 0; i < size; i++)
    if (old[i].address) *find(old[i].address) = old[i];
  free(old);
}

static inline void probe(uint32_t address, uint16_t port, uint32_t second) {
  probes++;
  struct source *s = find(address);
  if (!s->address) {
    if (++sources * 2 > mask) {
      grow();
      s = find(address);
    }
    s->address = address;
    s->since = second;
  }
  if (s->count >= ENOUGH) return;
  if (second - s->since > WINDOW) {
    s->count = 0;
    s->since = second;
  }
  for (uint32_t i = 0; i < s->count; i++)
    if (s->port[i] == port) return;
  s->port[s->count++] = port;
  if (s->count == ENOUGH) alarms++;
}

static inline void packet(const uint8_t *frame, uint32_t captured, uint32_t second) {
  packets++;
  if (captured < 34 || frame[12] != 8 || frame[13]) return;
  const uint8_t *ip = frame + 14;
  uint32_t header = (ip[0] & 15) * 4;
  if (ip[0] >> 4 != 4 || header < 20 || captured < 14 + header + 8) return;
  if ((ip[6] & 0x1f) | ip[7]) return;
  const uint8_t *transport = ip + header;
  uint32_t address;
  memcpy(&address, ip + 12, 4);
  address = __builtin_bswap32(address);
  uint16_t port = transport[2] << 8 | transport[3];
  if (ip[9] == 17 && port != 53 && port != 123) probe(address, port, second);
  if (ip[9] != 6 || captured < 14 + header + 20) return;
  uint8_t flags = transport[13] & 0x3f;
  if (flags == 2 || flags == 1 || flags == 0 || flags == 0x29) probe(address, port, second);
}

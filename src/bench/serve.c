/* Listens: serve PORT...  It answers each byte with itself, until it is ended.
   Speaks:  serve to ADDRESS PORT SECONDS  Over one connection, a byte each tenth of a second; says how many were answered. */
#include <arpa/inet.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define MOST 1024

static int speak(char **words) {
  int answered = 0, peer = socket(AF_INET, SOCK_STREAM, 0);
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(atoi(words[1]))};
  inet_pton(AF_INET, words[0], &address.sin_addr);
  if (connect(peer, (struct sockaddr *)&address, sizeof address) < 0) return 1;
  for (int i = 0; i < atoi(words[2]) * 10; i++) {
    char byte = 'a';
    struct pollfd wait = {peer, POLLIN, 0};
    if (write(peer, &byte, 1) == 1 && poll(&wait, 1, 5000) == 1 && read(peer, &byte, 1) == 1) answered++;
    usleep(100000);
  }
  printf("answered %d of %d\n", answered, atoi(words[2]) * 10);
  return 0;
}

int main(int count, char **words) {
  static struct pollfd files[MOST];
  int used = 0, listening = 0, one = 1;
  if (count == 5 && !strcmp(words[1], "to")) return speak(words + 2);
  for (int i = 1; i < count; i++) {
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(atoi(words[i]))};
    int file = socket(AF_INET, SOCK_STREAM, 0);
    setsockopt(file, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
    if (bind(file, (struct sockaddr *)&address, sizeof address) < 0 || listen(file, 64) < 0) return 1;
    files[used++] = (struct pollfd){file, POLLIN, 0};
  }
  listening = used;
  printf("watching\n");
  fflush(stdout);
  while (poll(files, used, -1) > 0) {
    for (int i = used - 1; i >= 0; i--) {
      if (!files[i].revents) continue;
      if (i < listening) {
        int peer = accept(files[i].fd, 0, 0);
        if (peer >= 0 && used < MOST) files[used++] = (struct pollfd){peer, POLLIN, 0};
        else if (peer >= 0) close(peer);
        continue;
      }
      char bytes[256];
      int took = read(files[i].fd, bytes, sizeof bytes);
      if (took > 0 && write(files[i].fd, bytes, took) == took) continue;
      close(files[i].fd);
      files[i] = files[--used];
    }
  }
  return 0;
}

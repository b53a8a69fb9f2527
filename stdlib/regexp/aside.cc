// This file implements the threads of calls that nothing can interrupt.
#include "stdlib/regexp/aside.h"

#include <atomic>

namespace golite::stdlib {
namespace {
constinit std::atomic<int> left_behind = 0;
}  // namespace

bool LeftBehind::TooMany() { return left_behind.load(std::memory_order_relaxed) >= kMost; }
void LeftBehind::Add() { left_behind.fetch_add(1, std::memory_order_relaxed); }
void LeftBehind::Remove() { left_behind.fetch_sub(1, std::memory_order_relaxed); }

bool StartThread(void* (*f)(void*), void* arg) {
  pthread_attr_t attributes;
  pthread_attr_init(&attributes);
  pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
  pthread_t thread;
  const bool started = pthread_create(&thread, &attributes, f, arg) == 0;
  pthread_attr_destroy(&attributes);
  return started;
}

}  // namespace golite::stdlib

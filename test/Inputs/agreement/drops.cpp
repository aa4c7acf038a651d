// Mocks, the standard library and inferred types; comments of every kind.
#include "cppcoro.h"
#include "homemade.h"
#include "system_macros.h"
#include <future>
#include <thread>
#include <tuple>
#include <vector>

cppcoro::task<> flush();
home::job start(int);
home::fire watch();
std::vector<cppcoro::task<>> fan_out();
int work();

template <class T> void generic(T make) {
  make();
  flush();
}

void drop(cppcoro::async_scope &scope, bool c) {
  flush();
  std::ignore = flush();
  [[maybe_unused]] auto _ = flush();
  c ? start(1) : start(2);
  fan_out();
  std::async(work);
  std::thread(work).detach();
  watch();
  SYSTEM_KICK();
  generic(flush);
  generic(work);
  flush(); // NOLINT(holdfast-discarded-task)
  auto kick = [](auto make) { make(); };
  kick(flush);
  scope.spawn(flush());
}

cppcoro::task<> coroutine() {
  /* grüße */ flush();
  co_await flush();
}

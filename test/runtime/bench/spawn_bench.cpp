// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a spawn costs: ours beside what people write without it.
//
//   spawn_bench VARIANT COUNT [BATCH]   spawns COUNT tasks that do nothing
//   spawn_bench live VARIANT COUNT      bytes and allocations of live tasks
//   spawn_bench shutdown VARIANT COUNT  time to shut COUNT live tasks down:
//                                       a group, or the hand-written set

// Newer Asios take their blocks from aligned_alloc() where there is one. Here
// all have to come from operator new, to be counted.
#define ASIO_DISABLE_STD_ALIGNED_ALLOC 1
#define BOOST_ASIO_DISABLE_STD_ALIGNED_ALLOC 1
#define BOOST_ASIO_DISABLE_BOOST_ALIGN 1

#include <holdfast/background.hpp>
#include <holdfast/persistent_task_group.hpp>
#include <holdfast/task.hpp>

#include <malloc.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <functional>
#include <future>
#include <memory>
#include <new>
#include <string>
#include <unordered_set>

#if defined(HOLDFAST_ASIO_BOOST)
#include <boost/asio/detached.hpp>
#include <boost/asio/use_future.hpp>
#else
#include <asio/detached.hpp>
#include <asio/use_future.hpp>
#endif

namespace {
std::size_t allocations = 0;
std::size_t live_bytes = 0;
} // namespace

void *operator new(std::size_t size) {
  void *p = std::malloc(size);
  if (!p)
    throw std::bad_alloc();
  ++allocations;
  live_bytes += malloc_usable_size(p);
  return p;
}
void operator delete(void *p) noexcept {
  if (p)
    live_bytes -= malloc_usable_size(p);
  std::free(p);
}
void operator delete(void *p, std::size_t) noexcept { operator delete(p); }

namespace {

namespace net = holdfast::net;
using holdfast::awaitable;

awaitable<void> nothing() { co_return; }
holdfast::task<void> native_nothing() { co_return; }
holdfast::task<void> native_sleeper() {
  holdfast::timer t(co_await net::this_coro::executor);
  t.expires_after(std::chrono::hours(1));
  co_await t.async_wait(holdfast::use_task);
}
awaitable<void> sleeper() {
  holdfast::timer t(co_await net::this_coro::executor);
  t.expires_after(std::chrono::hours(1));
  co_await t.async_wait(net::use_awaitable);
}
using body = awaitable<void> (*)();

/// A way to spawn: called once per task.
using spawner = std::function<void(body)>;

/// The set that people write: it owns each task's signal, and forgets it.
struct hand_written_set {
  struct task {
    net::cancellation_signal signal;
  };
  std::unordered_set<std::shared_ptr<task>> tasks;
  std::size_t cancelled = 0;
  void spawn(const net::any_io_executor &ex, body f) {
    auto t = std::make_shared<task>();
    tasks.insert(t);
    net::co_spawn(ex, f(),
                  net::bind_cancellation_slot(t->signal.slot(),
                                              [this, t](std::exception_ptr e) {
                                                cancelled += e != nullptr;
                                                tasks.erase(t);
                                              }));
  }
  void cancel_all() {
    const std::vector<std::shared_ptr<task>> all(tasks.begin(), tasks.end());
    for (const auto &t : all)
      t->signal.emit(net::cancellation_type::terminal);
  }
};

struct program {
  net::io_context io{1};
  net::any_io_executor executor = io.get_executor();
  hand_written_set by_hand;
  std::vector<std::future<void>> futures;
  std::unique_ptr<holdfast::persistent_task_group> group;

  spawner make(const std::string &variant) {
    if (variant == "detached")
      return [this](body f) { net::co_spawn(executor, f(), net::detached); };
    if (variant == "by_hand")
      return [this](body f) { by_hand.spawn(executor, f); };
    if (variant == "futures")
      return [this](body f) {
        futures.push_back(net::co_spawn(executor, f(), net::use_future));
        if (futures.size() >= 64)
          futures.clear();
      };
    group = std::make_unique<holdfast::persistent_task_group>(executor);
    if (variant == "off")
      group->set_trace(holdfast::trace_level::off);
    else if (variant == "chain")
      group->set_trace(holdfast::trace_level::chain);
    else if (variant == "full")
      group->set_trace(holdfast::trace_level::full);
    else
      return {};
    return [this](body f) { group->spawn(f()); };
  }
};

int spawn_many(const std::string &variant, std::size_t count,
               std::size_t batch) {
  program p;
  const bool native = variant == "native";
  if (native)
    p.group = std::make_unique<holdfast::persistent_task_group>(p.executor);
  spawner spawn = native ? spawner() : p.make(variant);
  if (!spawn && !native)
    return 2;
  auto run = [&](std::size_t n) {
    for (std::size_t done = 0; done < n; done += batch) {
      net::post(p.io, [&] {
        for (std::size_t i = 0; i < batch; ++i)
          if (native)
            p.group->spawn(native_nothing());
          else
            spawn(nothing);
      });
      p.io.restart();
      p.io.run();
    }
  };
  run(1000); // until every free list is full
  const std::size_t before = allocations;
  const auto began = std::chrono::steady_clock::now();
  run(count);
  const std::chrono::duration<double, std::nano> took =
      std::chrono::steady_clock::now() - began;
  std::printf("%s ns %.0f allocations %.2f\n", variant.c_str(),
              took.count() / count, double(allocations - before) / count);
  return 0;
}

int live(const std::string &variant, std::size_t count) {
  auto *p = new program; // the sleepers outlive the measurement
  spawner spawn = p->make(variant == "native" ? "chain" : variant);
  if (variant == "native")
    spawn = [p](body) { p->group->spawn(native_sleeper()); };
  if (!spawn)
    return 2;
  const std::size_t bytes = live_bytes, before = allocations;
  for (std::size_t i = 0; i < count; ++i)
    spawn(sleeper);
  p->io.poll();
  std::printf("%s bytes %.0f allocations %.2f\n", variant.c_str(),
              double(live_bytes - bytes) / count,
              double(allocations - before) / count);
  std::fflush(stdout);
  std::_Exit(0);
}

int shutdown(const std::string &variant, std::size_t count) {
  program p;
  const spawner spawn = p.make(variant);
  if (!spawn || (!p.group && variant != "by_hand"))
    return 2;
  for (std::size_t i = 0; i < count; ++i)
    spawn(sleeper);
  p.io.poll();
  const auto began = std::chrono::steady_clock::now();
  if (p.group)
    p.group->request_shutdown();
  else
    p.by_hand.cancel_all();
  p.io.restart();
  p.io.run();
  const std::chrono::duration<double, std::milli> took =
      std::chrono::steady_clock::now() - began;
  std::printf("%s shutdown of %zu tasks: %.0f ms, %llu cancelled\n",
              variant.c_str(), count, took.count(),
              (unsigned long long)(p.group ? p.group->stats().cancelled
                                           : p.by_hand.cancelled));
  return 0;
}

} // namespace

int main(int argc, char **argv) {
  const std::string what = argc > 1 ? argv[1] : "";
  int status = 2;
  if (argc == 4 && what == "live")
    status = live(argv[2], std::strtoull(argv[3], nullptr, 10));
  else if (argc == 4 && what == "shutdown")
    status = shutdown(argv[2], std::strtoull(argv[3], nullptr, 10));
  else if (argc == 3 || argc == 4)
    status = spawn_many(what, std::strtoull(argv[2], nullptr, 10),
                        argc == 4 ? std::strtoull(argv[3], nullptr, 10) : 64);
  if (status == 2)
    std::fprintf(stderr, "usage: spawn_bench [live|shutdown] "
                         "detached|by_hand|futures|off|chain|full|native "
                         "COUNT [BATCH]\n");
  return status;
}

// Coroutines handed to what throws their task away: by a row, by a wrapper's
// signature, by a body of the same file.
#include "cppcoro.h"
#include <algorithm>
#include <asio.hpp>
#include <functional>
#include <thread>
#include <vector>

cppcoro::task<> flush();
cppcoro::task<> transmit(int);
asio::awaitable<void> session();

template <class F> void twice(F f) {
  f();
  f();
}

void wrapped() {
  std::function<void()> later = flush;
  std::vector<std::function<void()>> all;
  all.push_back([] { return flush(); });
  later();
}

void handed(std::vector<int> &values) {
  std::for_each(values.begin(), values.end(), transmit);
  std::thread([]() -> cppcoro::task<> { co_await flush(); }).join();
  twice(flush);
}

void posted(asio::io_context &io) {
  asio::post(io, [] { return session(); });
  asio::dispatch(io, []() -> asio::awaitable<void> { co_await session(); });
}

void kept(std::vector<std::function<cppcoro::task<>()>> &jobs) {
  jobs.emplace_back(flush);
}

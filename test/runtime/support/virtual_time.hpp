// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A clock that stands still while there is something to do and jumps to the
// next timer when there is not. Tests of an hour take no time and are exact.
#pragma once

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <utility>
#include <vector>

namespace virtual_time {

struct clock {
  using duration = std::chrono::nanoseconds;
  using rep = duration::rep;
  using period = duration::period;
  using time_point = std::chrono::time_point<clock>;
  static constexpr bool is_steady = true;
  static time_point &current() {
    static time_point now{};
    return now;
  }
  static time_point now() noexcept { return current(); }
};

/// One pending wait. Completed or cancelled exactly once.
struct wait {
  std::function<void(bool fired)> complete;
};

/// Every pending wait of the process, by time and then by age.
struct timeline {
  using key = std::pair<clock::time_point, std::uint64_t>;
  std::mutex lock;
  std::map<key, std::shared_ptr<wait>> pending;
  std::uint64_t next = 0;

  static timeline &instance() {
    static timeline t;
    return t;
  }
  key add(clock::time_point at, std::shared_ptr<wait> w) {
    const std::lock_guard hold(lock);
    const key k{at, next++};
    pending.emplace(k, std::move(w));
    return k;
  }
  std::shared_ptr<wait> remove(const key &k) {
    const std::lock_guard hold(lock);
    const auto at = pending.find(k);
    if (at == pending.end())
      return nullptr;
    auto w = std::move(at->second);
    pending.erase(at);
    return w;
  }
  /// Jumps to the next wait and fires it. False when there is none.
  bool advance() {
    std::shared_ptr<wait> w;
    {
      const std::lock_guard hold(lock);
      if (pending.empty())
        return false;
      const auto first = pending.begin();
      clock::current() = std::max(clock::current(), first->first.first);
      w = std::move(first->second);
      pending.erase(first);
    }
    w->complete(true);
    return true;
  }
  void reset() {
    std::map<key, std::shared_ptr<wait>> dropped;
    const std::lock_guard hold(lock);
    dropped.swap(pending);
    clock::current() = {};
  }
};

/// The part of asio::steady_timer that the runtime and the tests use.
template <class Net> class basic_timer {
public:
  using clock_type = clock;
  using executor_type = typename Net::executor;

  explicit basic_timer(executor_type executor)
      : executor_(std::move(executor)) {}
  basic_timer(executor_type executor, clock::duration after)
      : executor_(std::move(executor)), at_(clock::now() + after) {}
  ~basic_timer() { cancel(); }

  executor_type get_executor() const { return executor_; }
  clock::time_point expiry() const { return at_; }
  std::size_t expires_after(clock::duration after) {
    return expires_at(clock::now() + after);
  }
  std::size_t expires_at(clock::time_point at) {
    const std::size_t n = cancel();
    at_ = at;
    return n;
  }
  std::size_t cancel() {
    std::size_t n = 0;
    for (const auto &k : std::exchange(*keys_, {}))
      if (auto w = timeline::instance().remove(k)) {
        w->complete(false);
        ++n;
      }
    return n;
  }
  template <class Token> auto async_wait(Token &&token) {
    return Net::initiate(executor_, at_, keys_, std::forward<Token>(token));
  }

private:
  executor_type executor_;
  clock::time_point at_{};
  std::shared_ptr<std::vector<timeline::key>> keys_ =
      std::make_shared<std::vector<timeline::key>>();
};

} // namespace virtual_time

// RUN: %check %s holdfast-detached-task %t --asio --option=Fix=tracked-set
//
// Classes that are not given a set: nothing is written.

#include <asio.hpp>
#include <functional>
#include <memory>

using asio::awaitable;
using asio::co_spawn;
using asio::detached;

awaitable<void> tick();

// Whoever writes `Aggregate{io}` would set one member too few.
struct Aggregate {
  asio::io_context &io;
  void start() {
    co_spawn(io, tick(), detached);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: {{.*}}has no owner
  }
};

// An owner can be neither copied nor moved.
class Copied {
public:
  explicit Copied(asio::io_context &io) : io_(io) {}
  void start() {
    co_spawn(io_, tick(), detached);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: {{.*}}has no owner
  }

private:
  asio::io_context &io_;
};
Copied copy(const Copied &from) { return from; }

class SaysHowItMoves {
public:
  explicit SaysHowItMoves(asio::io_context &io) : io_(io) {}
  SaysHowItMoves(SaysHowItMoves &&) = default;
  void start() {
    co_spawn(io_, tick(), detached);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: {{.*}}has no owner
  }

private:
  asio::io_context &io_;
};

// The task keeps the object alive, and would be owned by it.
class Session : public std::enable_shared_from_this<Session> {
public:
  explicit Session(asio::io_context &io) : io_(io) {}
  void start() {
    co_spawn(io_, [self = shared_from_this()] { return tick(); }, detached);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: {{.*}}has no owner
  }

private:
  asio::io_context &io_;
};

// Nobody knows when the executor is set.
class Late {
public:
  Late();
  void set(asio::any_io_executor e) { executor_ = e; }
  void start() {
    co_spawn(executor_, tick(), detached);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: {{.*}}has no owner
  }

private:
  asio::any_io_executor executor_;
};

class Pointer {
public:
  explicit Pointer(asio::io_context *io) : io_(io) {}
  void start() {
    co_spawn(*io_, tick(), detached);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: {{.*}}has no owner
  }

private:
  asio::io_context *io_;
};

class Conditional {
public:
  explicit Conditional(asio::io_context &io) : io_(io) {}
  void start() {
    co_spawn(io_, tick(), detached);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: {{.*}}has no owner
  }

private:
  asio::io_context &io_;
#ifdef MORE
  int last_;
#endif
};

class Others {
public:
  explicit Others(asio::io_context &io) : io_(io) {}
  void constant() const {
    co_spawn(io_, tick(), detached);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: {{.*}}has no owner
  }
  static void no_object(asio::io_context &io) {
    co_spawn(io, tick(), detached);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: {{.*}}has no owner
  }
  ~Others() {
    co_spawn(io_, tick(), detached);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: {{.*}}has no owner
  }

private:
  asio::io_context &io_;
};

// The name is taken.
class Taken {
public:
  explicit Taken(asio::io_context &io) : io_(io) {}
  void start() {
    co_spawn(io_, tick(), detached);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: {{.*}}has no owner
  }

private:
  asio::io_context &io_;
  int tasks_ = 0;
};

// A parameter has the name.
class Shadowed {
public:
  explicit Shadowed(asio::io_context &io) : io_(io) {}
  Shadowed(const Shadowed &) = delete;
  void start(int tasks_) {
    co_spawn(io_, tick(), detached);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: {{.*}}has no owner
  }

private:
  asio::io_context &io_;
};

// Another constructor would leave the set without an executor.
class TwoWays {
public:
  explicit TwoWays(asio::io_context &io) {
    co_spawn(io, tick(), detached);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: {{.*}}has no owner
  }
  explicit TwoWays(int ticks) : ticks_(ticks) {}

private:
  int ticks_ = 0;
};

// What the definition elsewhere looks like is not known to every unit.
class Elsewhere {
public:
  explicit Elsewhere(asio::io_context &io);
  Elsewhere(asio::io_context &io, int ticks);

private:
  int ticks_ = 0;
};
Elsewhere::Elsewhere(asio::io_context &io) {
  co_spawn(io, tick(), detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}}has no owner
}

// What a base keeps to itself, and what it may not have yet.
class Base {
  asio::io_context &io_;

protected:
  Base(asio::io_context &io, asio::any_io_executor e);
  asio::any_io_executor executor_;
};
class Derived : Base {
public:
  using Base::Base;
  void start() {
    co_spawn(executor_, tick(), detached);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: {{.*}}has no owner
  }

private:
  int ticks_ = 0;
};

// The executor may be gone by then; there is a choice; a try block around it.
struct Holder {
  explicit Holder(asio::any_io_executor e);
};
class MovedAway {
public:
  explicit MovedAway(asio::any_io_executor e) : holder_(std::move(e)) {
    co_spawn(e, tick(), detached);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: {{.*}}has no owner
  }

private:
  Holder holder_;
};
class AChoice {
public:
  AChoice(asio::io_context &one, asio::io_context &) {
    co_spawn(one, tick(), detached);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: {{.*}}has no owner
  }

private:
  int ticks_ = 0;
};
class Tries {
public:
  explicit Tries(asio::io_context &io) try {
    co_spawn(io, tick(), detached);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: {{.*}}has no owner
  } catch (...) {
  }

private:
  int ticks_ = 0;
};

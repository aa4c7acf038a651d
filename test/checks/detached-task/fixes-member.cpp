// RUN: %check %s holdfast-detached-task %t --asio --option=Fix=tracked-set
//
// A class that has an executor is given a set of its own, declared last; one
// for all of its call sites.

#include <asio.hpp>
#include <string>
// CHECK-FIXES: #include <holdfast/task_set.hpp>

using asio::awaitable;
using asio::co_spawn;
using asio::detached;
using asio::ip::tcp;

awaitable<void> tick();

class Server {
public:
  explicit Server(asio::io_context &io) : io_(io), acceptor_(io) {
    co_spawn(io_, tick(), detached);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: {{.*}}has no owner
    // CHECK-FIXES: tasks_.spawn(tick());
  }
  void another_executor(asio::thread_pool &pool) {
    co_spawn(pool, tick(), detached);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: {{.*}}has no owner
    // CHECK-FIXES: tasks_.spawn_on(pool, tick());
  }
  void in_a_lambda() {
    auto later = [this](int) {
      co_spawn(io_, [this]() -> awaitable<void> { co_await work(); }, detached);
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: {{.*}}has no owner
      // CHECK-FIXES: tasks_.spawn([this]() -> awaitable<void> { co_await work(); });
    };
    later(1);
  }
  void out_of_line();

private:
  awaitable<void> work();

  asio::io_context &io_;
  tcp::acceptor acceptor_; // what it listens on
  // CHECK-FIXES: holdfast::task_set tasks_{io_};
};

void Server::out_of_line() {
  asio::co_spawn(acceptor_.get_executor(), tick(), asio::detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}}has no owner
  // CHECK-FIXES: tasks_.spawn_on(acceptor_.get_executor(), tick());
}

namespace {

struct Outer {
  class Nested {
  public:
    explicit Nested(tcp::socket socket) : m_socket(std::move(socket)) {}
    void start() {
      co_spawn(m_socket.get_executor(), tick(), detached);
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: {{.*}}has no owner
      // CHECK-FIXES: m_tasks.spawn(tick());
    }

  private:
    tcp::socket m_socket;
    // CHECK-FIXES: holdfast::task_set m_tasks{m_socket.get_executor()};
  };
};

template <class T> struct Pool {
  Pool() = default;
  Pool(const Pool &) = delete;
  void start() {
    co_spawn(pool, tick(), detached);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: {{.*}}has no owner
    // CHECK-FIXES: tasks.spawn(tick());
  }
  asio::thread_pool pool;
  T value;
  // CHECK-FIXES: holdfast::task_set tasks{pool};
};

class Executor {
public:
  explicit Executor(asio::any_io_executor e) : mExecutor(std::move(e)) {}
  void start() {
    co_spawn(mExecutor, tick(), detached);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: {{.*}}has no owner
    // CHECK-FIXES: mTasks.spawn(tick());
  }

private:
  const std::string mName;
  asio::any_io_executor mExecutor;
  // CHECK-FIXES: holdfast::task_set mTasks{mExecutor};
};

// No member has an executor, but the constructor is given one.
class Given {
public:
  explicit Given(asio::io_context &io) { co_spawn(io, tick(), detached); }
  // CHECK-MESSAGES: :[[@LINE-1]]:42: warning: {{.*}}has no owner
  // CHECK-FIXES: explicit Given(asio::io_context &io) : tasks_(io) { tasks_.spawn(tick()); }
  void start(asio::thread_pool &pool) {
    co_spawn(pool, tick(), detached);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: {{.*}}has no owner
    // CHECK-FIXES: tasks_.spawn_on(pool, tick());
  }

private:
  int ticks_ = 0;
  // CHECK-FIXES: holdfast::task_set tasks_;
};

class GivenAndMore {
public:
  GivenAndMore(const asio::any_io_executor &e, std::string name) noexcept
      : name_(std::move(name)), ticks_(1) {
    // CHECK-FIXES: : name_(std::move(name)), ticks_(1), tasks_(e) {
    co_spawn(e, tick(), detached);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: {{.*}}has no owner
    // CHECK-FIXES: tasks_.spawn(tick());
  }

private:
  std::string name_;
  int ticks_;
  // CHECK-FIXES: holdfast::task_set tasks_;
};

class GivenNoexcept {
public:
  explicit GivenNoexcept(asio::io_context &io) noexcept {
    // CHECK-FIXES: explicit GivenNoexcept(asio::io_context &io) noexcept : tasks_(io) {
    co_spawn(io, tick(), detached);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: {{.*}}has no owner
    // CHECK-FIXES: tasks_.spawn(tick());
  }

private:
  int ticks_ = 0;
  // CHECK-FIXES: holdfast::task_set tasks_;
};

// A definition in the class's own file is seen by every unit, as the class is.
class Below {
public:
  explicit Below(asio::io_context &io);
  Below(asio::any_io_executor given, int ticks);
  Below() = delete;

private:
  int ticks_ = 0;
  // CHECK-FIXES: holdfast::task_set tasks_;
};
Below::Below(asio::io_context &io) {
  // CHECK-FIXES: Below::Below(asio::io_context &io) : tasks_(io) {
  co_spawn(io, tick(), detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}}has no owner
  // CHECK-FIXES: tasks_.spawn(tick());
}
// CHECK-FIXES: Below::Below(asio::any_io_executor given, int ticks) : ticks_(ticks), tasks_(given) {}
Below::Below(asio::any_io_executor given, int ticks) : ticks_(ticks) {}

class Base {
protected:
  explicit Base(asio::any_io_executor e) : executor_(std::move(e)) {}
  asio::any_io_executor executor_;
};
class Derived : Base {
public:
  explicit Derived(asio::io_context &io) : Base(io.get_executor()) {}
  void start() {
    co_spawn(executor_, tick(), detached);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: {{.*}}has no owner
    // CHECK-FIXES: tasks_.spawn(tick());
  }

private:
  int ticks_ = 0;
  // CHECK-FIXES: holdfast::task_set tasks_{executor_};
};

} // namespace

void use(asio::io_context &io) {
  Pool<int> pool;
  pool.start();
  Outer::Nested(tcp::socket(io)).start();
  Executor(io.get_executor()).start();
  asio::thread_pool other;
  Given(io).start(other);
  GivenAndMore(io.get_executor(), "name");
  GivenNoexcept{io};
  Below{io};
  Below(io.get_executor(), 1);
  Derived(io).start();
}

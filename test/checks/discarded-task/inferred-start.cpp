// RUN: %check %s holdfast-discarded-task %t --option=Fix=none
//
// Home-made coroutine types, each written in another way: when does the body
// begin to run?

#include <coroutine>
#include <exception>
#include <utility>
#include <vector>

// What most promises have in common; a promise inherits it.
struct common {
  std::suspend_always final_suspend() noexcept { return {}; }
  void unhandled_exception() { error = std::current_exception(); }
  void return_void() {}
  std::exception_ptr error;
};

// A task's own class: the handle, its destructor and the await.
template <class Promise> class unique_frame {
public:
  explicit unique_frame(std::coroutine_handle<Promise> h) : handle(h) {}
  unique_frame(unique_frame &&other) noexcept
      : handle(std::exchange(other.handle, {})) {}
  ~unique_frame() {
    if (handle)
      handle.destroy();
  }
  auto operator co_await() && {
    struct awaiter {
      bool await_ready() const noexcept { return false; }
      std::coroutine_handle<> await_suspend(std::coroutine_handle<>) {
        return inner;
      }
      void await_resume() const {}
      std::coroutine_handle<> inner;
    };
    return awaiter{handle};
  }

protected:
  std::coroutine_handle<Promise> handle;
};

// An awaiter of one's own that says what suspend_always says.
namespace own_awaiter {
struct hold {
  constexpr bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<>) const noexcept {}
  void await_resume() const noexcept {}
};
struct task;
struct promise : common {
  task get_return_object();
  hold initial_suspend() noexcept { return {}; }
};
struct task : unique_frame<promise> {
  using promise_type = promise;
  using unique_frame::unique_frame;
};
inline task promise::get_return_object() {
  return task{std::coroutine_handle<promise>::from_promise(*this)};
}
task make();
} // namespace own_awaiter
void awaiter_of_ones_own() {
  own_awaiter::make();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: task returned by 'make' is dropped; the coroutine never starts (own_awaiter::task is lazy, as its promise shows) [holdfast-discarded-task]
}

// One awaiter for both, told by its argument.
namespace told {
struct maybe_hold {
  bool ready;
  bool await_ready() const noexcept { return ready; }
  void await_suspend(std::coroutine_handle<>) const noexcept {}
  void await_resume() const noexcept {}
};
struct lazy : unique_frame<struct lazy_promise> {
  using promise_type = lazy_promise;
};
struct lazy_promise : common {
  lazy get_return_object();
  maybe_hold initial_suspend() noexcept { return {false}; }
};
struct eager : unique_frame<struct eager_promise> {
  using promise_type = eager_promise;
};
struct eager_promise : common {
  eager get_return_object();
  maybe_hold initial_suspend() noexcept { return maybe_hold{true}; }
};
struct either : unique_frame<struct either_promise> {
  using promise_type = either_promise;
};
struct either_promise : common {
  either get_return_object();
  maybe_hold initial_suspend() noexcept { return {later}; }
  bool later;
};
lazy make_lazy();
eager make_eager();
either make_either();
} // namespace told
void told_by_an_argument() {
  told::make_lazy();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}}'make_lazy' is dropped; the coroutine never starts
  told::make_eager();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}}'make_eager' is dropped; the coroutine is cancelled (told::eager cancels when it is destroyed, as its promise shows)
  told::make_either();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}}'make_either' is dropped; nobody owns the coroutine or hears of its error
}

// Told by a template argument, of the awaiter or of the task itself.
namespace tagged {
template <bool Suspend> struct suspend_if {
  bool await_ready() const noexcept { return !Suspend; }
  void await_suspend(std::coroutine_handle<>) const noexcept {}
  void await_resume() const noexcept {}
};
template <class T, bool Lazy> struct basic_task {
  struct promise_type : common {
    basic_task get_return_object();
    suspend_if<Lazy> initial_suspend() noexcept { return {}; }
  };
  basic_task(basic_task &&other) : frame(std::exchange(other.frame, {})) {}
  ~basic_task() { release(); }
  void release() {
    if (frame != nullptr)
      std::exchange(frame, nullptr).destroy();
  }
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  T await_resume();
  std::coroutine_handle<promise_type> frame;
};
template <class T> using task = basic_task<T, true>;
template <class T> using future = basic_task<T, false>;
task<int> make_task();
future<int> make_future();
} // namespace tagged
void told_by_a_template_argument() {
  tagged::make_task();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}}'make_task' is dropped; the coroutine never starts (tagged::basic_task is lazy
  tagged::make_future();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}}'make_future' is dropped; the coroutine is cancelled (tagged::basic_task cancels
}

// Suspended at first, but somebody has the handle and runs it.
namespace pooled {
std::vector<std::coroutine_handle<>> queue;
struct to_the_pool {
  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<> h) const { queue.push_back(h); }
  void await_resume() const noexcept {}
};
struct task : unique_frame<struct promise> {
  using promise_type = promise;
};
struct promise : common {
  task get_return_object();
  to_the_pool initial_suspend() noexcept { return {}; }
};
struct started {
  struct promise_type : common {
    started get_return_object() {
      auto h = std::coroutine_handle<promise_type>::from_promise(*this);
      queue.push_back(h);
      return started{h};
    }
    std::suspend_always initial_suspend() noexcept { return {}; }
  };
  bool done() const;
  void wait();
  std::coroutine_handle<promise_type> frame;
};
struct resumed {
  struct promise_type : common {
    resumed get_return_object();
    std::suspend_always initial_suspend() noexcept { return {}; }
  };
  explicit resumed(std::coroutine_handle<promise_type> h) : frame(h) {
    frame.resume();
  }
  void wait();
  std::coroutine_handle<promise_type> frame;
};
task make();
started start();
resumed resume();
} // namespace pooled
void run_by_somebody_else() {
  pooled::make();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}}'make' is dropped; the coroutine is cancelled
  pooled::start();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}}'start' is dropped; the coroutine runs on with no owner and its error is lost (as the promise of pooled::started shows)
  pooled::resume();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}}'resume' is dropped; the coroutine runs on with no owner
}

// An executor and an allocator among the coroutine's parameters, and a promise
// that picks them out.
namespace with_executor {
struct executor {
  void post(std::coroutine_handle<>);
};
template <class T> class task {
public:
  struct promise_type : common {
    template <class... A> promise_type(executor &, A &&...);
    template <class... A> void *operator new(std::size_t, executor &, A &&...);
    void operator delete(void *);
    task get_return_object();
    std::suspend_always initial_suspend() noexcept { return {}; }
  };
  task(task &&);
  ~task() {
    if (frame)
      frame.destroy();
  }
  auto operator co_await() const & noexcept { return std::suspend_always{}; }

private:
  std::coroutine_handle<promise_type> frame;
};
task<int> fetch(executor &, int);
} // namespace with_executor
template <class T> void from_a_template(with_executor::executor &e, T value) {
  with_executor::fetch(e, 1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}}'fetch' is dropped; the coroutine never starts (with_executor::task is lazy
}

// Shared by everybody who asks for the result; still lazy.
namespace shared {
struct task {
  struct promise_type : common {
    task get_return_object();
    std::suspend_always initial_suspend() noexcept { return {}; }
    bool unshare();
  };
  task(const task &);
  ~task() {
    if (frame && frame.promise().unshare())
      frame.destroy();
  }
  auto operator co_await() const noexcept { return std::suspend_always{}; }
  std::coroutine_handle<promise_type> frame;
};
task make();
} // namespace shared
void shared_by_many() {
  shared::make();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}}'make' is dropped; the coroutine never starts
}

// The destructor starts what nobody awaited.
namespace last_call {
struct task {
  struct promise_type : common {
    task get_return_object();
    std::suspend_always initial_suspend() noexcept { return {}; }
  };
  ~task() {
    if (frame)
      frame.resume();
  }
  auto operator co_await() && { return std::suspend_always{}; }
  std::coroutine_handle<promise_type> frame;
};
task make();
} // namespace last_call
void started_by_the_destructor() {
  last_call::make();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}}'make' is dropped; nobody owns the coroutine or hears of its error
}

// RUN: %check %s holdfast-discarded-task %t --option=Fix=none
//
// Home-made coroutine types that run at once: what does the destructor of the
// handle do to the work? What cannot be seen is not claimed.

#include <atomic>
#include <coroutine>
#include <exception>
#include <memory>
#include <utility>

struct common {
  std::suspend_never initial_suspend() noexcept { return {}; }
  std::suspend_always final_suspend() noexcept { return {}; }
  void unhandled_exception() { error = std::current_exception(); }
  void return_void() {}
  std::exception_ptr error;
};
struct awaits {
  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<>) const noexcept {}
  void await_resume() const {}
};

// Counted: the running coroutine holds a share of its own.
namespace counted {
struct task : awaits {
  struct promise_type : common {
    task get_return_object();
    std::atomic<int> shares{2};
    bool drop() { return --shares == 0; }
  };
  ~task() {
    if (frame && frame.promise().drop())
      frame.destroy();
  }
  std::coroutine_handle<promise_type> frame;
};
task make();
} // namespace counted
void counted_shares() {
  counted::make();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: task returned by 'make' is dropped; nobody owns the coroutine or hears of its error [holdfast-discarded-task]
}

namespace state_is_shared {
struct state {
  ~state() {
    if (frame)
      frame.destroy();
  }
  std::coroutine_handle<> frame;
};
struct task : awaits {
  struct promise_type : common {
    task get_return_object();
  };
  std::shared_ptr<state> held;
};
task make();
} // namespace state_is_shared
void shared_state() {
  state_is_shared::make();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}}'make' is dropped; nobody owns the coroutine or hears of its error
}

// Held by a pointer whose deleter destroys the frame.
namespace by_deleter {
struct destroyer {
  template <class P> void operator()(P *p) const {
    std::coroutine_handle<P>::from_promise(*p).destroy();
  }
};
struct task : awaits {
  struct promise_type : common {
    task get_return_object();
  };
  std::unique_ptr<promise_type, destroyer> frame;
};
task make();
} // namespace by_deleter
void a_deleter_destroys() {
  by_deleter::make();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}}'make' is dropped; the coroutine is cancelled
}

// The destructor is written further down, or in another file.
namespace out_of_line {
struct here : awaits {
  struct promise_type : common {
    here get_return_object();
  };
  ~here();
  std::coroutine_handle<promise_type> frame;
};
here::~here() {
  if (!frame)
    return;
  frame.destroy();
}
struct elsewhere : awaits {
  struct promise_type : common {
    elsewhere get_return_object();
  };
  ~elsewhere();
  std::coroutine_handle<promise_type> frame;
};
here make_here();
elsewhere make_elsewhere();
} // namespace out_of_line
void destructor_out_of_line() {
  out_of_line::make_here();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}}'make_here' is dropped; the coroutine is cancelled
  out_of_line::make_elsewhere();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}}'make_elsewhere' is dropped; nobody owns the coroutine or hears of its error
}

// What has ended is freed; what runs is left running.
namespace frees_the_done {
struct task : awaits {
  struct promise_type : common {
    task get_return_object();
  };
  ~task() {
    if (frame && frame.done())
      frame.destroy();
  }
  std::coroutine_handle<promise_type> frame;
};
struct left : awaits {
  struct promise_type : common {
    left get_return_object();
  };
  ~left() {
    if (!frame.done())
      return;
    frame.destroy();
  }
  std::coroutine_handle<promise_type> frame;
};
task make();
left make_left();
} // namespace frees_the_done
void only_what_is_done_is_freed() {
  frees_the_done::make();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}}'make' is dropped; the coroutine runs on with no owner and its error is lost
  frees_the_done::make_left();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}}'make_left' is dropped; the coroutine runs on with no owner and its error is lost
}

// The destructor waits, or asks to stop and waits.
namespace waiting {
struct waits : awaits {
  struct promise_type : common {
    waits get_return_object();
  };
  ~waits() { wait(); }
  void wait();
  std::coroutine_handle<promise_type> frame;
};
struct stops : awaits {
  struct promise_type : common {
    stops get_return_object();
  };
  ~stops() {
    request_stop();
    join();
  }
  void request_stop();
  void join();
  std::coroutine_handle<promise_type> frame;
};
struct insists : awaits {
  struct promise_type : common {
    insists get_return_object();
  };
  ~insists() {
    if (frame && !frame.done())
      std::terminate();
  }
  std::coroutine_handle<promise_type> frame;
};
waits make_waits();
stops make_stops();
insists make_insists();
} // namespace waiting
void the_destructor_waits() {
  waiting::make_waits();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}}'make_waits' is dropped; the caller blocks here until the work is done
  waiting::make_stops();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}}'make_stops' is dropped; the coroutine is cancelled and the caller waits for it to end
  waiting::make_insists();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}}'make_insists' is dropped; std::terminate is called here
}

// Something decides at run time.
namespace decided_later {
struct task : awaits {
  struct promise_type : common {
    task get_return_object();
  };
  ~task() {
    if (detached)
      return;
    frame.destroy();
  }
  bool detached = false;
  std::coroutine_handle<promise_type> frame;
};
task make();
} // namespace decided_later
void decided_at_run_time() {
  decided_later::make();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}}'make' is dropped; nobody owns the coroutine or hears of its error
}

// The frame frees itself at its end; the handle only listens.
namespace listens {
struct task : awaits {
  struct promise_type : common {
    task get_return_object();
    std::suspend_never final_suspend() noexcept { return {}; }
    std::shared_ptr<int> result;
  };
  ~task() {}
  std::shared_ptr<int> result;
};
task make();
} // namespace listens
void only_listens() {
  listens::make();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}}'make' is dropped; the coroutine runs on with no owner and its error is lost
}

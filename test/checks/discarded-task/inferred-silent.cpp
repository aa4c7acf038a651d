// RUN: %check %s holdfast-discarded-task %t
//
// Coroutine types that are no tasks, awaitables that are none, and results that
// only look like handles: nothing here is reported.

#include <coroutine>
#include <exception>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <variant>

struct lazily {
  std::suspend_always initial_suspend() noexcept { return {}; }
  std::suspend_always final_suspend() noexcept { return {}; }
  void unhandled_exception() {}
};
struct at_once {
  std::suspend_never initial_suspend() noexcept { return {}; }
  std::suspend_never final_suspend() noexcept { return {}; }
  void unhandled_exception() {}
};

template <class T> struct generator {
  struct promise_type : lazily {
    generator get_return_object();
    std::suspend_always yield_value(T &) noexcept;
    std::suspend_always yield_value(T &&) noexcept;
    void return_void() {}
  };
  struct iterator {
    iterator &operator++();
    T &operator*() const;
    bool operator!=(int) const;
  };
  iterator begin();
  int end();
  ~generator();
  std::coroutine_handle<promise_type> frame;
};

// co_await g.next()
template <class T> struct async_generator {
  struct promise_type : lazily {
    async_generator get_return_object();
    std::suspend_always yield_value(T) noexcept;
    void return_void() {}
  };
  std::suspend_always next();
  ~async_generator();
  std::coroutine_handle<promise_type> frame;
};

// co_await g gives the next value.
template <class T> struct stream {
  struct promise_type : lazily {
    stream get_return_object();
    std::suspend_always yield_value(T) noexcept;
    void return_void() {}
  };
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  std::optional<T> await_resume();
  ~stream();
  std::coroutine_handle<promise_type> frame;
};

// while (g) g()
struct counter {
  struct promise_type : lazily {
    counter get_return_object();
    std::suspend_always yield_value(int) noexcept;
    void return_void() {}
  };
  explicit operator bool();
  int operator()();
  ~counter();
  std::coroutine_handle<promise_type> frame;
};

generator<int> numbers();
async_generator<int> rows();
stream<int> lines();
counter count();
void generators() {
  numbers();
  numbers().begin();
  rows();
  rows().next();
  lines();
  count();
}

// Awaitables that are no tasks.
struct timer_awaiter {
  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<> h);
  void await_resume() const noexcept {}
};
timer_awaiter sleep_for(int);
auto switch_to(int thread) {
  struct awaiter : std::suspend_always {
    int thread;
  };
  return awaiter{{}, thread};
}
struct event {
  timer_awaiter operator co_await() const;
};
event changed();
void plain_awaitables() {
  sleep_for(1);
  switch_to(2);
  changed();
}

// A promise as a way to write error handling: it has ended when it is back.
template <class T> struct expected {
  struct promise_type : at_once {
    expected get_return_object();
    void return_value(T);
    expected *result;
  };
  expected(T);
  bool await_ready() const noexcept;
  void await_suspend(std::coroutine_handle<>);
  T await_resume();
  bool has_value() const;
  std::variant<T, std::string> content;
};
struct status {
  struct promise_type : at_once {
    struct proxy {
      proxy(promise_type &);
      operator status();
    };
    proxy get_return_object() { return {*this}; }
    void return_value(int);
  };
  bool ok() const { return code == 0; }
  int code;
};
template <class T, class... A>
struct std::coroutine_traits<std::optional<T>, A...> {
  struct promise_type : at_once {
    std::optional<T> get_return_object();
    void return_value(T);
  };
};
expected<int> parse(int);
expected<int *> find(int);
status save();
std::optional<int> head();
void values() {
  parse(1);
  find(2);
  save();
  head();
}

// Nothing to hold, however it is started.
struct hop {
  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<> h) const { h.resume(); }
  void await_resume() const noexcept {}
};
struct nothing {};
struct background : nothing {
  struct promise_type : at_once {
    background get_return_object() { return {}; }
    hop initial_suspend() noexcept { return {}; }
    void return_void() {}
  };
};
struct kept_by_itself {
  struct promise_type : at_once {
    kept_by_itself get_return_object() { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void return_void() {}
  };
};
background in_the_background();
kept_by_itself by_itself();
void fire_and_forget() {
  in_the_background();
  by_itself();
}

// A promise of another family is no promise: no initial_suspend.
struct promised {
  struct promise_type {
    int value;
  };
};
promised other();
void no_coroutine() { other(); }

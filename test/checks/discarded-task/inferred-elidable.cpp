// clang 19 does not know the attribute, and leaves nothing of it in what it parsed.
// RUN: %if llvm-22 %{ %check %s holdfast-discarded-task %t --check-suffix=KNOWN %}
// RUN: %if llvm-19 %{ %check %s holdfast-discarded-task %t --check-suffix=IGNORED %}

struct [[clang::coro_await_elidable]] elidable {
  ~elidable();
};
elidable make_elidable();

void attributes() {
  make_elidable();
  // CHECK-MESSAGES-KNOWN: :[[@LINE-1]]:3: warning: task returned by 'make_elidable' is dropped; nobody owns the coroutine
}

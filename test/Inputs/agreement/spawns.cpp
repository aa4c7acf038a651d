// Asio, in a coroutine, a class, a template and a macro.
#include <asio.hpp>

using asio::awaitable;

awaitable<void> tick();
awaitable<int> count();

#define START(io, task) asio::co_spawn(io, task, asio::detached)

struct Server {
  asio::io_context io;
  awaitable<void> loop();
  void start() {
    asio::co_spawn(io, loop(), asio::detached);
    asio::co_spawn(io, tick(), [](std::exception_ptr) {});
    asio::co_spawn(io, count(), asio::use_future);
    START(io, tick());
  }
};

template <class Executor> void everywhere(Executor ex) {
  asio::co_spawn(ex, tick(), asio::detached);
  tick();
}

awaitable<void> run(Server &server, asio::steady_timer &timer) {
  tick();
  timer.async_wait(asio::use_awaitable);
  (void)count();
  co_await tick();
  everywhere(server.io.get_executor());
  asio::thread_pool pool;
  everywhere(pool.get_executor());
}

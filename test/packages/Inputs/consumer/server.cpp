#include <holdfast/background.hpp>

#include <asio/awaitable.hpp>
#include <asio/io_context.hpp>
#include <cstdio>

asio::awaitable<void> work() {
  std::puts("done 42");
  co_return;
}

int main() {
  asio::io_context io;
  holdfast::background(io).spawn(work());
  io.run();
}

#include <asio/awaitable.hpp>
#include <asio/co_spawn.hpp>
#include <asio/detached.hpp>
#include <asio/io_context.hpp>

asio::awaitable<void> session();

void start(asio::io_context &io) {
  asio::co_spawn(io, session(), asio::detached);
}

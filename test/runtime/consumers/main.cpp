// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a user's program looks like: its own Asio headers first, then ours.
#if defined(HOLDFAST_ASIO_BOOST)
#include <boost/asio.hpp>
namespace net = boost::asio;
#else
#include <asio.hpp>
namespace net = asio;
#endif
#include <holdfast/background.hpp>

net::awaitable<void> hello(int &runs) {
  ++runs;
  co_return;
}

int main() {
  net::io_context io;
  int runs = 0;
  holdfast::background(io).spawn(hello(runs));
  io.run();
  return runs == 1 ? 0 : 1;
}

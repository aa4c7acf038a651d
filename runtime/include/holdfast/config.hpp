// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Which Asio, and what it needs. Every other header of the runtime starts
// here, and no other header names an Asio header that is not listed here.
//
// HOLDFAST_ASIO_STANDALONE or HOLDFAST_ASIO_BOOST chooses. Without either, the
// Asio that was included first is taken, else the one that is installed,
// standalone before Boost.
#pragma once

#if defined(HOLDFAST_ASIO_STANDALONE) && defined(HOLDFAST_ASIO_BOOST)
#error "holdfast: define HOLDFAST_ASIO_STANDALONE or HOLDFAST_ASIO_BOOST, not both"
#elif !defined(HOLDFAST_ASIO_STANDALONE) && !defined(HOLDFAST_ASIO_BOOST)
#if defined(ASIO_DETAIL_CONFIG_HPP) && defined(BOOST_ASIO_DETAIL_CONFIG_HPP)
#error "holdfast: both Asio and Boost.Asio are included here; define HOLDFAST_ASIO_STANDALONE or HOLDFAST_ASIO_BOOST"
#elif defined(BOOST_ASIO_DETAIL_CONFIG_HPP)
#define HOLDFAST_ASIO_BOOST 1
#elif defined(ASIO_DETAIL_CONFIG_HPP) || __has_include(<asio/version.hpp>)
#define HOLDFAST_ASIO_STANDALONE 1
#elif __has_include(<boost/asio/version.hpp>)
#define HOLDFAST_ASIO_BOOST 1
#else
#error "holdfast: neither <asio.hpp> nor <boost/asio.hpp> was found; install Asio or add its directory to the include path"
#endif
#endif

#if defined(HOLDFAST_ASIO_STANDALONE)

#include <asio/version.hpp>
#if ASIO_VERSION < 102201
#error "holdfast: Asio 1.22.1 or newer is needed"
#endif
// Asio before 1.23 looks for clang's withdrawn Coroutines TS and does not see
// the coroutines of C++20.
#if defined(__clang__) && ASIO_VERSION < 102300
#if !defined(ASIO_HAS_CO_AWAIT) && defined(ASIO_DETAIL_CONFIG_HPP)
#error "holdfast: clang needs -DASIO_HAS_CO_AWAIT=1 -DASIO_HAS_STD_COROUTINE=1 with this Asio; include <holdfast/config.hpp> before Asio, or give them on the command line (the CMake target holdfast::runtime does)"
#endif
#if !defined(ASIO_HAS_CO_AWAIT)
#define ASIO_HAS_CO_AWAIT 1
#endif
#if !defined(ASIO_HAS_STD_COROUTINE)
#define ASIO_HAS_STD_COROUTINE 1
#endif
#endif

#include <asio/any_io_executor.hpp>
#include <asio/associated_allocator.hpp>
#include <asio/associated_cancellation_slot.hpp>
#include <asio/associated_executor.hpp>
#include <asio/async_result.hpp>
#include <asio/awaitable.hpp>
#include <asio/basic_waitable_timer.hpp>
#include <asio/bind_cancellation_slot.hpp>
#include <asio/cancellation_signal.hpp>
#include <asio/cancellation_state.hpp>
#include <asio/co_spawn.hpp>
#include <asio/dispatch.hpp>
#include <asio/error.hpp>
#include <asio/execution.hpp>
#include <asio/execution_context.hpp>
#include <asio/io_context.hpp>
#include <asio/post.hpp>
#include <asio/prefer.hpp>
#include <asio/query.hpp>
#include <asio/require.hpp>
#include <asio/signal_set.hpp>
#include <asio/strand.hpp>
#include <asio/system_error.hpp>
#include <asio/this_coro.hpp>
#include <asio/thread_pool.hpp>
#include <asio/use_awaitable.hpp>

// The two Asios are different types under the same holdfast names. The inline
// namespace keeps them apart for the linker.
#if defined(HOLDFAST_NO_TRACE)
#define HOLDFAST_ABI on_asio_untraced
#else
#define HOLDFAST_ABI on_asio
#endif

namespace holdfast::inline HOLDFAST_ABI {
namespace net = ::asio;
using error_code = ::asio::error_code;
using system_error = ::asio::system_error;
} // namespace holdfast::inline HOLDFAST_ABI

#else

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/associated_allocator.hpp>
#include <boost/asio/associated_cancellation_slot.hpp>
#include <boost/asio/associated_executor.hpp>
#include <boost/asio/async_result.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/basic_waitable_timer.hpp>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/cancellation_state.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/dispatch.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/execution.hpp>
#include <boost/asio/execution_context.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/prefer.hpp>
#include <boost/asio/query.hpp>
#include <boost/asio/require.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/system/system_error.hpp>

#if defined(HOLDFAST_NO_TRACE)
#define HOLDFAST_ABI on_boost_asio_untraced
#else
#define HOLDFAST_ABI on_boost_asio
#endif

namespace holdfast::inline HOLDFAST_ABI {
namespace net = ::boost::asio;
using error_code = ::boost::system::error_code;
using system_error = ::boost::system::system_error;
} // namespace holdfast::inline HOLDFAST_ABI

#endif

namespace holdfast::inline HOLDFAST_ABI {
/// A coroutine of Asio's, on any executor unless another is named.
template <class T = void, class Executor = net::any_io_executor>
using awaitable = net::awaitable<T, Executor>;
} // namespace holdfast::inline HOLDFAST_ABI

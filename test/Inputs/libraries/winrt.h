// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// C++/WinRT.
#pragma once

#include "libraries/coroutine.h"

namespace winrt {
namespace Windows::Foundation {
struct IAsyncAction {
  IAsyncAction(const IAsyncAction &);
  ~IAsyncAction();
  void get() const;
  void Cancel() const;
};
template <class Progress> struct IAsyncActionWithProgress {
  IAsyncActionWithProgress(const IAsyncActionWithProgress &);
  ~IAsyncActionWithProgress();
  void get() const;
};
template <class T> struct IAsyncOperation {
  IAsyncOperation(const IAsyncOperation &);
  ~IAsyncOperation();
  T get() const;
};
template <class T, class Progress> struct IAsyncOperationWithProgress {
  IAsyncOperationWithProgress(const IAsyncOperationWithProgress &);
  ~IAsyncOperationWithProgress();
  T get() const;
};
} // namespace Windows::Foundation

struct fire_and_forget {};
mock::awaiter<void> resume_background();
mock::awaiter<void> operator co_await(const Windows::Foundation::IAsyncAction &);
} // namespace winrt

template <class... Args>
struct std::coroutine_traits<winrt::Windows::Foundation::IAsyncAction, Args...> {
  using promise_type =
      mock::promise<winrt::Windows::Foundation::IAsyncAction, void,
                    std::suspend_never>;
};
template <class... Args>
struct std::coroutine_traits<winrt::fire_and_forget, Args...> {
  using promise_type = mock::detached_promise<winrt::fire_and_forget>;
};

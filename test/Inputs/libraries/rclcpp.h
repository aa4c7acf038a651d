// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// rclcpp, ROS 2's client library.
#pragma once

#include <functional>
#include <future>
#include <memory>
#include <string>
#include <vector>

namespace rclcpp {

namespace detail {
template <class F> struct FutureAndRequestId {
  F future;
  long request_id;
  FutureAndRequestId(F, long);
  FutureAndRequestId(FutureAndRequestId &&) noexcept = default;
  ~FutureAndRequestId() = default;
  auto get() { return future.get(); }
  void wait() const;
  bool valid() const noexcept;
};
} // namespace detail

template <class Service> class Client {
public:
  using Response = std::shared_ptr<int>;
  using Request = std::shared_ptr<long>;
  struct FutureAndRequestId : detail::FutureAndRequestId<std::future<Response>> {
    using detail::FutureAndRequestId<std::future<Response>>::FutureAndRequestId;
  };
  struct SharedFutureAndRequestId
      : detail::FutureAndRequestId<std::shared_future<Response>> {
    using detail::FutureAndRequestId<
        std::shared_future<Response>>::FutureAndRequestId;
  };
  struct SharedFutureWithRequestAndRequestId
      : detail::FutureAndRequestId<
            std::shared_future<std::pair<Request, Response>>> {
    using detail::FutureAndRequestId<
        std::shared_future<std::pair<Request, Response>>>::FutureAndRequestId;
  };
  FutureAndRequestId async_send_request(Request);
  template <class Callback>
  SharedFutureAndRequestId async_send_request(Request, Callback &&);
  bool remove_pending_request(long);
};

struct Parameter {};
class AsyncParametersClient {
public:
  template <class T> using Callback = std::function<void(std::shared_future<T>)>;
  std::shared_future<bool> set_parameters(const std::vector<Parameter> &,
                                          Callback<bool> = nullptr);
  std::shared_future<bool>
  set_parameters_atomically(const std::vector<Parameter> &,
                            Callback<bool> = nullptr);
  std::shared_future<int> get_parameters(const std::vector<std::string> &,
                                         Callback<int> = nullptr);
  std::shared_future<int> describe_parameters(const std::vector<std::string> &,
                                              Callback<int> = nullptr);
  std::shared_future<int> get_parameter_types(const std::vector<std::string> &,
                                              Callback<int> = nullptr);
  std::shared_future<int> list_parameters(const std::vector<std::string> &,
                                          unsigned long, Callback<int> = nullptr);
};

} // namespace rclcpp

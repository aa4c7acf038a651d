// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include "driver/Workers.h"

#include "llvm/ADT/StringRef.h"

#include <memory>
#include <optional>
#include <string>
#include <sys/types.h>

namespace holdfast::driver {

/// A running `holdfast worker`, with pipes to and from it. Destroying it ends
/// its input, kills it if that does not end it, and reaps it.
class WorkerProcess {
public:
  /// May use \p Bytes of memory; 0: as much as it likes. nullptr: \p Why says
  /// what the system said.
  static std::unique_ptr<WorkerProcess> start(uint64_t Bytes, std::string &Why);
  ~WorkerProcess();
  WorkerProcess(const WorkerProcess &) = delete;
  WorkerProcess &operator=(const WorkerProcess &) = delete;

  /// Writes all of \p Line; does nothing if nobody reads.
  void send(llvm::StringRef Line);
  int output() const { return FromWorker; }
  /// Takes what has arrived. False: the worker has closed its output.
  bool receive();
  /// The next whole line that was received, without its end.
  std::optional<std::string> line();
  /// Waits for its end and says how it died, with the last words of its
  /// standard error.
  WorkerFailure finish();

private:
  WorkerProcess() = default;

  pid_t Pid = -1;
  int ToWorker = -1;
  int FromWorker = -1;
  /// An unlinked temporary file.
  int Stderr = -1;
  std::string Received;
};

} // namespace holdfast::driver

// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/WorkerProcess.h"

#include "driver/Analyse.h"
#include "driver/Cache.h"

#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/ErrorHandling.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/raw_ostream.h"

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <iostream>
#include <new>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace holdfast::driver {

/// The exit status of a worker that got no more memory.
constexpr int OutOfMemory = 77;

std::unique_ptr<WorkerProcess> WorkerProcess::start(uint64_t Bytes,
                                                    std::string &Why) {
  // A worker that is gone must not end the driver.
  ::signal(SIGPIPE, SIG_IGN);
  std::unique_ptr<WorkerProcess> W(new WorkerProcess);
  int In[2], Out[2];
  if (::pipe2(In, O_CLOEXEC) != 0 || ::pipe2(Out, O_CLOEXEC) != 0) {
    Why = std::string("cannot make a pipe: ") + std::strerror(errno);
    return nullptr;
  }
  W->ToWorker = In[1];
  W->FromWorker = Out[0];
  if (std::FILE *Temporary = std::tmpfile()) {
    W->Stderr = ::fcntl(::fileno(Temporary), F_DUPFD_CLOEXEC, 0);
    std::fclose(Temporary);
  }

  posix_spawn_file_actions_t Actions;
  posix_spawn_file_actions_init(&Actions);
  posix_spawn_file_actions_adddup2(&Actions, In[0], STDIN_FILENO);
  posix_spawn_file_actions_adddup2(&Actions, Out[1], STDOUT_FILENO);
  if (W->Stderr >= 0)
    posix_spawn_file_actions_adddup2(&Actions, W->Stderr, STDERR_FILENO);

  std::string Self = llvm::sys::fs::getMainExecutable(nullptr, nullptr);
  char Name[] = "holdfast", Command[] = "worker";
  char *Arguments[] = {Name, Command, nullptr};
  int Error = ::posix_spawn(&W->Pid, Self.c_str(), &Actions, nullptr, Arguments,
                            environ);
  posix_spawn_file_actions_destroy(&Actions);
  ::close(In[0]);
  ::close(Out[1]);
  if (Error) {
    W->Pid = -1;
    Why = "cannot start '" + Self + "': " + std::strerror(Error);
    return nullptr;
  }
  // What it writes to counts, the files that it maps to read them do not.
  const rlimit Limit{Bytes, Bytes};
  if (Bytes && ::prlimit(W->Pid, RLIMIT_DATA, &Limit, nullptr) != 0) {
    Why = std::string("cannot limit the memory of a worker: ") +
          std::strerror(errno);
    return nullptr;
  }
  return W;
}

WorkerProcess::~WorkerProcess() {
  if (ToWorker >= 0)
    ::close(ToWorker);
  if (FromWorker >= 0)
    ::close(FromWorker);
  if (Stderr >= 0)
    ::close(Stderr);
  if (Pid > 0) {
    // It may be in the middle of a unit that nobody waits for any more.
    ::kill(Pid, SIGKILL);
    ::waitpid(Pid, nullptr, 0);
  }
}

void WorkerProcess::send(llvm::StringRef Line) {
  while (!Line.empty()) {
    ssize_t Written = ::write(ToWorker, Line.data(), Line.size());
    if (Written < 0 && errno == EINTR)
      continue;
    if (Written <= 0)
      return;
    Line = Line.drop_front(Written);
  }
}

bool WorkerProcess::receive() {
  char Buffer[65536];
  ssize_t Size;
  do
    Size = ::read(FromWorker, Buffer, sizeof(Buffer));
  while (Size < 0 && errno == EINTR);
  if (Size <= 0)
    return false;
  Received.append(Buffer, Size);
  return true;
}

std::optional<std::string> WorkerProcess::line() {
  size_t End = Received.find('\n');
  if (End == std::string::npos)
    return std::nullopt;
  std::string Line = Received.substr(0, End);
  Received.erase(0, End + 1);
  return Line;
}

/// The line of \p Text that says most about a crash: an assertion or a fatal
/// error if there is one, else the innermost entry of clang's stack of what it
/// was doing.
static std::string lastWords(llvm::StringRef Text) {
  llvm::SmallVector<llvm::StringRef> Lines;
  Text.split(Lines, '\n', -1, /*KeepEmpty=*/false);
  llvm::StringRef Innermost;
  for (llvm::StringRef Line : Lines) {
    if (Line.contains("Assertion") || Line.contains("fatal error") ||
        Line.contains("ERROR:") || Line.contains("UNREACHABLE"))
      return Line.str();
    auto [Number, Entry] = Line.split(".\t");
    if (!Number.empty() && llvm::all_of(Number, llvm::isDigit) &&
        !Entry.starts_with("Program arguments"))
      Innermost = Entry;
  }
  return Innermost.empty() ? "" : "while at: " + Innermost.str();
}

WorkerFailure WorkerProcess::finish() {
  int Status = 0;
  ::close(ToWorker);
  ToWorker = -1;
  while (::waitpid(Pid, &Status, 0) < 0 && errno == EINTR)
    ;
  Pid = -1;
  if (WIFEXITED(Status) && WEXITSTATUS(Status) == OutOfMemory)
    return {"memory", ""};
  std::string How;
  if (WIFSIGNALED(Status))
    How = std::string("the worker was killed by signal ") +
          std::to_string(WTERMSIG(Status)) + " (" +
          ::strsignal(WTERMSIG(Status)) + ")";
  else
    How = "the worker ended with status " + std::to_string(WEXITSTATUS(Status));
  char Buffer[8192];
  ssize_t Size = Stderr < 0 ? 0 : ::pread(Stderr, Buffer, sizeof(Buffer), 0);
  if (Size > 0)
    if (std::string Words = lastWords({Buffer, size_t(Size)}); !Words.empty())
      How += ", " + Words;
  if (WIFSIGNALED(Status) && WTERMSIG(Status) == SIGKILL)
    How +=
        "; perhaps the machine had no memory left, then -j and --memory help";
  return {"crash", How};
}

[[noreturn]] static void endForMemory() { ::_exit(OutOfMemory); }

int serve() {
  std::set_new_handler(endForMemory);
  llvm::install_bad_alloc_error_handler(
      [](void *, const char *, bool) { endForMemory(); });
  // A cache that may not grow is no crash.
  ::signal(SIGXFSZ, SIG_IGN);
  // Whatever the compiler prints must not get between the answers.
  int Answers = ::dup(STDOUT_FILENO);
  ::dup2(STDERR_FILENO, STDOUT_FILENO);
  llvm::raw_fd_ostream Out(Answers, /*shouldClose=*/true);
  std::string Line;
  while (std::getline(std::cin, Line)) {
    auto Job = llvm::json::parse<UnitJob>(Line, "job");
    if (!Job) {
      llvm::errs() << "not a job: " << llvm::toString(Job.takeError()) << '\n';
      return 2;
    }
    Inputs Asked;
    const bool Keep = !Job->CacheKey.empty();
    const bool Record = Keep || Job->What == UnitJob::Kind::Precompile;
    const UnitReport Report = analyse(*Job, Record ? &Asked : nullptr);
    // First: who has all answers ends the worker.
    if (Keep && (Job->What != UnitJob::Kind::Survey || Report.NamesNoTask))
      storeReport(Job->CacheFolder, Job->CacheKey, Asked, Report);
    Out << toJSON(Report) << '\n';
    Out.flush();
  }
  return 0;
}

} // namespace holdfast::driver

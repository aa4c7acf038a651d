// RUN: %check %s holdfast-discarded-task %t --check-suffix=NONE --option=Fix=none
// RUN: %check %s holdfast-discarded-task %t --check-suffix=GROUP --option=Fix=group
// RUN: %check %s holdfast-discarded-task %t --check-suffix=AWAIT --option=Fix=await
// RUN: %check %s holdfast-discarded-task %t --check-suffix=SAFE --option=FixTier=safe
// RUN: %check %s holdfast-discarded-task %t --check-suffix=ALLOW,AWAIT --option=ExplicitDiscard=allow
// RUN: %clang-tidy -load %plugin --checks=-*,holdfast-discarded-task --dump-config 2>&1 | FileCheck %s --check-prefix=DUMP
// RUN: not %clang-tidy -load %plugin --warnings-as-errors=* --config="{Checks: '-*,holdfast-discarded-task', CheckOptions: {holdfast-discarded-task.Fix: sometimes}}" %s -- -std=c++20 -I%test/Inputs 2>&1 | FileCheck %s --check-prefix=WRONG

#include "cppcoro.h"

cppcoro::task<> flush();

cppcoro::task<> drop(cppcoro::async_scope &scope) {
  flush();
  // CHECK-MESSAGES-NONE: :[[@LINE-1]]:3: warning: {{.*}}'flush' is dropped;
  // CHECK-MESSAGES-GROUP: :[[@LINE-2]]:3: warning: {{.*}}'flush' is dropped;
  // CHECK-MESSAGES-AWAIT: :[[@LINE-3]]:3: warning: {{.*}}'flush' is dropped;
  // CHECK-MESSAGES-SAFE: :[[@LINE-4]]:3: warning: {{.*}}'flush' is dropped;
  // CHECK-FIXES-GROUP: scope.spawn(flush());
  // CHECK-FIXES-AWAIT: co_await flush();
  co_return;
}

// DUMP-DAG: holdfast-discarded-task.CatalogueFiles: ''
// DUMP-DAG: holdfast-discarded-task.LostErrorCode: allow
// DUMP-DAG: holdfast-discarded-task.ExplicitDiscard: report
// DUMP-DAG: holdfast-discarded-task.Fix: auto
// DUMP-DAG: holdfast-discarded-task.FixTier: suggest
// DUMP-DAG: holdfast-discarded-task.InferHandles: names
// DUMP-DAG: holdfast-discarded-task.ReportRedundantIntent: 'false'

// WRONG: invalid configuration value 'sometimes' for option 'holdfast-discarded-task.Fix'

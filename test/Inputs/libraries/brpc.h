// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// bthread.
#pragma once

#include <cstdint>

typedef uint64_t bthread_t;
struct bthread_attr_t;

extern "C" int bthread_start_background(bthread_t *tid,
                                        const bthread_attr_t *attr,
                                        void *(*fn)(void *), void *arg);
extern "C" int bthread_start_urgent(bthread_t *tid, const bthread_attr_t *attr,
                                    void *(*fn)(void *), void *arg);
extern "C" int bthread_join(bthread_t tid, void **result);

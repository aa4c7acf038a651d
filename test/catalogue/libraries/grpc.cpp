// RUN: %check %s holdfast-discarded-task %t.on --option=Fix=none --catalogue=%test/Inputs/libraries/enable.yaml
// RUN: %check %s holdfast-discarded-task %t.off --option=Fix=none --check-suffix=OFF
//
// gRPC 1.51, on its own headers: what a generated stub declares. Its rows take part
// only with `enable`.

#include <grpcpp/grpcpp.h>
#include <grpcpp/impl/codegen/proto_utils.h>
#include <grpcpp/support/async_stream.h>
#include <grpcpp/support/async_unary_call.h>

#include <memory>

#include <google/protobuf/empty.pb.h>

using Request = google::protobuf::Empty;
using Reply = google::protobuf::Empty;

class Stub {
public:
  std::unique_ptr<grpc::ClientAsyncResponseReader<Reply>>
  AsyncSayHello(grpc::ClientContext *, const Request &, grpc::CompletionQueue *);
  std::unique_ptr<grpc::ClientAsyncReader<Reply>>
  AsyncListAll(grpc::ClientContext *, const Request &, grpc::CompletionQueue *,
               void *tag);
  std::unique_ptr<grpc::ClientAsyncWriter<Request>>
  AsyncUpload(grpc::ClientContext *, Reply *, grpc::CompletionQueue *, void *tag);
  std::unique_ptr<grpc::ClientAsyncReaderWriter<Request, Reply>>
  AsyncTalk(grpc::ClientContext *, grpc::CompletionQueue *, void *tag);
};

void reported(Stub &stub, grpc::ClientContext &context,
              grpc::CompletionQueue &queue, Reply &reply) {
  stub.AsyncSayHello(&context, Request{}, &queue);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: tasks in the 'std::unique_ptr<grpc::ClientAsyncResponseReader<Reply>>' returned by 'AsyncSayHello' are dropped; the work runs on with no owner and its error is lost [holdfast-discarded-task]
  (void)stub.AsyncListAll(&context, Request{}, &queue, nullptr);
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: tasks in the 'std::unique_ptr<grpc::ClientAsyncReader<Reply>>' returned by 'AsyncListAll' are discarded by a cast to void; the work runs on with no owner and its error is lost [holdfast-discarded-task]
  stub.AsyncUpload(&context, &reply, &queue, nullptr);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: tasks in the 'std::unique_ptr<grpc::ClientAsyncWriter<Request>>' returned by 'AsyncUpload' are dropped; the work runs on with no owner
  stub.AsyncTalk(&context, &queue, nullptr);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: tasks in the 'std::unique_ptr<grpc::ClientAsyncReaderWriter<Request, Reply>>' returned by 'AsyncTalk' are dropped; the work runs on with no owner
}

void silent(Stub &stub, grpc::ClientContext &context,
            grpc::CompletionQueue &queue, Reply &reply, grpc::Status &status) {
  auto reader = stub.AsyncSayHello(&context, Request{}, &queue);
  reader->Finish(&reply, &status, &reader);
  stub.AsyncSayHello(&context, Request{}, &queue)
      ->Finish(&reply, &status, nullptr);
}

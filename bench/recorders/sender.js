// A worker of the page: posts what it is given, in order.

let last = Promise.resolve();
onmessage = ({ data: { at, message } }) => {
  last = last.then(() => fetch(`/bench/sent?at=${at}`, { method: "POST", body: message }));
};

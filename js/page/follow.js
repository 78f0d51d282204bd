// Tells when an element moves, changes its size or is no longer to be seen, without
// a timer and without a look at the layout while nothing moves.
import * as dom from "./dom.js";

/**
 * `moved(seen)` is called at every such change until the function that is returned
 * is called: with `true` or `false` when the element came into sight or went out of
 * it, with nothing when it only moved.
 * `ours` is what stands beside the element: it moves when that grows. Without
 * `places` only the sight is told of: the browser follows the rest.
 */
export function follow(element, ours, places, moved) {
  let seen = true;
  const sight = new IntersectionObserver((entries) => {
    const now = entries.at(-1).isIntersecting;
    if (now !== seen) moved((seen = now));
  });
  sight.observe(element);
  const stop = places ? followPlaces(element, ours, moved) : () => {};
  return () => {
    sight.disconnect();
    stop();
  };
}

function followPlaces(element, ours, moved) {
  const ended = new AbortController();
  const listening = { signal: ended.signal, capture: true, passive: true };
  const again = () => moved();
  // Scrolling is heard of by the tree it happens in, and no further.
  for (let root = dom.getRootNode(element); root; root = outerRoot(root)) {
    dom.addEventListener(root, "scroll", again, listening);
    viewOf(root)?.addEventListener("resize", again, listening);
  }
  const sizes = new ResizeObserver(again);
  sizes.observe(element);
  sizes.observe(ours);
  const stop = watchPlace(element, again);
  return () => {
    ended.abort();
    sizes.disconnect();
    stop();
  };
}

const viewOf = (root) => (dom.nodeType(root) === dom.DOCUMENT ? dom.defaultView(root) : null);

function outerRoot(root) {
  const outer = dom.hostOf(root) ?? viewOf(root)?.frameElement;
  return outer ? dom.getRootNode(outer) : null;
}

// An observer whose root is cut down to just where the element is: whatever moves
// the element changes how much of it lies inside. (The method is floating-ui's.)
function watchPlace(element, moved) {
  const document = dom.ownerDocument(element);
  let observer;
  const watch = (threshold) => {
    observer?.disconnect();
    const box = dom.getBoundingClientRect(element);
    if (!box.width || !box.height) return;
    const page = dom.documentElement(document);
    const [clientWidth, clientHeight] = [dom.clientWidth(page), dom.clientHeight(page)];
    const insets = [box.top, clientWidth - box.right, clientHeight - box.bottom, box.left];
    let first = true;
    const changed = (entries) => {
      // A busy page gets several at once, and only the last of them tells where it is.
      const { intersectionRatio, boundingClientRect: now } = entries.at(-1);
      const moving = ["top", "left", "width", "height"].some((side) => now[side] !== box[side]);
      if (!first || moving) {
        moved();
        return watch(1);
      }
      first = false;
      // Less of it than was expected: a part is out of sight, and stays so.
      if (intersectionRatio < threshold && intersectionRatio > 0) watch(intersectionRatio);
    };
    const options = { rootMargin: insets.map((inset) => `${-Math.floor(inset)}px`).join(" "), threshold };
    try {
      observer = new IntersectionObserver(changed, { ...options, root: document });
    } catch {
      observer = new IntersectionObserver(changed, options);
    }
    observer.observe(element);
  };
  watch(1);
  return () => observer?.disconnect();
}

// What is checked on the way: axe-core on what we show, and the page's policy.

const isOurs = ({ sourceFile, blockedURI, source, disposition }) => {
  if (disposition === "report") return false;
  const folder = source && new URL(".", source).href;
  return [sourceFile, blockedURI].some((address) => folder ? address?.startsWith(folder) : /alongside/.test(address ?? ""));
};

/** Violations of the page's Content-Security-Policy by parts of ours. */
export const violations = (told) => told.all("violation").filter(isOurs).map(({ violatedDirective, blockedURI, sourceFile, page }) =>
  `the Content-Security-Policy of ${page} forbids ${violatedDirective} ${blockedURI} (${sourceFile})`);

const RUN = `Promise.all(document.getAnimations().map((one) => one.finished.catch(() => {})))
  .then(() => axe.run({ include: "alongside-overlay" }, { resultTypes: ["violations"] }))
  .then(({ violations, passes }) => passes.length ? violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => id + " at " + target.join(" "))) : ["axe-core checked nothing"])`;

/** axe-core, in a world of its own: the page's policy does not reach there. */
export async function accessibility(page, source) {
  const protocol = await page.context().newCDPSession(page);
  try {
    const { frameTree } = await protocol.send("Page.getFrameTree");
    const { executionContextId: contextId } = await protocol.send("Page.createIsolatedWorld", { frameId: frameTree.frame.id, worldName: "alongside-verify" });
    await protocol.send("Runtime.evaluate", { expression: source, contextId });
    const { result, exceptionDetails } = await protocol.send("Runtime.evaluate", { expression: RUN, contextId, awaitPromise: true, returnByValue: true });
    if (exceptionDetails) throw new Error(`axe-core: ${exceptionDetails.exception?.description ?? exceptionDetails.text}`);
    return result.value;
  } finally {
    await protocol.detach();
  }
}
